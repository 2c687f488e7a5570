"""The notifications service, as a table of contents: what it stands on, what it hears, is told and asked, and does."""

from nameko.timer import timer
from uuid_utils.compat import uuid7

from contracts import notifications as says
from contracts.calendars import CalendarMissing
from contracts.complaints import (
    CeilingExtended,
    ComplaintAccepted,
    ComplaintClosed,
    ComplaintDispatched,
    ComplaintDueMoved,
    ComplaintExtended,
    ComplaintFiled,
    ComplaintMerged,
    ComplaintRefused,
    ComplaintReopened,
    ComplaintUnmerged,
    DutyAdjudicated,
    ExtensionDenied,
    InfoRequested,
    JoinedCaseClosed,
    RedoOrdered,
    ReturnGranted,
    ReturnRefused,
    ReviewDecided,
)
from contracts.exposure import ExposurePublished
from contracts.mail import FindReply, Reply
from contracts.mailbox import CustodianTold, ReporterAsked
from contracts.people import Actor
from contracts.rectification import SpecialSupervisionProposed
from contracts.retaliation import RetaliationSuspected
from contracts.supervision import SupervisionIssued
from contracts.survey import SurveyAnswered, SurveyRequested
from kernel.database import Stored
from kernel.history import History
from kernel.mail.entrypoints import command, event, query
from kernel.mail.received import Received, find_reply
from kernel.providers import ProcessClock, ProcessKeys
from services.notifications.carrier import Carrier
from services.notifications.domain.rules import Told
from services.notifications.storage import Endpoints, Messages
from services.notifications.use_cases import planning, reading, registering


