"""The tables of rectifications, their papers, and like cases."""

from sqlalchemy import ARRAY, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

rectifications = Table(
    "rectifications",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("ordered_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("complaint", Text, comment="the number of the case that it comes of"),
    Column("origin", Text, comment="the inspection or special supervision that it comes of"),
    Column("returns", Integer, nullable=False),
    Column("rejections", Integer, nullable=False),
    Column("relapses", Integer, nullable=False),
    Column("adopted", Boolean, comment="whether a policy proposal was taken up"),
    Column("reported_by", Text),
    Column("refused_at", Moment),
    Column("accepted_at", Moment, comment="when it was last struck off"),
    Column("recheck_due_at", Moment),
    Column("relapse_proof", Text, comment="the complaint that showed the fault again"),
    Index("rectifications_by_complaint", "complaint"),
    Index("rectifications_by_origin", "origin"),
    Index("rectifications_by_state", "state", "id"),
    Index("rectifications_by_department", "department", "id"),
    Index("rectifications_by_subject", "department", "category", "accepted_at"),
)

rectification_papers = Table(
    "rectification_papers",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("rectification_id", Uuid, ForeignKey("rectifications.id"), nullable=False),
    Column("act", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("cause", Text),
    Column("responsible", Text),
    Column("post", Text),
    Column("attachments", ARRAY(Text), nullable=False),
    Index("rectification_papers_in_order", "rectification_id", "version"),
    comment="what office and department wrote at each move",
)

like_cases = Table(
    "like_cases",
    metadata,
    Column("complaint_id", Uuid, primary_key=True),
    Column("number", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("like_cases_by_category", "category", "at"),
    comment="complaints that were found substantiated",
)

patterns = Table(
    "patterns",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("category", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False, comment="how often a special supervision was proposed"),
    Column("proposed_at", Moment),
    Column("complaints", ARRAY(Text), nullable=False),
    Column("departments", ARRAY(Text), nullable=False),
    comment="one row a category: its like cases that were last proposed for a special supervision",
)
