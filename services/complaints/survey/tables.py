"""The tables of the survey; a complainant's opinion is encrypted, and no table says who answered."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from services.complaints.storage.tables import Moment, metadata

surveys = Table(
    "surveys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("complaint_id", Uuid, nullable=False),
    Column("case", Text, nullable=False, comment="the complaint's number"),
    Column("case_version", Integer, nullable=False, comment="of the complaint, that its closing or call-back made"),
    Column("round", Integer, nullable=False, comment="tells the closings of one case apart"),
    Column("category", Text, nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("department", Text),
    Column("handler", Text),
    Column("token_hash", Text, unique=True),
    Column("closes_on", Date),
    Column("answered_at", Moment),
    Column("level", Text),
    Column("solved", Text),
    Column("contacted", Boolean),
    Column("tags", ARRAY(Text), nullable=False),
    Column("has_opinion", Boolean, nullable=False),
    Column("doubted_by", ARRAY(Text), nullable=False),
    Column("doubts", ARRAY(Text), nullable=False, comment="why each of them says that the rating is unsound"),
    UniqueConstraint("complaint_id", "round", name="surveys_one_a_closing"),
    Index("surveys_by_case", "case"),
    Index("surveys_by_department", "department", "id"),
    Index("surveys_by_day", "asked_on", "department", "category"),
    Index(
        "surveys_dissatisfied", "id", postgresql_where=text("level = ANY (ARRAY['dissatisfied', 'very_dissatisfied'])")
    ),
)

DISSATISFIED = surveys.c.level.in_(["dissatisfied", "very_dissatisfied"])
"""Of these there are few, and an index of their own."""

survey_opinions = Table(
    "survey_opinions",
    metadata,
    Column("survey_id", Uuid, ForeignKey("surveys.id"), primary_key=True),
    Column("opinion", LargeBinary, nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
)

awareness_surveys = Table(
    "awareness_surveys",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("question_zh", Text, nullable=False),
    Column("question_en", Text, nullable=False),
    Column("sample", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("answers", Text, nullable=False, comment="JSON: code, zh, en and count of each choice"),
    Column("conducted_on", Date, nullable=False),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
)
