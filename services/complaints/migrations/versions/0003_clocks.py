"""Clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "clocks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False, comment="what people know its subject by"),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False, comment="day zero of what still counts"),
        sa.Column("left", sa.Integer(), nullable=False, comment="the budget from there, in the clock's unit"),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("calendar_version", sa.Text(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True, comment="when the sweep has to look at it"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken", sa.ARRAY(sa.Text()), nullable=False, comment="the steps that it has come to, each once"),
        sa.Column("told_on", sa.Date(), nullable=True, comment="the due day that somebody outside was told"),
        sa.Column("extended", sa.Integer(), nullable=False),
        sa.Column("paused_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        comment="every clock of every thing, with what it has come to",
    )
    op.create_index("clocks_by_number", "clocks", ["number"], unique=False)
    op.create_index(
        "clocks_to_look_at", "clocks", ["next_at"], unique=False, postgresql_where=sa.text("next_at IS NOT NULL")
    )
    op.create_index(
        "clocks_by_calendar",
        "clocks",
        ["calendar_version"],
        unique=False,
        postgresql_where=sa.text("state = 'running'"),
    )
