"""The tables of the watch: an enterprise is in them as a keyed hash alone."""

from sqlalchemy import ARRAY, Column, Date, Index, Integer, Table, Text, UniqueConstraint, Uuid

from services.complaints.storage.tables import Moment, metadata

watched = Table(
    "watched",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("enterprise_hash", Text, nullable=False, comment="HMAC-SHA256 of the unified social credit code"),
    Column("department", Text, nullable=False),
    Column("complaint_id", Uuid, nullable=False),
    Column("case", Text, nullable=False, comment="the complaint's number"),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Index("watched_by_enterprise", "enterprise_hash", "department", "until"),
)

retaliation_alarms = Table(
    "retaliation_alarms",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("deed", Text, nullable=False, comment="the event that told of it"),
    Column("reference", Text, nullable=False, comment="the deed's own number"),
    Column("done_on", Date, nullable=False),
    Column("cases", ARRAY(Text), nullable=False),
    Column("raised_at", Moment, nullable=False),
    Column("finding", Text),
    Column("found_by", Text),
    Column("opened", Text, comment="the case of the office's own motion"),
    UniqueConstraint("deed", "department", "reference", name="retaliation_alarms_one_a_deed"),
)
