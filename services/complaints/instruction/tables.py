"""The table of instructions; their texts stay in it."""

from sqlalchemy import Column, Date, Index, Integer, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

instructions = Table(
    "instructions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("case", Text, nullable=False, comment="the complaint's number"),
    Column("post", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("document", Text),
    Column("report", Text),
    Column("reason", Text),
    Column("reported_at", Moment),
    Index("instructions_by_case", "case"),
)
