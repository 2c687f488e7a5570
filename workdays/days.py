from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class Kind(StrEnum):
    """What a day is to an office; its value is the reason code of an explanation."""

    WORKING = "working"  # Monday to Friday
    WEEKEND = "weekend"
    HOLIDAY = "holiday"  # a weekday off by the State Council's notice
    MAKE_UP = "make_up"  # a Saturday or Sunday worked for it, 调休补班

    @property
    def works(self) -> bool:
        """Whether the offices are open, so that the day counts."""
        return self in {Kind.WORKING, Kind.MAKE_UP}


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day as a calendar knows it.

    `name` is the Chinese name of the holiday, given or made up for, and `source` the notice or law that says so;
    both are empty on a plain working day or weekend. `provisional`: no notice is known for the day's year.
    """

    date: date
    kind: Kind
    name: str = ""
    source: str = ""
    provisional: bool = False


LookUp = Callable[[date], CalendarDay]


def plain_kind(day: date) -> Kind:
    """Working from Monday to Friday, else weekend (国务院关于职工工作时间的规定, since May 1995)."""
    return Kind.WEEKEND if day.weekday() >= SATURDAY else Kind.WORKING


def refuse_moment(day: date) -> None:
    """Refuse a moment where a day is asked for.

    Raises:
        TypeError: it is a `datetime`, whose date depends on the time zone: 16:30 UTC is already tomorrow in Shanghai.
    """
    if isinstance(day, datetime):
        raise TypeError(f"{day!r} is a moment: take its date in Asia/Shanghai first")


def each_day(first: date, last: date) -> Iterator[date]:
    """Every calendar day from the first to the last, both included."""
    return (first + timedelta(days=passed) for passed in range((last - first).days + 1))


def working_days_of(year: int, look_up: LookUp) -> tuple[date, ...]:
    """The working days of one year, in order, by the calendar that looks each day up."""
    return tuple(day for day in each_day(date(year, 1, 1), date(year, 12, 31)) if look_up(day).kind.works)
