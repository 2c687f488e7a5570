"""The table of special supervisions; what was written about them is among the papers."""

from sqlalchemy import ARRAY, Column, Date, Index, Integer, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

special_supervisions = Table(
    "special_supervisions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("source", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("checklist", ARRAY(Text), nullable=False),
    Column("departments", ARRAY(Text), nullable=False),
    Column("starts_on", Date, nullable=False),
    Column("ends_on", Date, nullable=False),
    Column("drafted_by", Text, nullable=False),
    Column("drafted_at", Moment, nullable=False),
    Column("reference", Text, comment="the leader's instruction, or the pattern"),
    Column("self_check_until", Date, comment="empty until the departments have it"),
    Column("self_check_lapsed_at", Moment),
    Column("self_checked", ARRAY(Text), nullable=False),
    Column("visited", ARRAY(Text), nullable=False),
    Column("faulty", ARRAY(Text), nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("rectifications", ARRAY(Text), nullable=False),
    Column("result", Text),
    Index("special_supervisions_by_state", "state", "id"),
)
