"""The tables of accountability: it, its papers, and, encrypted, who is held to account."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

accountabilities = Table(
    "accountabilities",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("proposed_measure", Text, nullable=False),
    Column("ground", Text, nullable=False, comment="the number of what it rests on"),
    Column("basis", Text, nullable=False, comment="the document of the register"),
    Column("hearing_until", Date, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("article", Text),
    Column("measure", Text, comment="what was decided"),
    Column("decided_by", Text),
    Column("heard_at", Moment),
    Column("hearing_lapsed_at", Moment),
    Column("appeal_until", Date),
    Column("outcome", Text),
    Index("accountabilities_by_state", "state", "id"),
    Index("accountabilities_by_department", "department", "id"),
    Index("accountabilities_by_ground", "ground"),
)

accountability_papers = Table(
    "accountability_papers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("accountability_id", Uuid, ForeignKey("accountabilities.id"), nullable=False),
    Column("act", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Index("accountability_papers_in_order", "accountability_id", "version"),
    comment="what was written at each move, without the person's name",
)

accountables = Table(
    "accountables",
    metadata,
    Column("accountability_id", Uuid, ForeignKey("accountabilities.id"), primary_key=True),
    Column("person", LargeBinary, nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
)
