"""Explaining a clock: each day that it counted or skipped, and why."""

from datetime import datetime, timedelta

import workdays
from contracts.clocks import ClockState, ClockView, DayView
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
        overdue=clock.state is not ClockState.PAUSED and clock.is_overdue(at),
        provisional=clock.provisional,
        calendar_version=clock.calendar_version,
        extended=clock.extended,
        paused_days=clock.paused_days,
        ended_at=clock.ended_at,
        department=clock.department,
        days=[_day(day) for day in _days(clock)],
    )


def _days(clock: Clock) -> tuple[CountedDay, ...]:
    """The days from day zero of what still counts; hours run through, and a clock that stands still counts none."""
    if clock.rule.unit is Unit.HOURS or clock.state is ClockState.PAUSED:
        return ()
    calendar = workdays.Calendar.load(clock.calendar_version)
    since = day_of(clock.since)
    if clock.rule.unit is Unit.WORKING_DAYS:
        return calendar.add(since, clock.left).days
    return calendar.roll_forward(since + timedelta(days=clock.left)).days


def _day(day: CountedDay) -> DayView:
    return DayView(
        on=day.date,
        counted=day.counted,
        reason=day.reason,
        zh=f"{day.day_zh} {day.zh}",
        en=f"{day.day_en} {day.en}",
        ordinal=day.ordinal,
        provisional=day.provisional,
    )
