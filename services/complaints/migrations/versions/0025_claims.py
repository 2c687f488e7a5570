"""What is asked for in a case, claim by claim, and the answers to it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    for table, column, comment in (
        ("complaints", "claims", "an official's words"),
        ("replies", "answers", "to the claims, in their order"),
    ):
        op.add_column(
            table,
            sa.Column(column, sa.ARRAY(sa.Text()), nullable=False, server_default="{}", comment=comment),
        )
