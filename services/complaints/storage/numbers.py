"""Numbers that people know things by."""

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from kernel.stage import Stage
from services.complaints.storage.tables import numbers

_LAST = ("numbers", "last")
"""Where a transaction keeps the last numbers: whoever takes one there sees those that were taken before."""


class Numbers:
    """Gives numbers without gaps, by series and year; the row of both is locked until the batch ends."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        known: dict[tuple[str, int], int] | None = stage.kept.get(_LAST)
        self._last = {} if known is None else known
        if known is None:
            stage.kept[_LAST] = self._last
            stage.write_first(self._write)

    def next(self, year: int, series: str = "TS") -> str:
        """The next number, such as ``TS-2026-000123``; to be taken when nothing can be refused any more."""
        key = (series, year)
        if key not in self._last:
            first = insert(numbers).values(series=series, year=year, last=0)
            locked = first.on_conflict_do_update(index_elements=["series", "year"], set_={"last": numbers.c.last})
            self._last[key] = self._stage.connection.execute(locked.returning(numbers.c.last)).scalar_one()
        self._last[key] += 1
        self._stage.touch()
        return f"{series}-{year}-{self._last[key]:06d}"

    def _write(self) -> None:
        for (series, year), last in self._last.items():
            of_both = (numbers.c.series == series) & (numbers.c.year == year)
            self._stage.connection.execute(update(numbers).where(of_both).values(last=last))
