"""The schema of the mail tables, step by step: what each service's migrations call. A step, once released, stays."""

import sqlalchemy as sa
from alembic import op

_GUARD = """
CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER history_keeps_its_rows BEFORE DELETE ON history
    FOR EACH ROW EXECUTE FUNCTION history_is_append_only();
CREATE TRIGGER history_keeps_its_content BEFORE UPDATE ON history FOR EACH ROW
    WHEN ((OLD.aggregate, OLD.aggregate_id, OLD.version, OLD.type, OLD.data, OLD.actor, OLD.occurred_at, OLD.causation,
           OLD.correlation, OLD.trace, OLD.prev_hash, OLD.hash) IS DISTINCT FROM
          (NEW.aggregate, NEW.aggregate_id, NEW.version, NEW.type, NEW.data, NEW.actor, NEW.occurred_at, NEW.causation,
           NEW.correlation, NEW.trace, NEW.prev_hash, NEW.hash))
    EXECUTE FUNCTION history_is_append_only();
CREATE TRIGGER history_is_not_emptied BEFORE TRUNCATE ON history
    FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only();
"""


def create_mail_tables() -> None:
    """Creates history, received, parcels and dead letters, and the guard that keeps history append-only."""
    op.create_table(
        "dead_letters",
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("received_id", sa.Text(), nullable=False, comment="what received knows it by"),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False, comment="code of the refusal, or kind of the error"),
        sa.Column("detail", sa.Text(), nullable=False, comment="where the error was raised"),
        sa.Column("refusal", sa.Text(), nullable=False, comment="what its sender was told"),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="as it came, to the byte"),
        sa.Column(
            "properties", sa.LargeBinary(), nullable=False, comment="AMQP properties and headers, as on the wire"
        ),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False, comment="how often it died"),
        sa.Column(
            "ended", sa.Text(), nullable=True, comment="redriven or discarded; null while nobody has dealt with it"
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Text(), nullable=True),
        sa.Column("ended_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("message_id"),
        comment="mail that nobody could handle, with the reason",
    )
    op.create_index(
        "dead_letters_open", "dead_letters", ["seq"], unique=False, postgresql_where=sa.text("ended IS NULL")
    )
    op.create_table(
        "history",
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("aggregate", sa.Text(), nullable=False),
        sa.Column("aggregate_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column(
            "data", sa.Text(), nullable=False, comment="the JSON that is published, to the byte: the hash covers it"
        ),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("causation", sa.Text(), nullable=False, comment="id of the message that brought it about"),
        sa.Column("correlation", sa.Text(), nullable=False, comment="id of the first message of the chain"),
        sa.Column("trace", sa.Text(), nullable=False, comment="W3C traceparent"),
        sa.Column("prev_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("aggregate_id", "version", name="history_one_fact_a_version"),
        comment="append-only: what happened, the outbox, the audit trail",
    )
    op.create_index(
        "history_unpublished", "history", ["seq"], unique=False, postgresql_where=sa.text("published IS NULL")
    )
    op.create_table(
        "parcels",
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("queue", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("message_id"),
        comment="what one outside reader alone may read, until the broker has it",
    )
    op.create_table(
        "received",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message_id"),
        comment="every command and event that had its effect, with its first answer",
    )
    op.create_index("received_by_age", "received", ["received_at"], unique=False)
    op.execute(_GUARD)
