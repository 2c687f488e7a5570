"""Receipts, the mailbox, and identity custody."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    _receipts()
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False, comment="the complaint's number"),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("mailbox_by_number", "mailbox", ["number", "id"])
    _custody()


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False, comment="the complaint's number"),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False, comment="argon2id"),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        comment="receipts that came in the place of the first ones",
    )
    op.create_table(
        "receipts_hardened",
        sa.Column("id", sa.SmallInteger(), autoincrement=False, nullable=False, comment="1: there is one row"),
        sa.Column("up_to", sa.Uuid(), nullable=False, comment="the last complaint whose receipt is kept as argon2id"),
        sa.PrimaryKeyConstraint("id"),
    )


def _custody() -> None:
    op.create_table(
        "identity_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False, comment="the complaint's number"),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.Uuid(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("motive", sa.Text(), nullable=False),
        sa.Column("requested_by", sa.Text(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Text()),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.Column("reason", sa.Text()),
        sa.Column("until", sa.Date()),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    is_open = sa.text("state IN ('requested', 'granted')")
    op.create_index(
        "identity_requests_one_open",
        "identity_requests",
        ["case", "requested_by"],
        unique=True,
        postgresql_where=is_open,
    )
    op.create_index("identity_requests_by_person", "identity_requests", ["requested_by", "id"])
    op.create_table(
        "identity_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False, comment="the complaint's number"),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Text(), nullable=False, comment="the request's"),
        sa.Column("reason", sa.Text()),
        sa.PrimaryKeyConstraint("id"),
        comment="one row a request, decision, look and denied look; rows are never changed",
    )
    op.create_index("identity_log_by_case", "identity_log", ["case", "id"])
