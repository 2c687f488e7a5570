"""Imported editions of the calendar: each is kept whole, and learned once by every process."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, select

import workdays
from kernel.stage import Stage
from services.complaints.calendars.domain import ImportedCalendar
from services.complaints.storage.tables import calendars
from workdays import CalendarDay, Edition


class Calendars:
    """All imported editions."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def learn(self) -> None:
        """Has this process know what another one has imported."""
        learn_editions(self._stage.connection)

    def add(self, calendar: ImportedCalendar, *, by: str, at: datetime) -> None:
        """Keeps an edition; the process learns it once it is committed."""
        edition = calendar.edition
        row = {
            "id": calendar.id,
            "version": calendar.version,
            "edition": edition.version,
            "year": calendar.year,
            "papers": list(calendar.papers),
            "first_year": edition.years[0],
            "last_year": edition.years[-1],
            "in_force_from": edition.since,
            "days": [_said(day) for _, day in sorted(edition.exceptions.items())],
            "imported_at": at,
            "imported_by": by,
        }
        self._stage.insert(calendars, row)


def learn_editions(connection: Connection) -> None:
    """Has this process know every edition that is there."""
    unknown = select(calendars).where(calendars.c.edition.not_in(workdays.known()))
    for row in connection.execute(unknown).mappings():
        workdays.learn(_edition(row))


def _edition(row: Any) -> Edition:
    days = [msgspec.convert(day, CalendarDay) for day in row["days"]]
    years = range(row["first_year"], row["last_year"] + 1)
    return Edition(row["edition"], years, {day.date: day for day in days}, row["in_force_from"])


def _said(day: CalendarDay) -> dict[str, str]:
    return {"date": day.date.isoformat(), "kind": day.kind, "name": day.name, "source": day.source}
