"""By when what must be done (domain-complaints 4.4): working days, counted in the city's own time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import workdays

CITY = ZoneInfo("Asia/Shanghai")

ORDINARY = 10
"""Working days that a department has for an ordinary case, from its dispatch; the day of the dispatch is day zero."""


def answer_due(dispatched_at: datetime) -> date:
    """The last day on which the department's answer is in time; due at 24:00 Asia/Shanghai."""
    return workdays.add(dispatched_at.astimezone(CITY).date(), ORDINARY).due


def year_of(moment: datetime) -> int:
    """The city's calendar year, which a complaint's number bears."""
    return moment.astimezone(CITY).year
