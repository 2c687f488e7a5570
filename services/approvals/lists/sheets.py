"""What every list is brought into, whatever file it came in."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple

Value = str | int | float | bool | date | time | timedelta | None
"""What a cell can hold; text files hold text alone."""

MOST_ROWS = 20_000
"""Rows of a sheet that hold anything."""

MOST_COLUMNS = 64
"""Columns that are looked at; a list has about ten."""


class Row(NamedTuple):
    """A row that holds something; ``number`` is the one that a spreadsheet shows beside it."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: its rows without the empty ones, and the places (row, column) whose values are a formula's."""

    title: str
    rows: list[Row]
    formulas: frozenset[tuple[int, int]] = frozenset()


def is_blank(value: Value) -> bool:
    """True for a cell that shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())
