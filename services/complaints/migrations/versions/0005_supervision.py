"""Notices."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False, comment="the complaint's number"),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), comment="null: the office itself is late"),
        sa.Column("clock", sa.Text()),
        sa.Column("answer_by", sa.Date()),
        sa.Column("reason", sa.Text()),
        sa.Column("answer", sa.Text()),
        sa.Column("answered_by", sa.Text()),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    is_open = sa.text("state IN ('issued', 'acknowledged', 'answered')")
    op.create_index("notices_one_open_a_level", "notices", ["case", "level"], unique=True, postgresql_where=is_open)
    op.create_index("notices_by_case", "notices", ["case"])
    op.create_index("notices_by_department", "notices", ["department", "id"])
