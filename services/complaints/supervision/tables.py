"""The table of notices."""

from sqlalchemy import JSON, Column, Date, Index, Integer, Table, Text, Uuid, text

from services.complaints.storage.tables import Moment, metadata

IS_OPEN = text("state IN ('issued', 'acknowledged', 'answered')")

notices = Table(
    "notices",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("case", Text, nullable=False, comment="the complaint's number"),
    Column("issued_at", Moment, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("department", Text, comment="null: the office itself is late"),
    Column("clock", Text),
    Column("ground", Text),
    Column("answer_by", Date),
    Column("reason", Text),
    Column("answer", Text),
    Column("answered_by", Text),
    Column("ended_at", Moment),
    Column("addressees", JSON, nullable=False, server_default="[]", comment="the posts that it went to, ids alone"),
    Column("reason_told", Text, comment="of the reason, what the department reads"),
    Column("lifted_for", Text, comment="why it was lifted by itself; null by hand"),
    Index("notices_one_open_a_level", "case", "level", unique=True, postgresql_where=IS_OPEN),
    Index("notices_by_case", "case"),
    Index("notices_by_department", "department", "id"),
)
