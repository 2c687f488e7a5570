"""The table of exposures; their texts stay in it."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

exposures = Table(
    "exposures",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("medium", Text, nullable=False),
    Column("ground", Text, nullable=False, comment="the number of the complaint or finding"),
    Column("department", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("verified_by", Text),
    Column("reply_until", Date, comment="empty until the department has it"),
    Column("replied_at", Moment),
    Column("reply_lapsed_at", Moment),
    Column("published_at", Moment),
    Column("expires_on", Date),
    Column("rectification", Text, comment="the rectification by which it was put right"),
    Column("note", Text),
    Column("correction", Text),
    Index("exposures_by_state", "state", "id"),
    Index("exposures_by_department", "department", "id"),
    Index("exposures_by_ground", "ground"),
)
