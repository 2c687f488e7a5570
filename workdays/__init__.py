"""The Chinese working-day calendar: pure arithmetic on versioned data, make-up workdays (调休) included.

The two questions of every clock, asked of the newest calendar:

    add(date(2026, 2, 13), 5).due             # 2026-02-27: Spring Festival lies between
    between(date(2026, 2, 13), date(2026, 2, 27)).count   # 5

Both answers say whether they are provisional, which calendar gave them, and, when asked, how each day was counted.
`load(version)` gives an older calendar, so that a decision of last year can be replayed as it was made, and
`in_force(day)` the one by which was counted on a day. `learn` takes an edition that was imported since.
"""

from datetime import date
from functools import cache

from workdays.calendar import Calendar
from workdays.days import CalendarDay, Kind
from workdays.deadlines import CountedDay, Deadline, Span
from workdays.editions import Edition, versions
from workdays.shelf import Shelf
from workdays.wording import in_chinese, in_english

__all__ = [
    "Calendar",
    "CalendarDay",
    "CountedDay",
    "Deadline",
    "Edition",
    "Kind",
    "Span",
    "add",
    "between",
    "forget",
    "in_chinese",
    "in_english",
    "in_force",
    "known",
    "learn",
    "load",
    "newest",
    "versions",
]


@cache
def _shelf() -> Shelf:
    """The calendars of this installation, read once in the life of the process, and what it learns besides."""
    return Shelf(Calendar.load(version) for version in versions())


def newest() -> Calendar:
    """The newest calendar that this process knows."""
    return _shelf().newest


def in_force(day: date) -> Calendar:
    """The calendar by which was counted on a day."""
    return _shelf().in_force(day)


def load(version: str) -> Calendar:
    """The calendar of a version; raises ValueError where this process does not know it."""
    return _shelf().load(version)


def known() -> tuple[str, ...]:
    """The versions that this process knows, the newest last."""
    return _shelf().known


def learn(edition: Edition) -> None:
    """Has this process know an edition that was imported; what is known already stays."""
    _shelf().learn(edition)


def forget() -> None:
    """Forgets what was learned: whoever turns to another database begins with the calendars of the installation."""
    _shelf.cache_clear()


def add(start: date, n: int) -> Deadline:
    """`Calendar.add` on the newest calendar."""
    return newest().add(start, n)


def between(start: date, end: date) -> Span:
    """`Calendar.between` on the newest calendar."""
    return newest().between(start, end)
