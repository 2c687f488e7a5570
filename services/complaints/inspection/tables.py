"""The tables of inspections, their plans, encrypted, and what they find."""

from sqlalchemy import ARRAY, Boolean, Column, Date, ForeignKey, Index, Integer, LargeBinary, Table, Text, Uuid

from services.complaints.storage.tables import Moment, metadata

inspections = Table(
    "inspections",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("mode", Text, nullable=False),
    Column("plan_hash", Text, nullable=False),
    Column("planned_by", Text, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("department", Text, comment="empty until it was announced or carried out"),
    Column("carried_out_at", Moment),
    Index("inspections_by_state", "state", "id"),
    Index("inspections_by_department", "department", "id"),
)

inspection_plans = Table(
    "inspection_plans",
    metadata,
    Column("inspection_id", Uuid, ForeignKey("inspections.id"), primary_key=True),
    Column("plan", LargeBinary, nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
)

inspection_findings = Table(
    "inspection_findings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("number", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("inspection", Text, nullable=False, comment="the inspection's number"),
    Column("department", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("gravity", Text, nullable=False),
    Column("evidence", ARRAY(Text), nullable=False, comment="SHA-256 of each photo or recording"),
    Column("recorded_by", Text, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("answer_until", Date, comment="empty until the department has it"),
    Column("by_silence", Boolean, nullable=False),
    Column("follow_up", Text, comment="the rectification or the case that it has brought about"),
    Index("inspection_findings_by_inspection", "inspection"),
    Index("inspection_findings_by_state", "state", "id"),
    Index("inspection_findings_by_department", "department", "id"),
)
