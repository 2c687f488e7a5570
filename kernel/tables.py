"""The tables that every service's database has for its mail: history, received, parcels, dead letters.

``kernel/mail_schema.py`` creates them, for each service's first migration.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

metadata = MetaData()
Moment = DateTime(timezone=True)

history = Table(
    "history",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("aggregate", Text, nullable=False),
    Column("aggregate_id", Uuid, nullable=False),
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("data", Text, nullable=False, comment="the JSON that is published, to the byte: the hash covers it"),
    Column("actor", Text, nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("causation", Text, nullable=False, comment="id of the message that brought it about"),
    Column("correlation", Text, nullable=False, comment="id of the first message of the chain"),
    Column("trace", Text, nullable=False, comment="W3C traceparent"),
    Column("prev_hash", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("published", Moment),
    UniqueConstraint("aggregate_id", "version", name="history_one_fact_a_version"),
    Index("history_unpublished", "seq", postgresql_where=text("published IS NULL")),
    comment="append-only: what happened, the outbox, the audit trail",
)

received = Table(
    "received",
    metadata,
    Column("message_id", Text, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("sender", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("received_at", Moment, nullable=False),
    Index("received_by_age", "received_at"),
    comment="every command and event that had its effect, with its first answer",
)

parcels = Table(
    "parcels",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("queue", Text, nullable=False),
    Column("message_id", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("trace", Text, nullable=False),
    comment="what one outside reader alone may read, until the broker has it",
)

dead_letters = Table(
    "dead_letters",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("message_id", Text, nullable=False, unique=True),
    Column("received_id", Text, nullable=False, comment="what received knows it by"),
    Column("queue", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("trace", Text, nullable=False),
    Column("reason", Text, nullable=False, comment="code of the refusal, or kind of the error"),
    Column("detail", Text, nullable=False, comment="where the error was raised"),
    Column("refusal", Text, nullable=False, comment="what its sender was told"),
    Column("body", LargeBinary, nullable=False, comment="as it came, to the byte"),
    Column("properties", LargeBinary, nullable=False, comment="AMQP properties and headers, as on the wire"),
    Column("first_seen", Moment, nullable=False),
    Column("last_seen", Moment, nullable=False),
    Column("times", Integer, nullable=False, comment="how often it died"),
    Column("ended", Text, comment="redriven or discarded; null while nobody has dealt with it"),
    Column("ended_at", Moment),
    Column("ended_by", Text),
    Column("ended_why", Text),
    Index("dead_letters_open", "seq", postgresql_where=text("ended IS NULL")),
    comment="mail that nobody could handle, with the reason",
)
