"""Attachments."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False, comment="what people know its complaint by"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column(
            "ending",
            sa.Text(),
            nullable=False,
            comment="of the name that the file had; the name may hold a person",
        ),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of the bytes, before they were encrypted"),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("attached_by", sa.Text(), nullable=False),
        sa.Column("attached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("removed_by", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_because", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["complaint_id"], ["complaints.id"]),
        sa.PrimaryKeyConstraint("id"),
        comment="what is known of each file of a complaint; a removed one stays as a tombstone",
    )
    op.create_index("attachments_of_a_complaint", "attachments", ["number", "id"], unique=False)
    op.create_index(
        "attachments_once_a_complaint",
        "attachments",
        ["number", "digest", sa.text("coalesce(department, '')")],
        unique=True,
        postgresql_where=sa.text("state <> 'removed'"),
    )
