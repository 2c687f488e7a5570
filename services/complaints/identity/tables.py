"""The tables of identity custody: requests, and the log of what was done about an identity."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid, text

from services.complaints.storage.tables import Moment, metadata

identity_requests = Table(
    "identity_requests",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("case", Text, nullable=False, comment="the complaint's number"),
    Column("complaint_id", Uuid, nullable=False),
    Column("party", Uuid, nullable=False),
    Column("ground", Text, nullable=False),
    Column("motive", Text, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("decided_by", Text),
    Column("decided_at", Moment),
    Column("reason", Text),
    Column("until", Date),
    Column("ended_at", Moment),
    Index(
        "identity_requests_one_open",
        "case",
        "requested_by",
        unique=True,
        postgresql_where=text("state IN ('requested', 'granted')"),
    ),
    Index("identity_requests_by_person", "requested_by", "id"),
)

identity_log = Table(
    "identity_log",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("case", Text, nullable=False, comment="the complaint's number"),
    Column("act", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("number", Text, nullable=False, comment="the request's"),
    Column("reason", Text),
    Index("identity_log_by_case", "case", "id"),
    comment="one row a request, decision, look and denied look; rows are never changed",
)
