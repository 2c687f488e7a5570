"""Importing a year's notice, showing a year, and telling the office that a year is missing."""

from datetime import date, datetime
from uuid import UUID

import workdays
from contracts.calendars import (
    CalendarDayView,
    CalendarProgress,
    CalendarView,
    DayKind,
    EditionUnknown,
    FindCalendar,
    ImportCalendar,
)
from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from kernel.history import History
from kernel.stage import Cause
from kernel.trace import trace_of
from services.complaints.calendars.domain import CalendarAlarm, ImportedCalendar, changed_days, missing_year
from services.complaints.directory.storage import Entries
from services.complaints.domain.deadlines import day_of, in_office_hours
from services.complaints.storage.calendars import Calendars
from services.complaints.sweeping import ITSELF, Round
from workdays import Calendar, Kind

KEEPERS = (Role.DIRECTOR, Role.ADMIN)


def import_calendar(
    order: ImportCalendar, *, by: Actor, at: datetime, calendars: Calendars, history: History
) -> CalendarProgress:
    """Makes a year's notice a new edition; one that says what the newest says already makes none.

    Raises:
        NotYourRole
        Invalid: naming each field that is wrong and its rule.
    """
    if by.department or not by.is_any_of(*KEEPERS):
        raise NotYourRole("import_calendar", ", ".join(KEEPERS))
    calendars.learn()
    base = workdays.newest()
    made = ImportedCalendar.make(order, base, workdays.known(), today=day_of(at))
    changed = changed_days(base, Calendar(made.edition), order.year)
    if not changed and order.year in base.years:
        return CalendarProgress(edition=base.version, year=order.year)
    calendars.add(made, by=by.id, at=at)
    history.tell(made, made.fact(len(changed)))
    return CalendarProgress(
        edition=made.edition.version, year=order.year, in_force_from=made.edition.since, changed=changed
    )


def find_calendar(query: FindCalendar, *, calendars: Calendars) -> CalendarView:
    """A year by one edition.

    Raises:
        EditionUnknown
    """
    calendars.learn()
    if query.edition not in {None, *workdays.known()}:
        raise EditionUnknown(str(query.edition))
    calendar = workdays.load(query.edition) if query.edition else workdays.newest()
    first, last = date(query.year - 1, 12, 31), date(query.year, 12, 31)
    lines = [calendar.day(date.fromordinal(n)) for n in range(first.toordinal() + 1, last.toordinal() + 1)]
    return CalendarView(
        year=query.year,
        edition=calendar.version,
        provisional=query.year not in calendar.years,
        working_days=calendar.between(first, last).count,
        days=[
            CalendarDayView(date=day.date, kind=DayKind(day.kind), name=day.name, source=day.source)
            for day in lines
            if day.kind in {Kind.HOLIDAY, Kind.MAKE_UP}
        ],
        editions=list(workdays.known()),
    )


def tell_missing(round_: Round) -> UUID | None:
    """Tells the office's director once a day, in office hours, that a year is missing; gives the alarm's id."""
    round_.on(Calendars).learn()
    today = day_of(round_.at)
    year = missing_year(today, workdays.newest())
    if year is None or in_office_hours(round_.at) != round_.at:
        return None
    alarm = CalendarAlarm(year, today)
    if round_.history.beginning_of(alarm.id) is not None:
        return None
    message_id = f"calendar.{alarm.id}"
    cause = Cause(message_id=message_id, actor=ITSELF, at=round_.at, trace=trace_of("", message_id))
    round_.history.tell(alarm, alarm.fact(round_.on(Entries).director(today)), cause=cause)
    return alarm.id
