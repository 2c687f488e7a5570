"""The Chinese working-day calendar: pure arithmetic on versioned data, make-up workdays (调休) included.

The two questions of every clock, asked of the newest calendar:

    add(date(2026, 2, 13), 5).due             # 2026-02-27: Spring Festival lies between
    between(date(2026, 2, 13), date(2026, 2, 27)).count   # 5

Both answers say whether they are provisional, which calendar gave them, and, when asked, how each day was counted.
`Calendar.load(version)` gives an older calendar, so that a decision of last year can be replayed as it was made.
"""

from datetime import date
from functools import cache

from workdays.calendar import Calendar
from workdays.days import CalendarDay, Kind
from workdays.deadlines import CountedDay, Deadline, Span
from workdays.editions import versions
from workdays.wording import in_chinese, in_english

__all__ = [
    "Calendar",
    "CalendarDay",
    "CountedDay",
    "Deadline",
    "Kind",
    "Span",
    "add",
    "between",
    "in_chinese",
    "in_english",
    "newest",
    "versions",
]


@cache
def newest() -> Calendar:
    """The newest calendar of this installation, read once in the life of the process."""
    return Calendar.load()


def add(start: date, n: int) -> Deadline:
    """`Calendar.add` on the newest calendar."""
    return newest().add(start, n)


def between(start: date, end: date) -> Span:
    """`Calendar.between` on the newest calendar."""
    return newest().between(start, end)
