"""Numbers that people know things by."""

from sqlalchemy import bindparam
from sqlalchemy.dialects.postgresql import insert

from kernel.stage import Stage
from services.complaints.storage.tables import numbers

_LAST = ("numbers", "last")
"""Where a transaction keeps the last numbers: whoever takes one there sees those that were taken before."""

_LOCKED = (
    insert(numbers)
    .values(series=bindparam("of_series"), year=bindparam("of_year"), last=0)
    .on_conflict_do_update(index_elements=["series", "year"], set_={"last": numbers.c.last})
    .returning(numbers.c.last)
)
"""The last number of a series' year; its row is locked from here on, and made if there is none."""


class Numbers:
    """Gives numbers without gaps, by series and year; the row of both is locked until the batch ends."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        known: dict[tuple[str, int], int] | None = stage.kept.get(_LAST)
        self._last = {} if known is None else known
        if known is None:
            stage.kept[_LAST] = self._last

    def next(self, year: int, series: str = "TS") -> str:
        """The next number, such as ``TS-2026-000123``; to be taken when nothing can be refused any more."""
        key = (series, year)
        if key not in self._last:
            asked = {"of_series": series, "of_year": year}
            self._last[key] = self._stage.connection.execute(_LOCKED, asked).scalar_one()
        self._last[key] += 1
        self._stage.update(numbers, {"series": series, "year": year, "last": self._last[key]})
        return f"{series}-{year}-{self._last[key]:06d}"
