"""Adding to the sums. Filing and closing meet none of these rows: a timer adds for all of them at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import ARRAY, Connection, Date, Text, and_, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from kernel.stage import Stage
from services.complaints.statistics.domain import MEASURES, Filing, Marks, Told, is_near, repeated_on
from services.complaints.statistics.storage.facts import Version, facts_of
from services.complaints.statistics.tables import filings, tallies
from services.complaints.storage.tables import complaint_changes

_LOCK = 0x4D43_0016
"""The advisory lock that lets one process at a time count: the sums have rows that every fact of a day meets."""


class Place(NamedTuple):
    """One row of the sums."""

    scope: str
    filed: str
    dimension: str
    value: str
    on: date


Sums = Counter[tuple[Place, str]]
"""What is added to each row, by measure."""


def places_of(filed_on: date, on: date, marks: Marks) -> Iterator[tuple[tuple[Place, str], int]]:
    """Where marks are kept: under the day of filing, and once more under its month."""
    day = filed_on.isoformat()
    for cell, n in marks.items():
        for filed in (day, day[:7]):
            yield (Place(cell.scope, filed, cell.dimension, cell.value, on), cell.measure), n


class Tallies:
    """The sums."""

    def __init__(self, stage: Stage) -> None:
        self._connection: Connection = stage.connection

    def is_free(self) -> bool:
        """Takes the counting for this transaction; False while another process has it."""
        return bool(self._connection.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))))

    def newest(self) -> int:
        """The number of the newest change that is not counted yet; 0 when there is none."""
        return self._connection.scalar(select(func.max(complaint_changes.c.seq))) or 0

    def take(self, limit: int) -> list[Version]:
        """Takes versions that were not counted yet, the oldest first."""
        oldest = select(complaint_changes.c.seq).order_by(complaint_changes.c.seq).limit(limit)
        taken = delete(complaint_changes).where(complaint_changes.c.seq.in_(oldest))
        rows = self._connection.execute(taken.returning(complaint_changes.c.complaint_id, complaint_changes.c.version))
        return [Version(*row) for row in rows]

    def facts_of(self, versions: Iterable[Version]) -> Iterator[Told]:
        """What the history tells of complaints up to these versions, complaint by complaint."""
        return facts_of(versions, self._connection)

    def add(self, sums: Sums) -> None:
        """Adds to the sums, in the order of the key."""
        if sums:
            self._connection.execute(_ADD, list(rows_of(sums)))

    def file(self, filed: Sequence[Filing]) -> Iterator[tuple[date, Marks]]:
        """Keeps filings; gives what that adds to the repeated complaints of a day, whatever the order they come in."""
        for on, own in groupby(sorted(filed, key=attrgetter("on")), key=attrgetter("on")):
            counts = Counter(own)
            for filing, before, there, after in self._around(counts, on):
                n = repeated_on(on, there + counts[filing], before) - repeated_on(on, there, before)
                yield on, filing.marks(n)
                if not there and after is not None and is_near(on, after) and not is_near(before, after):
                    yield after, filing.marks(1)
            self._connection.execute(_FILE, [{**filing._asdict(), "n": n} for filing, n in sorted(counts.items())])

    def _around(self, counts: Iterable[Filing], on: date) -> "list[_Around]":
        keys = list(counts)
        asked = {"abouts": [key.about for key in keys], "categories": [key.category for key in keys], "day": on}
        rows = self._connection.execute(_AROUND, asked)
        return [(Filing(row[0], row[1], on), row[2], row[3] or 0, row[4]) for row in rows]


_Around = tuple[Filing, date | None, int, date | None]
"""A filing, the last day before with one like it, how many there are on its own day, and the first day after."""


def rows_of(sums: Sums) -> Iterator[dict[str, object]]:
    """The rows of the sums, each measure in its column."""
    rows: dict[Place, dict[str, int]] = defaultdict(lambda: dict.fromkeys(MEASURES, 0))
    for (place, measure), n in sums.items():
        rows[place][measure] += n
    return ({**place._asdict(), **rows[place]} for place in sorted(rows))


_new = insert(tallies)

_ADD = _new.on_conflict_do_update(
    constraint=tallies.primary_key,
    set_={measure: tallies.c[measure] + _new.excluded[measure] for measure in MEASURES},
)

_filed = insert(filings)

_FILE = _filed.on_conflict_do_update(constraint=filings.primary_key, set_={"n": filings.c.n + _filed.excluded.n})

_keys = (
    func.unnest(bindparam("abouts", type_=ARRAY(Text)), bindparam("categories", type_=ARRAY(Text)))
    .table_valued("about", "category", name="keys")
    .render_derived()
)
_day = bindparam("day", type_=Date)
_alike = and_(filings.c.about == _keys.c.about, filings.c.category == _keys.c.category)

_AROUND = select(
    _keys.c.about,
    _keys.c.category,
    select(func.max(filings.c.on)).where(_alike, filings.c.on < _day).scalar_subquery(),
    select(filings.c.n).where(_alike, filings.c.on == _day).scalar_subquery(),
    select(func.min(filings.c.on)).where(_alike, filings.c.on > _day).scalar_subquery(),
)
