"""The tables of the complaints service."""

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    text,
)

metadata = MetaData()
Moment = DateTime(timezone=True)

complaints = Table(
    "complaints",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("receipt_hash", Text, nullable=False),
    Column("content_print", Text, nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("party", Uuid),
    Column("source", Text),
    Column("external_id", Text),
    Column("about", Text),
    Column("department", Text),
    Column("due_on", Date),
    Column("finding", Text),
    Column("outcome", Text),
    Index(
        "complaints_one_a_source",
        "channel",
        text("coalesce(source, '')"),
        "external_id",
        unique=True,
        postgresql_where=text("external_id IS NOT NULL"),
    ),
    Index("complaints_by_state", "state", "id"),
    Index("complaints_by_department", "department", "id"),
)

testimonies = Table(
    "testimonies",
    metadata,
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), primary_key=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
)

replies = Table(
    "replies",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("complaint_id", Uuid, ForeignKey("complaints.id"), nullable=False, index=True),
    Column("department", Text, nullable=False),
    Column("finding", Text, nullable=False),
    Column("measures", Text, nullable=False),
    Column("basis", Text),
    Column("replied_at", Moment, nullable=False),
)

calls = Table(
    "calls",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("call_id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("agent", Text),
    Column("party", Uuid),
)

departments = Table(
    "departments",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

numbers = Table(
    "numbers",
    metadata,
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

parties = Table(
    "parties",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reporter", LargeBinary, nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
    Column("entered_at", Moment, nullable=False),
)

vault_reads = Table(
    "vault_reads",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("party", Uuid, index=True),
    Column("complaint_id", Uuid, index=True),
    Column("reader", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("read_at", Moment, nullable=False),
)
