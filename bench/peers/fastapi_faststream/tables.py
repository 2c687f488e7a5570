"""The peer's two databases: complaints in one, notices in the other."""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    MetaData,
    Sequence,
    Table,
    Text,
    Uuid,
    func,
)

complaints_metadata = MetaData()
notices_metadata = MetaData()

numbers = Sequence("complaint_numbers", metadata=complaints_metadata)

complaints = Table(
    "complaints",
    complaints_metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", BigInteger, numbers, server_default=numbers.next_value(), nullable=False, unique=True),
    Column("version", BigInteger, nullable=False),
    Column("state", Text, nullable=False, index=True),
    Column("channel", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("reporter_name", Text),
    Column("reporter_email", Text),
    Column("filed_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)

notices = Table(
    "notices",
    notices_metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("event_id", Text, nullable=False, unique=True),
    Column("number", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("planned_at", DateTime(timezone=True), nullable=False, server_default=func.now()),
)
