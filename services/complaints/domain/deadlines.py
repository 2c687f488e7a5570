"""Moments and days in the city's own time (domain-complaints 4.4)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import workdays

CITY = ZoneInfo("Asia/Shanghai")

OPENS, CLOSES = time(9), time(17)
"""Office hours: reminders go out only in them."""


def day_of(moment: datetime) -> date:
    """The city's calendar day of a moment."""
    return moment.astimezone(CITY).date()


def year_of(moment: datetime) -> int:
    """The city's calendar year, which a number bears."""
    return day_of(moment).year


def end_of(day: date) -> datetime:
    """24:00 of a day in the city, where a period that is counted in days ends (民法典 203)."""
    return datetime.combine(day + timedelta(days=1), time(), CITY).astimezone(UTC)


def in_office_hours(moment: datetime) -> datetime:
    """The moment itself when the offices are open, else when they next open."""
    local = moment.astimezone(CITY)
    day = local.date()
    if workdays.newest().is_working(day):
        if local.time() < OPENS:
            return datetime.combine(day, OPENS, CITY).astimezone(UTC)
        if local.time() < CLOSES:
            return moment
    following = workdays.add(day, 1).due
    return datetime.combine(following, OPENS, CITY).astimezone(UTC)
