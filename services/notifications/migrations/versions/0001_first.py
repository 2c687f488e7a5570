"""The first tables of the notifications service."""

import sqlalchemy as sa
from alembic import op

from kernel.mail_schema import create_mail_tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_mail_tables()
    op.create_table(
        "endpoints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False, comment="AES-256-GCM under vault.key, bound to the id"),
        sa.Column("former_secret", sa.LargeBinary(), nullable=True, comment="the one before it: both sign"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("department", "url", name="endpoints_one_an_address"),
    )
    op.create_table(
        "messages",
        sa.Column(
            "id", sa.Uuid(), nullable=False, comment="the Message-ID of the e-mail, the webhook-id of the webhook"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False, comment="tells the recipients of one event apart"),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False, comment="ids and codes of the event"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correlation", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column(
            "party", sa.Uuid(), nullable=True, comment="the complainant's id in the vault of the complaints service"
        ),
        sa.Column("endpoint_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column(
            "next_try_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when it is due; while it is being sent, when its sender counts as dead",
        ),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["endpoints.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "rule", "target", name="messages_one_a_recipient"),
    )
    op.create_index("messages_by_department", "messages", ["department", "id"], unique=False)
    op.create_index("messages_by_number", "messages", ["number", "id"], unique=False)
    op.create_index("messages_by_state", "messages", ["state", "id"], unique=False)
    op.create_index(
        "messages_due",
        "messages",
        ["channel", "next_try_at"],
        unique=False,
        postgresql_where=sa.text("next_try_at IS NOT NULL"),
    )
    op.create_table(
        "attempts",
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False, comment="what the other side said, masked"),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["messages.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("message_id", "n", name="attempts_one_a_try"),
    )
