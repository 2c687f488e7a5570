"""Counting a period in working days, calendar days or hours from its day zero (domain-complaints 4.4)."""

from datetime import date, datetime, timedelta

import workdays
from services.complaints.domain.clock_rules import Unit
from services.complaints.domain.deadlines import day_of, end_of


def end_after(unit: Unit, since: datetime, budget: int) -> tuple[datetime, bool]:
    """When a budget that counts from ``since`` ends, and whether a day of it has no notice yet."""
    if unit is Unit.HOURS:
        return since + timedelta(hours=budget), False
    if unit is Unit.WORKING_DAYS:
        deadline = workdays.add(day_of(since), budget)
    else:
        deadline = workdays.newest().roll_forward(day_of(since) + timedelta(days=budget))
    return end_of(deadline.due), deadline.provisional


def nth_day(unit: Unit, since: date, n: int) -> date:
    """The nth day after ``since``, counted in working days or all days."""
    return workdays.add(since, n).due if unit is Unit.WORKING_DAYS and n else since + timedelta(days=n)


def span(unit: Unit, first: date, last: date) -> int:
    """The units from the day after ``first`` up to ``last``."""
    if last <= first:
        return 0
    return workdays.between(first, last).count if unit is Unit.WORKING_DAYS else (last - first).days
