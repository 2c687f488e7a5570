"""A year's notice made into an edition of the calendar, and the alarm where there is none (domain-complaints 4.5)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self
from uuid import NAMESPACE_URL, UUID, uuid5

from contracts.calendars import CalendarImported, CalendarMissing, ImportCalendar, NoticeDay
from contracts.refusals import Fault, Invalid
from contracts.supervision import Addressee
from workdays import Calendar, CalendarDay, Edition, Kind

HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
"""What the notice of a whole year names (全国年节及纪念日放假办法第二条); a file without one is not finished."""

DECEMBER = 12

SATURDAY = 5

_INSTALLED = 2
"""The numbers of a version that came with the installation; an imported one has one more."""


@dataclass(frozen=True)
class ImportedCalendar:
    """One edition as it was imported; its id follows from its version, so that no two are made by the same name."""

    edition: Edition
    year: int
    papers: tuple[str, ...]
    version: int = 1

    @property
    def id(self) -> UUID:
        """Who it is."""
        return uuid5(NAMESPACE_URL, f"mingcha:calendar:{self.edition.version}")

    @classmethod
    def make(cls, order: ImportCalendar, base: Calendar, known: Sequence[str], *, today: date) -> Self:
        """The edition upon ``base`` that a notice makes; it is in force from tomorrow on, for figures.

        Raises:
            Invalid: naming each field that is wrong and its rule.
        """
        if faults := tuple(_faults(order, base.years)):
            raise Invalid.of(*faults)
        years = range(base.years.start, max(base.years.stop, order.year + 1))
        kept = {day.date: day for day in base.edition.exceptions.values() if not _is_said_anew(day.date, order)}
        days = kept | {day.date: day for one in order.days if (day := _exception(one, order)) is not None}
        edition = Edition(_following(base.version, known), years, days, today + timedelta(days=1))
        return cls(edition, order.year, tuple(order.papers))

    def fact(self, changed: int) -> CalendarImported:
        """The fact to tell of it."""
        return CalendarImported(
            calendar=str(self.id),
            version=self.version,
            edition=self.edition.version,
            year=self.year,
            in_force_from=self.edition.since,
            changed=changed,
        )


@dataclass(frozen=True)
class CalendarAlarm:
    """That a year is missing, said on a day: once, since its id follows from both."""

    year: int
    on: date
    version: int = 1

    @property
    def id(self) -> UUID:
        """Who it is."""
        return uuid5(NAMESPACE_URL, f"mingcha:calendar-missing:{self.year}:{self.on}")

    def fact(self, addressees: Sequence[Addressee]) -> CalendarMissing:
        """The fact to tell of it."""
        return CalendarMissing(
            calendar=str(self.id),
            version=self.version,
            number=str(self.year),
            year=self.year,
            on=self.on,
            addressees=list(addressees),
        )


def missing_year(on: date, calendar: Calendar) -> int | None:
    """The year whose notice should be there and is not: the present one, from 1 December the next one."""
    year = on.year + (on.month == DECEMBER)
    return None if year in calendar.years else year


def changed_days(before: Calendar, now: Calendar, year: int) -> list[date]:
    """The days of a year, and of December before it, that have become another kind."""
    first, last = date(year - 1, DECEMBER, 1), date(year, DECEMBER, 31)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if before.kind(day) is not now.kind(day)]


def _following(base: str, known: Sequence[str]) -> str:
    """The version after the last one that was imported upon the same installation's."""
    stem = base.split(".")[:_INSTALLED]
    numbers = [
        int(parts[_INSTALLED]) for one in known if len(parts := one.split(".")) > _INSTALLED and parts[:2] == stem
    ]
    return ".".join([*stem, str(max(numbers, default=0) + 1)])


def _is_said_anew(day: date, order: ImportCalendar) -> bool:
    """Whether the notice speaks of the day: from December before its year to November, and what else it names."""
    spans = date(order.year - 1, DECEMBER, 1) <= day < date(order.year, DECEMBER, 1)
    return spans or any(one.date == day for one in order.days)


def _exception(day: NoticeDay, order: ImportCalendar) -> CalendarDay | None:
    """What departs from Monday to Friday; a weekend that is off is one anyway."""
    if day.is_off_day and _is_weekend(day.date):
        return None
    source = f"国务院办公厅关于{order.year}年部分节假日安排的通知 {' '.join(order.papers)}"
    return CalendarDay(day.date, Kind.HOLIDAY if day.is_off_day else Kind.MAKE_UP, day.name, source)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _faults(order: ImportCalendar, years: range) -> Iterator[Fault]:
    if not years.start <= order.year <= years.stop:
        zh, en = (
            f"须为{years.start}年至{years.stop}年。",
            f"Must be from {years.start} to {years.stop}: years have no gap.",
        )
        yield Fault(pointer="/year", rule="out_of_range", zh=zh, en=en)
    if not order.papers:
        yield Fault(pointer="/papers", rule="too_few", zh="须列明通知文件。", en="Must name the notice that says so.")
    absent = [name for name in HOLIDAYS if not any(name in day.name and day.is_off_day for day in order.days)]
    if absent:
        zh, en = f"尚缺{'、'.join(absent)}。", f"These holidays are missing: {', '.join(absent)}."
        yield Fault(pointer="/days", rule="incomplete", zh=zh, en=en)
    said = Counter(day.date for day in order.days)
    for place, day in enumerate(order.days):
        yield from _faults_of(day, f"/days/{place}", order.year, said[day.date])


def _faults_of(day: NoticeDay, at: str, year: int, times: int) -> Iterator[Fault]:
    if not date(year - 1, DECEMBER, 1) <= day.date <= date(year, DECEMBER, 31):
        zh, en = f"须在{year}年内或上年12月。", f"Must lie in {year} or in December before it."
        yield Fault(pointer=f"{at}/date", rule="out_of_range", zh=zh, en=en)
    if times > 1:
        yield Fault(pointer=f"{at}/date", rule="said_twice", zh="日期重复。", en="The day is named more than once.")
    if not day.is_off_day and not _is_weekend(day.date):
        zh, en = "补班日须为周六或周日。", "A make-up workday is a Saturday or a Sunday."
        yield Fault(pointer=f"{at}/isOffDay", rule="no_make_up", zh=zh, en=en)
