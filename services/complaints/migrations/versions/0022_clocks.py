"""Clocks whose end somebody has set, and what a clock counted and stood before its present day zero."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column(
        "clocks",
        sa.Column("fixed", sa.Boolean(), nullable=False, server_default="false", comment="somebody has set its end"),
    )
    op.add_column(
        "clocks",
        sa.Column(
            "stretches",
            sa.JSON(),
            nullable=False,
            server_default="[]",
            comment="what it counted and stood before since",
        ),
    )
    op.execute(
        "UPDATE clocks SET fixed = true"
        " WHERE code IN ('suspension', 'identity_grant', 'inspection_window', 'special_supervision')"
    )
    op.execute(
        "UPDATE clocks SET department = NULL"
        " WHERE subject = 'complaint' AND code IN ('ceiling', 'verify', 'callback', 'review', 'review_window', 'info',"
        " 'suspension', 'dispatch', 'accept', 'acknowledge')"
    )
