"""Numbers of more than one series."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    series = sa.Column("series", sa.Text(), nullable=False, server_default="TS", comment="TS 投诉, DB 督办, …")
    op.add_column("numbers", series)
    op.alter_column("numbers", "series", server_default=None)
    op.drop_constraint("numbers_pkey", "numbers")
    op.create_primary_key("numbers_pkey", "numbers", ["series", "year"])
