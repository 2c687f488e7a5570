"""The best answer for a year whose notice is not known: always provisional.

It knows Monday to Friday, the holidays that the regulation fixes to a date, and Qingming, which the sun fixes.
It does not know Spring Festival, Dragon Boat and Mid-Autumn, which follow the moon, nor on which days the State Council
will place the bridges, the make-up workdays and the day off for a holiday that falls on a weekend. All of these only
the notice says, as a rule in November of the year before; and before May 1995 the week had six working days.
"""

from dataclasses import dataclass
from datetime import MAXYEAR, date
from functools import lru_cache

from workdays.days import CalendarDay, Kind, plain_kind, working_days_of

REGULATION = "全国年节及纪念日放假办法"
END = MAXYEAR + 1
QINGMING_YEARS = range(2008, 2100)  # a holiday since order 513; the formula's constant holds for this century


@dataclass(frozen=True, slots=True)
class FixedHoliday:
    """A statutory holiday with a date of its own, in the years in which the regulation gave it."""

    name: str
    month: int
    day: int
    years: range


FIXED_HOLIDAYS = (
    FixedHoliday("元旦", 1, 1, range(1950, END)),
    FixedHoliday("劳动节", 5, 1, range(1950, END)),
    FixedHoliday("劳动节", 5, 2, range(2000, 2008)),  # three days by order 270 of 1999, one again by order 513 of 2007
    FixedHoliday("劳动节", 5, 3, range(2000, 2008)),
    FixedHoliday("劳动节", 5, 2, range(2025, END)),  # two days by order 795 of 2024
    FixedHoliday("国庆节", 10, 1, range(1950, END)),
    FixedHoliday("国庆节", 10, 2, range(1950, END)),
    FixedHoliday("国庆节", 10, 3, range(1999, END)),  # three days by order 270 of September 1999
)


def day(on: date) -> CalendarDay:
    """The day by the regulation alone, marked provisional; a holiday on a weekend stays a weekend."""
    kind, name = plain_kind(on), _holiday(on)
    if kind is Kind.WORKING and name:
        return CalendarDay(on, Kind.HOLIDAY, name, REGULATION, provisional=True)
    return CalendarDay(on, kind, provisional=True)


@lru_cache(maxsize=64)
def working_days(year: int) -> tuple[date, ...]:
    """The provisional working days of a year, in order."""
    return working_days_of(year, day)


def _holiday(on: date) -> str:
    if on.year in QINGMING_YEARS and on == _qingming(on.year):
        return "清明节"
    found = (h.name for h in FIXED_HOLIDAYS if (h.month, h.day) == (on.month, on.day) and on.year in h.years)
    return next(found, "")


def _qingming(year: int) -> date:
    """The day on which the sun reaches 15°, by the almanac's formula [Y * 0.2422 + 4.81] - [Y / 4] for 2000 to 2099."""
    of_century = year % 100
    return date(year, 4, int(of_century * 0.2422 + 4.81) - of_century // 4)
