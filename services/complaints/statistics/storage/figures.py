"""The sums as they are asked for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from kernel.stage import Stage
from services.complaints.statistics.domain import MEASURES, Cell, Marks, Told, spans
from services.complaints.statistics.storage.facts import counted_facts
from services.complaints.statistics.tables import tallies
from services.complaints.storage.tables import complaint_changes


class Figures:
    """What was counted, for reading."""

    def __init__(self, stage: Stage) -> None:
        self._connection: Connection = stage.connection

    def of(self, scope: str, *, since: date, until: date, as_of: date) -> Marks:
        """What the complaints that were filed in a period count for, as of a day."""
        key = (tallies.c.dimension, tallies.c.value)
        sums = (func.sum(tallies.c[measure]).label(measure) for measure in MEASURES)
        query = select(*key, *sums).where(*_counted(scope, spans(since, until), as_of)).group_by(*key)
        marks: Marks = Counter()
        for row in self._connection.execute(query).mappings():
            for measure in MEASURES:
                marks[Cell(scope, row["dimension"], row["value"], measure)] = row[measure]
        return Counter({cell: n for cell, n in marks.items() if n})

    def open_by_day(self, scope: str, *, since: date, until: date, as_of: date) -> dict[date, int]:
        """How many complaints of each day of filing are open, as of a day."""
        still = func.sum(tallies.c.received - tallies.c.closed - tallies.c.ended)
        rows = (*_counted(scope, list(_days(since, until)), as_of), tallies.c.dimension == "all")
        query = select(tallies.c.filed, still).where(*rows).group_by(tallies.c.filed)
        return {date.fromisoformat(filed): int(n) for filed, n in self._connection.execute(query)}

    def waiting(self, most: int) -> int:
        """How many changes are not counted yet; no more than ``most``."""
        some = select(complaint_changes.c.seq).limit(most).subquery()
        return self._connection.scalar(select(func.count()).select_from(some)) or 0

    def facts(self) -> Iterator[Told]:
        """What the history tells of every complaint, as far as it is counted, complaint by complaint."""
        return counted_facts(self._connection)


def _counted(scope: str, filed: Sequence[str], as_of: date) -> tuple[ColumnElement[bool], ...]:
    """The rows of a scope and of spans of filing, up to a day."""
    return tallies.c.scope == scope, tallies.c.filed.in_(filed), tallies.c.on <= as_of


def _days(since: date, until: date) -> Iterator[str]:
    return (date.fromordinal(n).isoformat() for n in range(since.toordinal(), until.toordinal() + 1))
