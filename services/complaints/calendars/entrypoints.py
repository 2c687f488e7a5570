"""The calendar's methods."""

from nameko.timer import timer

from contracts.calendars import CalendarProgress, CalendarView, FindCalendar, ImportCalendar
from contracts.people import Actor
from kernel.database import Stored, Transactions
from kernel.history import History
from kernel.mail.entrypoints import command, query
from kernel.watch.census import Counted
from services.complaints.calendars import use_cases
from services.complaints.calendars.figures import look_at_calendar
from services.complaints.foundation import Foundation
from services.complaints.patience import put_off
from services.complaints.storage.calendars import Calendars
from services.complaints.sweeping import Round


class CalendarRoom(Foundation):
    """工作日历."""

    calendars = Stored(Calendars)
    transactions = Transactions()
    calendar_missing = Counted(look_at_calendar)

    @command
    def import_calendar(self, order: ImportCalendar, by: Actor) -> CalendarProgress:
        """Imports a year's holidays (导入放假安排)."""
        return use_cases.import_calendar(
            order, by=by, at=self.clock.now(), calendars=self.calendars, history=self.history
        )

    @query
    def find_calendar(self, question: FindCalendar) -> CalendarView:
        """A year of the calendar."""
        return use_cases.find_calendar(question, calendars=self.calendars)

    @timer(interval=60)
    def tell_missing_calendar(self) -> None:
        """Tells the office that a year's notice is missing."""
        with put_off("calendar"), self.transactions.transaction() as stage:
            use_cases.tell_missing(Round(stage, self.clock.now(), History(stage)))
