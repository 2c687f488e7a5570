"""The tables of the notifications service. No table holds a person or an address of one."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
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

endpoints = Table(
    "endpoints",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("events", JSON, nullable=False),
    Column("secret", LargeBinary, nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
    Column("former_secret", LargeBinary, comment="the one before it: both sign"),
    UniqueConstraint("department", "url", name="endpoints_one_an_address"),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Uuid, primary_key=True, comment="the Message-ID of the e-mail, the webhook-id of the webhook"),
    Column("version", Integer, nullable=False),
    Column("event_id", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("target", Text, nullable=False, comment="tells the recipients of one event apart"),
    Column("recipient", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("template", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("data", JSON, nullable=False, comment="ids and codes of the event"),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("correlation", Text, nullable=False),
    Column("trace", Text, nullable=False),
    Column("department", Text),
    Column("party", Uuid, comment="the complainant's id in the vault of the complaints service"),
    Column("endpoint_id", Uuid, ForeignKey("endpoints.id")),
    Column("language", Text),
    Column("reason", Text),
    Column("next_try_at", Moment, comment="when it is due; while it is being sent, when its sender counts as dead"),
    Column("sent_at", Moment),
    UniqueConstraint("event_id", "rule", "target", name="messages_one_a_recipient"),
    Index("messages_due", "channel", "next_try_at", postgresql_where=text("next_try_at IS NOT NULL")),
    Index("messages_by_number", "number", "id"),
    Index("messages_by_state", "state", "id"),
    Index("messages_by_department", "department", "id"),
)

attempts = Table(
    "attempts",
    metadata,
    Column("seq", BigInteger, Identity(always=True), primary_key=True),
    Column("message_id", Uuid, ForeignKey("messages.id"), nullable=False),
    Column("n", Integer, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("detail", Text, nullable=False, comment="what the other side said, masked"),
    UniqueConstraint("message_id", "n", name="attempts_one_a_try"),
)
