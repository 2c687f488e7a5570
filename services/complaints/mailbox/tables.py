"""The table of messages; their words are encrypted."""

from sqlalchemy import Column, Index, LargeBinary, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

mailbox = Table(
    "mailbox",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, comment="the complaint's number"),
    Column("complaint_id", Uuid, nullable=False),
    Column("writer", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("posted_at", Moment, nullable=False),
    Column("words", LargeBinary, nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
    Index("mailbox_by_number", "number", "id"),
)
