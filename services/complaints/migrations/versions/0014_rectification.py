"""Rectification and accountability."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "rectifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("ordered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complaint", sa.Text(), nullable=True, comment="the number of the case that it comes of"),
        sa.Column("origin", sa.Text(), nullable=True, comment="the inspection or special supervision that it comes of"),
        sa.Column("returns", sa.Integer(), nullable=False),
        sa.Column("rejections", sa.Integer(), nullable=False),
        sa.Column("relapses", sa.Integer(), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=True, comment="whether a policy proposal was taken up"),
        sa.Column("reported_by", sa.Text(), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True, comment="when it was last struck off"),
        sa.Column("recheck_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("relapse_proof", sa.Text(), nullable=True, comment="the complaint that showed the fault again"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("rectifications_by_complaint", "rectifications", ["complaint"], unique=False)
    op.create_index("rectifications_by_department", "rectifications", ["department", "id"], unique=False)
    op.create_index("rectifications_by_state", "rectifications", ["state", "id"], unique=False)
    op.create_index(
        "rectifications_by_subject", "rectifications", ["department", "category", "accepted_at"], unique=False
    )
    op.create_table(
        "rectification_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rectification_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("responsible", sa.Text(), nullable=True),
        sa.Column("post", sa.Text(), nullable=True),
        sa.Column("attachments", sa.ARRAY(sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["rectification_id"],
            ["rectifications.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        comment="what office and department wrote at each move",
    )
    op.create_index(
        "rectification_papers_in_order", "rectification_papers", ["rectification_id", "version"], unique=False
    )
    op.create_table(
        "like_cases",
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("complaint_id"),
        comment="complaints that were found substantiated",
    )
    op.create_index("like_cases_by_category", "like_cases", ["category", "at"], unique=False)
    op.create_table(
        "patterns",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, comment="how often a special supervision was proposed"),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("complaints", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("departments", sa.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("category"),
        comment="one row a category: its like cases that were last proposed for a special supervision",
    )
    op.create_table(
        "accountabilities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("proposed_measure", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False, comment="the number of what it rests on"),
        sa.Column("basis", sa.Text(), nullable=False, comment="the document of the register"),
        sa.Column("hearing_until", sa.Date(), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("article", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True, comment="what was decided"),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("hearing_lapsed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("appeal_until", sa.Date(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )
    op.create_index("accountabilities_by_department", "accountabilities", ["department", "id"], unique=False)
    op.create_index("accountabilities_by_ground", "accountabilities", ["ground"], unique=False)
    op.create_index("accountabilities_by_state", "accountabilities", ["state", "id"], unique=False)
    op.create_table(
        "accountability_papers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("accountability_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["accountability_id"],
            ["accountabilities.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        comment="what was written at each move, without the person's name",
    )
    op.create_index(
        "accountability_papers_in_order", "accountability_papers", ["accountability_id", "version"], unique=False
    )
    op.create_table(
        "accountables",
        sa.Column("accountability_id", sa.Uuid(), nullable=False),
        sa.Column("person", sa.LargeBinary(), nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
        sa.ForeignKeyConstraint(
            ["accountability_id"],
            ["accountabilities.id"],
        ),
        sa.PrimaryKeyConstraint("accountability_id"),
    )
