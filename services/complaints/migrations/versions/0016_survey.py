"""Surveys, awareness surveys, cases under watch, alarms."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    _surveys()
    _awareness_surveys()
    _watch()


def _surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False, comment="the complaint's number"),
        sa.Column(
            "case_version",
            sa.Integer(),
            nullable=False,
            comment="of the complaint, that its closing or call-back made",
        ),
        sa.Column("round", sa.Integer(), nullable=False, comment="tells the closings of one case apart"),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("department", sa.Text()),
        sa.Column("handler", sa.Text()),
        sa.Column("token_hash", sa.Text()),
        sa.Column("closes_on", sa.Date()),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("level", sa.Text()),
        sa.Column("solved", sa.Text()),
        sa.Column("contacted", sa.Boolean()),
        sa.Column("tags", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("has_opinion", sa.Boolean(), nullable=False),
        sa.Column("doubted_by", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column(
            "doubts",
            sa.ARRAY(sa.Text()),
            nullable=False,
            comment="why each of them says that the rating is unsound",
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("token_hash"),
        sa.UniqueConstraint("complaint_id", "round", name="surveys_one_a_closing"),
    )
    op.create_index("surveys_by_case", "surveys", ["case"])
    op.create_index("surveys_by_department", "surveys", ["department", "id"])
    op.create_index("surveys_by_day", "surveys", ["asked_on", "department", "category"])
    op.create_table(
        "survey_opinions",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("opinion", sa.LargeBinary(), nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"]),
        sa.PrimaryKeyConstraint("survey_id"),
    )


def _awareness_surveys() -> None:
    op.create_table(
        "awareness_surveys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("question_zh", sa.Text(), nullable=False),
        sa.Column("question_en", sa.Text(), nullable=False),
        sa.Column("sample", sa.Text(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False, comment="JSON: code, zh, en and count of each choice"),
        sa.Column("conducted_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
    )


def _watch() -> None:
    op.create_table(
        "watched",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "enterprise_hash", sa.Text(), nullable=False, comment="HMAC-SHA256 of the unified social credit code"
        ),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False, comment="the complaint's number"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("watched_by_enterprise", "watched", ["enterprise_hash", "department", "until"])
    op.create_table(
        "retaliation_alarms",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False, comment="the event that told of it"),
        sa.Column("reference", sa.Text(), nullable=False, comment="the deed's own number"),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("cases", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finding", sa.Text()),
        sa.Column("found_by", sa.Text()),
        sa.Column("opened", sa.Text(), comment="the case of the office's own motion"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("deed", "department", "reference", name="retaliation_alarms_one_a_deed"),
    )
