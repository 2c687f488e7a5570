"""Inspections, exposures, special supervisions, and their papers."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    _papers()
    _inspections()
    _exposures()
    _special_supervisions()


def _papers() -> None:
    op.create_table(
        "papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=True, comment="the department that it is about, if one alone"),
        sa.Column("cause", sa.Text(), nullable=True, comment="the rule that was broken"),
        sa.Column("attachments", sa.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        comment="what was written at the moves of exposures, inspections, findings and special supervisions",
    )
    op.create_index("papers_in_order", "papers", ["subject_id", "version"])


def _inspections() -> None:
    op.create_table(
        "inspections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("plan_hash", sa.Text(), nullable=False),
        sa.Column("planned_by", sa.Text(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("department", sa.Text(), nullable=True, comment="empty until it was announced or carried out"),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("inspections_by_state", "inspections", ["state", "id"])
    op.create_index("inspections_by_department", "inspections", ["department", "id"])
    op.create_table(
        "inspection_plans",
        sa.Column("inspection_id", sa.Uuid(), nullable=False),
        sa.Column("plan", sa.LargeBinary(), nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
        sa.ForeignKeyConstraint(["inspection_id"], ["inspections.id"]),
        sa.PrimaryKeyConstraint("inspection_id"),
    )
    op.create_table(
        "inspection_findings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inspection", sa.Text(), nullable=False, comment="the inspection's number"),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("gravity", sa.Text(), nullable=False),
        sa.Column("evidence", sa.ARRAY(sa.Text()), nullable=False, comment="SHA-256 of each photo or recording"),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_until", sa.Date(), nullable=True, comment="empty until the department has it"),
        sa.Column("by_silence", sa.Boolean(), nullable=False),
        sa.Column(
            "follow_up", sa.Text(), nullable=True, comment="the rectification or the case that it has brought about"
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("inspection_findings_by_inspection", "inspection_findings", ["inspection"])
    op.create_index("inspection_findings_by_state", "inspection_findings", ["state", "id"])
    op.create_index("inspection_findings_by_department", "inspection_findings", ["department", "id"])


def _exposures() -> None:
    op.create_table(
        "exposures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False, comment="the number of the complaint or finding"),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verified_by", sa.Text(), nullable=True),
        sa.Column("reply_until", sa.Date(), nullable=True, comment="empty until the department has it"),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("rectification", sa.Text(), nullable=True, comment="the rectification by which it was put right"),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("correction", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("exposures_by_state", "exposures", ["state", "id"])
    op.create_index("exposures_by_department", "exposures", ["department", "id"])
    op.create_index("exposures_by_ground", "exposures", ["ground"])


def _special_supervisions() -> None:
    op.create_index("rectifications_by_origin", "rectifications", ["origin"])
    op.create_table(
        "special_supervisions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("checklist", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("departments", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("drafted_by", sa.Text(), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True, comment="the leader's instruction, or the pattern"),
        sa.Column("self_check_until", sa.Date(), nullable=True, comment="empty until the departments have it"),
        sa.Column("self_check_lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("self_checked", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("visited", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("faulty", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("rectifications", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("result", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("special_supervisions_by_state", "special_supervisions", ["state", "id"])
