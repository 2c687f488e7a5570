"""The watch: what departments do to enterprises, and the alarms that the director looks into."""

from datetime import date

from contracts import retaliation as says
from contracts.approvals import ApprovalRefused
from contracts.own_motion import InspectionVisitMade, PenaltyIssued
from contracts.people import Actor
from contracts.wire import wire_name
from kernel.mail.entrypoints import command, event, query
from services.complaints.domain.deadlines import day_of
from services.complaints.foundation import Foundation
from services.complaints.own_motion.domain import check_day
from services.complaints.retaliation import use_cases
from services.complaints.retaliation.domain import Deed


class RetaliationRoom(Foundation):
    """打击报复预警."""

    @event("departments")
    def on_penalty_issued(self, event: PenaltyIssued, by: Actor) -> None:
        """A department has imposed a penalty."""
        check_day("issued_on", event.issued_on, latest=day_of(self.clock.now()))
        self._own_motion(by).unit_of(event.department, by)
        self._see(event, event.department, event.penalty, event.issued_on, event.enterprise)

    @event("departments")
    def on_inspection_visit_made(self, event: InspectionVisitMade, by: Actor) -> None:
        """A department has inspected an enterprise."""
        check_day("made_on", event.made_on, latest=day_of(self.clock.now()))
        self._own_motion(by).unit_of(event.department, by)
        self._see(event, event.department, event.visit, event.made_on, event.enterprise)

    @event("approvals")
    def on_approval_refused(self, event: ApprovalRefused, by: Actor) -> None:
        """An application was refused."""
        check_day("decided_on", event.decided_on, latest=day_of(self.clock.now()))
        self._own_motion(by).unit(event.department)
        self._see(event, event.department, event.case, event.decided_on, event.enterprise)

    @command
    def look_into_alarm(self, order: says.LookIntoAlarm, by: Actor) -> says.AlarmProgress:
        """The director takes it up (核查)."""
        return use_cases.look_into_alarm(order, by=by, watching=self._watching())

    @command
    def confirm_retaliation(self, order: says.ConfirmRetaliation, by: Actor) -> says.AlarmProgress:
        """It was retaliation (属实)."""
        return use_cases.confirm_retaliation(order, by=by, watching=self._watching(), own_motion=self._own_motion(by))

    @command
    def dismiss_alarm(self, order: says.DismissAlarm, by: Actor) -> says.AlarmProgress:
        """It was none (排除)."""
        return use_cases.dismiss_alarm(order, by=by, watching=self._watching())

    @query
    def find_alarm(self, question: says.FindAlarm, by: Actor) -> says.AlarmView:
        """One alarm, with a reason."""
        return use_cases.find_alarm(question, by=by, watching=self._watching(), complaints=self.complaints)

    @query
    def find_alarms(self, question: says.FindAlarms, by: Actor) -> says.AlarmPage:
        """A page of alarms."""
        return use_cases.find_alarms(question, by=by, watching=self._watching())

    def _see(self, event: object, department: str, reference: str, done_on: date, enterprise: str | None) -> None:
        """Has the watch look at what was done to an enterprise; a deed that met none is passed over."""
        if enterprise is not None:
            deed = Deed(wire_name(type(event)), department, reference, done_on, enterprise)
            use_cases.see(deed, watching=self._watching())
