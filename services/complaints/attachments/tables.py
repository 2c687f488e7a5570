"""What is known of each attachment. Their bytes are in the gateway's store, under the same id."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, Uuid, text

from services.complaints.storage.tables import Moment, metadata

attachments = Table(
    "attachments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), comment="empty where it belongs to no case"),
    Column("number", Text, nullable=False, comment="what people know the thing by that it belongs to"),
    Column("state", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("ending", Text, nullable=False, comment="of the name that the file had; the name may hold a person"),
    Column("size", BigInteger, nullable=False),
    Column("digest", Text, nullable=False, comment="SHA-256 of the bytes, before they were encrypted"),
    Column("origin", Text, nullable=False),
    Column("attached_by", Text, nullable=False),
    Column("attached_at", Moment, nullable=False),
    Column("department", Text),
    Column("removed_by", Text),
    Column("removed_at", Moment),
    Column("removed_because", Text),
    Index("attachments_of_a_complaint", "number", "id"),
    Index(
        "attachments_once_a_complaint",
        "number",
        "digest",
        text("coalesce(department, '')"),
        unique=True,
        postgresql_where=text("state <> 'removed'"),
    ),
    comment="what is known of each file; a removed one stays as a tombstone",
)
