"""The figure of the calendar (docs/watching.md); looking for it every few seconds, a process learns what is new."""

from datetime import datetime

from prometheus_client import Gauge
from sqlalchemy import Connection

import workdays
from services.complaints.calendars.domain import missing_year
from services.complaints.domain.deadlines import day_of
from services.complaints.storage.calendars import learn_editions

CALENDAR_MISSING = Gauge(
    "mingcha_calendar_missing", "1 when the calendar has no notice for this year, or from 1 December for the next one"
)


def look_at_calendar(connection: Connection, now: datetime) -> None:
    """Learns the editions that were imported, and says whether one is missing."""
    learn_editions(connection)
    CALENDAR_MISSING.set(missing_year(day_of(now), workdays.newest()) is not None)
