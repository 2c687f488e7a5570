from bisect import bisect_right
from datetime import MAXYEAR, date
from functools import lru_cache
from pathlib import Path

from workdays import statutory
from workdays.days import ONE_DAY, CalendarDay, Kind, plain_kind, refuse_moment, working_days_of
from workdays.deadlines import Deadline, Span
from workdays.editions import DATA, Edition, read, versions


class Calendar:
    """China's working days by one version of the data: `version`, and the `years` whose notices it holds.

    Immutable. For a day of any other year it answers by the regulation alone (`workdays.statutory`), provisionally.
    Every method takes a `date` as it stands in Shanghai, and raises TypeError for a `datetime`.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.version = edition.version
        self.years = edition.years
        self._exceptions = edition.exceptions
        self._covered = {year: working_days_of(year, self.day) for year in edition.years}

    @staticmethod
    def load(version: str | None = None, folder: Path = DATA) -> "Calendar":
        """The calendar of that version, or of the folder's newest; each is read once and kept.

        Raises:
            ValueError: the folder has no such version, or its file states what cannot be.
        """
        return _loaded(version or next(reversed(versions(folder)), "none at all"), folder)

    def day(self, on: date) -> CalendarDay:
        """What the calendar knows of a day: its kind, the holiday's name, the source, and whether it is provisional."""
        refuse_moment(on)
        if on.year not in self.years:
            return statutory.day(on)
        return self._exceptions.get(on) or CalendarDay(on, plain_kind(on))

    def kind(self, on: date) -> Kind:
        """Whether the day is a working day, a weekend, a holiday or a make-up workday."""
        return self.day(on).kind

    def is_working(self, on: date) -> bool:
        """Whether the offices are open on the day."""
        return self.kind(on).works

    def is_provisional(self, on: date) -> bool:
        """Whether the day's year has no notice in this calendar."""
        return self.day(on).provisional

    def add(self, start: date, n: int) -> Deadline:
        """The nth working day after `start`, which is day zero and may be any day.

        The first day is not counted (民法典 201); periods in working days leave out holidays (行政许可法 82).
        n = 0 is `roll_forward`.

        Raises:
            ValueError: n is negative, or the count runs past the year 9999.
        """
        refuse_moment(start)
        if n < 0:
            raise ValueError(f"{n} working days: a period runs forward from the day after its start (民法典 201)")
        if n == 0:
            return self.roll_forward(start)
        due = self._nth_after(start, n)
        return Deadline(due, start, n, self._reaches_unknown(start + ONE_DAY, due), self.version, self.day)

    def roll_forward(self, day: date) -> Deadline:
        """The last day of a period in calendar days: `day` itself, or after a rest day the next working day.

        民法典 203: where the last day is a statutory day of rest, the day after the rest is the last day.

        Raises:
            ValueError: no working day follows before the year 10000.
        """
        due = day if self.is_working(day) else self._nth_after(day, 1)
        return Deadline(due, day, 0, self._reaches_unknown(day, due), self.version, self.day)

    def between(self, start: date, end: date) -> Span:
        """The number of working days after `start`, up to and including `end`: the inverse of `add`.

        Raises:
            ValueError: `end` lies before `start`.
        """
        refuse_moment(start)
        refuse_moment(end)
        if end < start:
            raise ValueError(f"{end} lies before {start}: a period runs forward from its start (民法典 201)")
        whole_years = sum(len(self._working_days(year)) for year in range(start.year, end.year))
        count = whole_years + self._passed(end) - self._passed(start)
        provisional = end > start and self._reaches_unknown(start + ONE_DAY, end)
        return Span(start, end, count, provisional, self.version, self.day)

    def _nth_after(self, start: date, n: int) -> date:
        year, index = start.year, self._passed(start) + n - 1
        while index >= len(days := self._working_days(year)):
            index -= len(days)
            year += 1
        return days[index]

    def _passed(self, day: date) -> int:
        """The number of working days of the day's year, up to and including the day."""
        return bisect_right(self._working_days(day.year), day)

    def _working_days(self, year: int) -> tuple[date, ...]:
        if year > MAXYEAR:
            raise ValueError(f"the period runs past the year {MAXYEAR}")
        return self._covered.get(year) or statutory.working_days(year)

    def _reaches_unknown(self, first: date, last: date) -> bool:
        """Whether a day of an unknown year lies between; the known years have no gap, so the two ends tell."""
        return not (first.year in self.years and last.year in self.years)


@lru_cache(maxsize=16)
def _loaded(version: str, folder: Path) -> Calendar:
    return Calendar(read(version, folder))
