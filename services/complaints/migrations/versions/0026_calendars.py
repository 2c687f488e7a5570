"""Editions of the working-day calendar that were imported; the surveys of those who are dissatisfied."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_index(
        "surveys_dissatisfied",
        "surveys",
        ["id"],
        postgresql_where=sa.text("level = ANY (ARRAY['dissatisfied', 'very_dissatisfied'])"),
    )
    op.create_table(
        "calendars",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False, comment="whose notice was imported"),
        sa.Column("papers", sa.JSON(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column(
            "days", sa.JSON(), nullable=False, comment="every day of its years that is not what its weekday says"
        ),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("edition"),
        comment="editions of the working-day calendar besides the installation's; none is ever changed",
    )
