"""The published language of statutory clocks (办理时限): what the complaints service tells and answers of them."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from contracts.complaints.words import Number
from contracts.wire import Answer, Event, Query


class ClockState(StrEnum):
    """Whether a clock counts."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    CANCELLED = "cancelled"


class DeadlineFact(Event, frozen=True, kw_only=True):
    """What every fact about a clock says; ``subject`` is the kind of what it belongs to, ``code`` which clock it is."""

    clock: str
    version: int
    subject: str
    subject_id: str
    number: str
    code: str
    due_on: date
    department: str | None = None
    provisional: bool = False


class DeadlineNear(DeadlineFact, frozen=True, kw_only=True):
    """It is near its end."""


class DeadlinePassed(DeadlineFact, frozen=True, kw_only=True):
    """Its end has passed, and what it waits for has not happened."""


class DeadlineRecomputed(DeadlineFact, frozen=True, kw_only=True):
    """A new calendar moved its end; a day that was told is never shortened."""


class FindClocks(Query, frozen=True, kw_only=True):
    """The clocks of one complaint, explained."""

    number: Number


class DayView(Answer, frozen=True, kw_only=True):
    """One calendar day of a count: the nth that counts, or not, and why.

    ``reason`` is a kind of day (``working``, ``weekend``, ``holiday``, ``make_up``, ``calendar_day``), or ``paused``,
    or that the last day was ``told`` to somebody or ``set``.
    """

    on: date
    counted: bool
    reason: str
    zh: str
    en: str
    ordinal: int | None = None
    provisional: bool = False


class ClockView(Answer, frozen=True, kw_only=True):
    """One clock with its law, its calendar, and every day since it was started that it counted, skipped or stood still.

    ``since`` is the day zero of what still counts, ``left`` its budget from there.
    """

    code: str
    zh: str
    en: str
    source: str
    unit: str
    budget: int
    state: ClockState
    started_at: datetime
    since: datetime
    left: int
    due_at: datetime
    due_on: date
    overdue: bool
    provisional: bool
    calendar_version: str
    extended: int = 0
    paused_days: int = 0
    ended_at: datetime | None = None
    department: str | None = None
    days: list[DayView] = msgspec.field(default_factory=list)


class ClockList(Answer, frozen=True, kw_only=True):
    """All clocks of one complaint, in the order in which they were started."""

    number: str
    clocks: list[ClockView]
