"""Rulings on whose duty something is."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "precedents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("about", sa.Text()),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False, comment="the complaint that was ruled on"),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("precedents_by_kind", "precedents", ["category", "about", "id"])
