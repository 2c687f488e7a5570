"""Cases by the moment of their last move, for whoever follows them from outside."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_index(
        "complaints_by_change",
        "complaints",
        ["changed_at"],
        unique=False,
        postgresql_where=sa.text("version > 1"),
    )
