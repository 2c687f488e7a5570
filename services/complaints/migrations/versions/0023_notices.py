"""What a department reads of a notice, why one was lifted by itself, and when what is red is listed."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    told = "of the reason, what the department reads"
    op.add_column("notices", sa.Column("reason_told", sa.Text(), comment=told))
    why = "why it was lifted by itself; null by hand"
    op.add_column("notices", sa.Column("lifted_for", sa.Text(), comment=why))
    # An answer that is late goes up no more by itself: such a clock has nothing to wait for after its end.
    op.execute(
        "UPDATE clocks SET next_at = NULL WHERE next_at < now() + interval '30 days' AND 'passed' = ANY(taken)"
        " AND code IN ('notice_blue', 'notice_yellow', 'notice_red', 'notice_listed')"
    )
    # What is red is listed after ten working days: about two weeks, which the next recount makes exact.
    op.execute(
        'INSERT INTO clocks (id, version, subject, subject_id, number, code, state, started_at, since, "left", due_at,'
        " calendar_version, provisional, department, next_at, taken, extended, paused_days)"
        " SELECT gen_random_uuid(), 0, 'notice', id, number, 'listing', 'running', issued_at, issued_at, 10,"
        " in_two_weeks, '', false, department, in_two_weeks, CAST('{}' AS text[]), 0, 0"
        " FROM notices, LATERAL (SELECT issued_at + interval '14 days' AS in_two_weeks) AS ends"
        " WHERE level = 'red' AND state IN ('issued', 'acknowledged', 'answered')"
    )
