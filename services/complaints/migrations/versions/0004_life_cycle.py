"""The whole life cycle of a complaint."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def _count(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=False, server_default="0")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default="false")


COLUMNS: tuple[sa.Column[Any], ...] = (
    sa.Column("about_section", sa.Text()),
    sa.Column("kind", sa.Text(), nullable=False, server_default="complaint"),
    sa.Column("severity", sa.SmallInteger(), nullable=False, server_default="1"),
    sa.Column("handling", sa.Text()),
    sa.Column("section", sa.Text()),
    sa.Column("assisting", sa.ARRAY(sa.Text()), nullable=False, server_default="{}"),
    sa.Column("clock_class", sa.Text()),
    sa.Column("dispatched_at", sa.DateTime(timezone=True)),
    _count("returns"),
    _flag("is_contacted"),
    _count("mediations"),
    sa.Column("extension", sa.Text()),
    sa.Column("previous", sa.Text(), comment="the state to go back to from a side track"),
    sa.Column("replied_by", sa.Text()),
    sa.Column("checked_by", sa.Text(), comment="the first of two officers who verify a grave case"),
    sa.Column("verified_by", sa.Text()),
    _count("redos"),
    _count("calls"),
    sa.Column("first_call_on", sa.Date()),
    sa.Column("last_call_on", sa.Date()),
    _flag("is_reached"),
    _count("reopenings"),
    sa.Column("ended_at", sa.DateTime(timezone=True)),
    _count("reviews"),
    sa.Column("reviewed_by", sa.Text()),
    sa.Column("merged_into", sa.Text()),
    sa.Column("proposed", sa.Text(), comment="what waits for a second person"),
    sa.Column("proposed_by", sa.Text()),
    sa.Column("proposed_as", sa.Text()),
)


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("complaints", column)
    op.alter_column("complaints", "kind", server_default=None)
    op.alter_column("complaints", "severity", server_default=None)
    joined = sa.text("merged_into IS NOT NULL")
    op.create_index("complaints_by_merger", "complaints", ["merged_into"], postgresql_where=joined)
    op.alter_column("replies", "department", nullable=True)
    op.create_table(
        "remarks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="of the complaint, that the act made"),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False, comment="JSON: an official's texts by the name of their field"),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_remarks_complaint_id"), "remarks", ["complaint_id"])
    op.create_table(
        "supplements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("supplied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_supplements_complaint_id"), "supplements", ["complaint_id"])
