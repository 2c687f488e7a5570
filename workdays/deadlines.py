from dataclasses import InitVar, dataclass
from datetime import date
from itertools import count
from typing import Self

from workdays.days import ONE_DAY, CalendarDay, Kind, LookUp, each_day
from workdays.wording import in_chinese, in_english, reason_in_chinese, reason_in_english


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One line of an explanation: a calendar day, counted as the nth working day (`ordinal`) or skipped, and why.

    `reason` is the code, `zh` and `en` are its text; `day_zh` and `day_en` write the date.
    """

    date: date
    counted: bool
    ordinal: int | None
    reason: Kind
    zh: str
    en: str
    provisional: bool

    @classmethod
    def of(cls, day: CalendarDay, ordinal: int | None) -> Self:
        """The line for a day of the calendar; without an ordinal the day was looked at and not counted."""
        zh, en = reason_in_chinese(day, ordinal), reason_in_english(day, ordinal)
        return cls(day.date, ordinal is not None, ordinal, day.kind, zh, en, day.provisional)

    @property
    def day_zh(self) -> str:
        """The date, as 2026年2月27日(星期五)."""
        return in_chinese(self.date)

    @property
    def day_en(self) -> str:
        """The date, as Fri 27 Feb 2026."""
        return in_english(self.date)


class Explained:
    """An answer that remembers where to look days up, so that the explanation costs nothing until it is asked for."""

    _look_up: LookUp

    def __post_init__(self, look_up: LookUp) -> None:
        # No field of the dataclass: what is compared, printed or written to the wire is the answer alone.
        object.__setattr__(self, "_look_up", look_up)

    def _explain(self, first: date, last: date, *, counting: bool) -> tuple[CountedDay, ...]:
        ordinals = count(1)
        days = map(self._look_up, each_day(first, last))
        return tuple(CountedDay.of(day, next(ordinals) if counting and day.kind.works else None) for day in days)


@dataclass(frozen=True)
class Deadline(Explained):
    """The day on which a number of working days from `start` ends, at 24:00 Asia/Shanghai (民法典 203).

    `provisional`: some day of the count lies in a year without notice, so that a later calendar may say otherwise.
    """

    due: date
    start: date
    working_days: int
    provisional: bool
    calendar_version: str
    look_up: InitVar[LookUp]

    @property
    def days(self) -> tuple[CountedDay, ...]:
        """Every day from the one after `start` to `due`, counted or skipped, made anew at each call.

        With no working day to count (n = 0) the days begin with `start` itself, since it may be the due day.
        """
        first = self.start + ONE_DAY if self.working_days else self.start
        return self._explain(first, self.due, counting=self.working_days > 0)


@dataclass(frozen=True)
class Span(Explained):
    """The number of working days after `start`, up to and including `end`; `provisional` as in a `Deadline`."""

    start: date
    end: date
    count: int
    provisional: bool
    calendar_version: str
    look_up: InitVar[LookUp]

    @property
    def days(self) -> tuple[CountedDay, ...]:
        """Every day from the one after `start` to `end`, counted or skipped, made anew at each call."""
        return self._explain(self.start + ONE_DAY, self.end, counting=True)
