"""Notices that no clock has issued say what they rest on."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("notices", sa.Column("ground", sa.Text()))
