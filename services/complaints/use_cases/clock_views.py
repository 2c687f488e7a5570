"""Explaining a clock: each day that it counted, skipped, stood still or was given, and why."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import workdays
from contracts.clocks import ClockView, DayView
from services.complaints.domain.clock_rules import Unit
from services.complaints.domain.clocks import Clock
from services.complaints.domain.deadlines import day_of
from workdays import CountedDay


def clock_view(clock: Clock, at: datetime) -> ClockView:
    """A clock as its reader sees it at a moment."""
    rule = clock.rule
    return ClockView(
        code=clock.code,
        zh=rule.zh,
        en=rule.en,
        source=rule.source,
        unit=rule.unit,
        budget=rule.budget,
        state=clock.state,
        started_at=clock.started_at,
        since=clock.since,
        left=clock.left,
        due_at=clock.due_at,
        due_on=clock.due_on,
        overdue=clock.is_overdue(at),
        provisional=clock.provisional,
        calendar_version=clock.calendar_version,
        extended=clock.extended,
        paused_days=clock.paused_days,
        ended_at=clock.ended_at,
        department=clock.department,
        days=_days(clock, at),
    )


def _days(clock: Clock, at: datetime) -> list[DayView]:
    """The days from the one after it was started up to its end; hours run through and are not told one by one."""
    if clock.rule.unit is Unit.HOURS:
        return []
    told = _Told(clock)
    for stretch in clock.stretches:
        if stretch.counted:
            told.count(stretch.since, min(stretch.until, clock.due_on))
        else:
            told.stand(stretch.since, stretch.until)
    if clock.stands:
        told.stand(day_of(clock.since), day_of(clock.ended_at or at))
    else:
        told.finish(day_of(clock.since))
    return told.days


class _Told:
    """The days of a clock, told in their order; each method takes the day before the first."""

    def __init__(self, clock: Clock) -> None:
        self.days: list[DayView] = []
        self._clock = clock
        self._calendar = workdays.load(clock.calendar_version)
        self._in_working_days = clock.rule.unit is Unit.WORKING_DAYS
        self._counted = 0

    def count(self, since: date, until: date) -> None:
        """Days that count or are skipped."""
        for day in _between(since, until):
            counts = not self._in_working_days or self._calendar.is_working(day)
            self._counted += counts
            self._tell(day, self._counted if counts else None)

    def stand(self, since: date, until: date) -> None:
        """Days on which it stood still."""
        for day in _between(since, until):
            self._tell_why(day, "paused", "中止计时", "paused")

    def finish(self, since: date) -> None:
        """Days of what was left; then those that a last day of rest rolls over, and those of a day told or set."""
        left, due_on = self._clock.left, self._clock.due_on
        last = self._calendar.add(since, left).due if self._in_working_days and left else since + timedelta(days=left)
        rolled = self._calendar.roll_forward(last).due
        self.count(since, min(last, due_on))
        for day in _between(last, min(rolled, due_on)):
            self._tell(day, None)
        for day in _between(max(rolled, since), due_on):
            self._keep(day)

    def _keep(self, day: date) -> None:
        """A day that belongs to it because somebody has set the last one, or it was told."""
        zh, en = workdays.in_chinese(self._clock.due_on), workdays.in_english(self._clock.due_on)
        if self._clock.fixed:
            self._tell_why(day, "set", f"所定期限至{zh}", f"set: until {en}")
        else:
            self._tell_why(day, "told", f"已告知期限至{zh},不予缩短", f"kept: told on {en}")

    def _tell(self, day: date, ordinal: int | None) -> None:
        if ordinal and not self._in_working_days:
            self._tell_why(day, "calendar_day", f"第{ordinal}日", f"day {ordinal}", ordinal)
            return
        line = CountedDay.of(self._calendar.day(day), ordinal)
        self._tell_why(day, line.reason, line.zh, line.en, ordinal)

    def _tell_why(self, day: date, reason: str, zh: str, en: str, ordinal: int | None = None) -> None:
        told = DayView(
            on=day,
            counted=ordinal is not None,
            reason=reason,
            zh=f"{workdays.in_chinese(day)} {zh}",
            en=f"{workdays.in_english(day)} {en}",
            ordinal=ordinal,
            provisional=self._calendar.is_provisional(day),
        )
        self.days.append(told)


def _between(since: date, until: date) -> Iterator[date]:
    """Every day after ``since`` up to ``until``."""
    return (since + timedelta(days=passed) for passed in range(1, (until - since).days + 1))
