"""``python -m services.complaints.statistics.verifying``: are the sums what the history says? Prints JSON.

``mingcha statistics verify`` runs it: the command line knows no service from inside.
"""

import sys
from datetime import date

import msgspec
from sqlalchemy import Connection, func, select

from kernel.engine import open_engine
from kernel.settings import Settings
from kernel.stage import Stage
from kernel.tables import history
from services.complaints.domain.deadlines import day_of
from services.complaints.statistics.storage import Figures
from services.complaints.statistics.use_cases import compare
from services.complaints.statistics.views import Asked
from services.complaints.storage.calendars import learn_editions


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is compared; what is left out reaches as far as the history."""

    since: date | None = msgspec.field(name="from", default=None)
    until: date | None = msgspec.field(name="to", default=None)
    as_of: date | None = None
    department: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """One figure of the sums and of the history."""

    dimension: str
    value: str
    measure: str
    counted: int
    replayed: int


class Verification(msgspec.Struct, frozen=True):
    """What was compared, and every figure of it."""

    since: date
    until: date
    as_of: date
    waiting: int
    figures: list[Verdict]


def verify(connection: Connection, scope: Scope) -> Verification:
    """Compares the sums with the history, both as they are in this connection's snapshot."""
    learn_editions(connection)
    figures = Figures(Stage(connection))
    first, last = _ends(connection)
    as_of = scope.as_of or last
    asked = Asked(scope.department, scope.since or first, scope.until or as_of, as_of)
    found = [Verdict(*cell[1:], counted, replayed) for cell, counted, replayed in compare(asked, figures)]
    return Verification(asked.since, asked.until, asked.as_of, figures.waiting(10_000), found)


def _ends(connection: Connection) -> tuple[date, date]:
    """The first and the last day of the history; today's of an empty one does not matter."""
    rows = history.c.aggregate == "complaint"
    ends = select(func.min(history.c.occurred_at), func.max(history.c.occurred_at)).where(rows)
    first, last = connection.execute(ends).one()
    return (day_of(first), day_of(last)) if first else (date.min.replace(year=2000), date.min.replace(year=2000))


if __name__ == "__main__":
    engine = open_engine(Settings.read().database_url, name="mingcha statistics")
    asked_for = msgspec.json.decode(sys.stdin.buffer.read(), type=Scope)
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as one_snapshot:
        sys.stdout.buffer.write(msgspec.json.encode(verify(one_snapshot, asked_for)))