class NotificationsService:
    """Messages from the event to the recipient's server."""

    name = "notifications"

    clock = ProcessClock()
    keys = ProcessKeys()
    carrier = Carrier()
    history = Stored(History)
    received = Stored(Received)
    messages = Stored(Messages)
    endpoints = Stored(Endpoints)

    # What happens to complaints

    @event("complaints")
    def on_complaint_filed(self, event: ComplaintFiled) -> None:
        """A complaint was registered."""
        self._plan(event)

    @event("complaints")
    def on_complaint_accepted(self, event: ComplaintAccepted) -> None:
        """The office took one on."""
        self._plan(event)

    @event("complaints")
    def on_complaint_dispatched(self, event: ComplaintDispatched) -> None:
        """One was handed to a department."""
        self._plan(event)

    @event("complaints")
    def on_info_requested(self, event: InfoRequested) -> None:
        """More is needed from a complainant."""
        self._plan(event)

    @event("complaints")
    def on_complaint_refused(self, event: ComplaintRefused) -> None:
        """One was not accepted."""
        self._plan(event)

    @event("complaints")
    def on_complaint_merged(self, event: ComplaintMerged) -> None:
        """One was joined to another."""
        self._plan(event)

    @event("complaints")
    def on_complaint_unmerged(self, event: ComplaintUnmerged) -> None:
        """One is a case of its own again."""
        self._plan(event)

    @event("complaints")
    def on_joined_case_closed(self, event: JoinedCaseClosed) -> None:
        """The case that one was joined to is closed."""
        self._plan(event)

    @event("complaints")
    def on_return_granted(self, event: ReturnGranted) -> None:
        """One went to another department."""
        self._plan(event)

    @event("complaints")
    def on_return_refused(self, event: ReturnRefused) -> None:
        """A department keeps one."""
        self._plan(event)

    @event("complaints")
    def on_duty_adjudicated(self, event: DutyAdjudicated) -> None:
        """The director ruled whose duty one is."""
        self._plan(event)

    @event("complaints")
    def on_complaint_extended(self, event: ComplaintExtended) -> None:
        """One takes longer."""
        self._plan(event)

    @event("complaints")
    def on_complaint_due_moved(self, event: ComplaintDueMoved) -> None:
        """A new holiday notice moved the day of its answer."""
        self._plan(event)

    @event("complaints")
    def on_ceiling_extended(self, event: CeilingExtended) -> None:
        """The longest time for one was extended."""
        self._plan(event)

    @event("complaints")
    def on_extension_denied(self, event: ExtensionDenied) -> None:
        """One does not."""
        self._plan(event)

    @event("complaints")
    def on_redo_ordered(self, event: RedoOrdered) -> None:
        """An answer was sent back."""
        self._plan(event)

    @event("complaints")
    def on_complaint_reopened(self, event: ComplaintReopened) -> None:
        """One is handled again."""
        self._plan(event)

    @event("complaints")
    def on_review_decided(self, event: ReviewDecided) -> None:
        """A review is decided."""
        self._plan(event)

    @event("complaints")
    def on_complaint_closed(self, event: ComplaintClosed) -> None:
        """One is closed."""
        self._plan(event)

    @event("complaints")
    def on_supervision_issued(self, event: SupervisionIssued) -> None:
        """Somebody is late, and a notice went to the holders of posts."""
        self._plan(event)

    @event("complaints")
    def on_retaliation_suspected(self, event: RetaliationSuspected) -> None:
        """The watch has seen something; the office alone is told."""
        self._plan(event)

    @event("complaints")
    def on_special_supervision_proposed(self, event: SpecialSupervisionProposed) -> None:
        """Like cases call for a special supervision."""
        self._plan(event)

    @event("complaints")
    def on_exposure_published(self, event: ExposurePublished) -> None:
        """Something is known; what is for the departments alone is circulated to them."""
        self._plan(event)

    @event("complaints")
    def on_survey_requested(self, event: SurveyRequested) -> None:
        """A complainant is asked what they think."""
        self._plan(event)

    @event("complaints")
    def on_survey_answered(self, event: SurveyAnswered) -> None:
        """A complainant has said what they think; the director is told of one who is dissatisfied."""
        self._plan(event)

    @event("complaints")
    def on_reporter_asked(self, event: ReporterAsked) -> None:
        """The office wrote to a complainant."""
        self._plan(event)

    @event("complaints")
    def on_custodian_told(self, event: CustodianTold) -> None:
        """A complainant was told in the mailbox that somebody has looked at who they are."""
        self._plan(event)

    @event("complaints")
    def on_calendar_missing(self, event: CalendarMissing) -> None:
        """A year is near whose holidays are not in the calendar."""
        self._plan(event)

    # Telling

    @timer(interval=1)
    def deliver_emails(self) -> None:
        """Sends the e-mails that are due."""
        self.carrier.carry(says.Channel.EMAIL)

    @timer(interval=1)
    def deliver_webhooks(self) -> None:
        """Sends the webhooks that are due."""
        self.carrier.carry(says.Channel.WEBHOOK)

    # Endpoints

    @command
    def register_endpoint(self, order: says.RegisterEndpoint, by: Actor) -> says.EndpointView:
        """Registers where a department's system takes webhooks."""
        return registering.register_endpoint(
            order,
            by=by,
            private=self.carrier.outside.private,
            new_id=uuid7,
            keys=self.keys,
            endpoints=self.endpoints,
            history=self.history,
        )

    # Questions

    @query
    def find_endpoints(self, question: says.FindEndpoints, by: Actor) -> says.EndpointPage:
        """The endpoints of departments."""
        return registering.find_endpoints(question, by=by, endpoints=self.endpoints)

    @query
    def find_messages(self, question: says.FindMessages, by: Actor) -> says.MessagePage:
        """A page of messages."""
        return reading.find_messages(question, by=by, messages=self.messages)

    @query
    def find_reply(self, question: FindReply, by: Actor) -> Reply:
        """What a command was answered."""
        return find_reply(question, by=by, received=self.received)

    def _plan(self, event: Told) -> None:
        planning.plan_messages(
            event, at=self.clock.now(), new_id=uuid7, messages=self.messages, endpoints=self.endpoints
        )
