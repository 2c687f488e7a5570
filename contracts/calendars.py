"""The published language of the working-day calendar (工作日历): a year's notice, and who is told it is missing."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.refusals import NotFound
from contracts.supervision import Addressee
from contracts.wire import Answer, Command, Event, Name, Query, Token

Year = Annotated[int, msgspec.Meta(ge=2004, le=2100)]

Paper = Annotated[str, msgspec.Meta(max_length=500, pattern=r"^https?://[\x21-\x7e]+\Z")]
"""Where a notice of the State Council can be read."""


class DayKind(StrEnum):
    """What a day is to an office, where it is not what its weekday says."""

    HOLIDAY = "holiday"
    MAKE_UP = "make_up"


class NoticeDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="camel"):
    """One day that a notice names: off, or worked for it (调休补班)."""

    name: Name
    date: date
    is_off_day: bool


class ImportCalendar(Command, frozen=True, kw_only=True):
    """Imports the holidays of a year as a new edition of the calendar, in the form of NateScarlet/holiday-cn.

    ``papers`` are the notices that say so. The days of December before it may be among them.
    """

    year: Year
    papers: Annotated[list[Paper], msgspec.Meta(max_length=20)]
    days: Annotated[list[NoticeDay], msgspec.Meta(max_length=100)]
    schema: str | None = msgspec.field(name="$schema", default=None)
    id: str | None = msgspec.field(name="$id", default=None)


class FindCalendar(Query, frozen=True, kw_only=True):
    """The calendar of a year, by the newest edition or by one that is named.

    2026.1 came with the installation, 2026.1.1 is the first that was imported upon it.
    """

    year: Annotated[int, msgspec.Meta(ge=1950, le=9998)]
    edition: Token | None = None


class CalendarProgress(Answer, frozen=True, kw_only=True):
    """The edition that counts now, and the days that are another kind than before; without one it is the old edition.

    Clocks that run are counted by it within two minutes; figures as of a day from ``in_force_from`` on.
    """

    edition: str
    year: int
    in_force_from: date | None = None
    changed: list[date] = msgspec.field(default_factory=list)


class CalendarDayView(Answer, frozen=True, kw_only=True):
    """One day that is not what its weekday says, and the notice that says so."""

    date: date
    kind: DayKind
    name: str
    source: str


class CalendarView(Answer, frozen=True, kw_only=True):
    """A year by one edition; ``provisional`` says that it has no notice for it, ``editions`` which there are."""

    year: int
    edition: str
    provisional: bool
    working_days: int
    days: list[CalendarDayView]
    editions: list[str]


class CalendarImported(Event, frozen=True, kw_only=True):
    """There is a new edition of the calendar: clocks that run are counted by it."""

    calendar: str
    version: int
    edition: str
    year: int
    in_force_from: date
    changed: int


class CalendarMissing(Event, frozen=True, kw_only=True):
    """A year is near, and no notice of its holidays is in the calendar; ``number`` is the year, for the messages."""

    calendar: str
    version: int
    number: str
    year: int
    on: date
    addressees: list[Addressee] = msgspec.field(default_factory=list)


class EditionUnknown(NotFound):
    """There is no such edition."""

    zh = "没有版本为 {0} 的工作日历。"
    en = "There is no edition {0} of the calendar."
