"""What departments' systems post at their door: the same moves as over HTTP, by the same methods."""

from contracts import complaints as says
from contracts import departments as posted
from contracts.people import Actor
from kernel.mail.entrypoints import event
from services.complaints.entrypoints.handling import Handling
from services.complaints.use_cases.receiving import receive_complaint


class DepartmentDoor(Handling):
    """A department's system tells what its people did."""

    @event("departments")
    def on_complaint_received(self, event: posted.ComplaintReceived, by: Actor) -> None:
        """A department hands in a complaint that was made to it."""
        receive_complaint(
            event,
            bench=self._bench(by),
            keys=self.keys,
            testimonies=self.testimonies,
            vault=self.vault,
            numbers=self.numbers,
            parcels=self.parcels,
        )

    @event("departments")
    def on_case_signed_for(self, event: posted.CaseSignedFor, by: Actor) -> None:
        """A department has signed for its case."""
        self._check_happened(event.number, by)
        self.sign_complaint(says.SignComplaint(number=event.number), by)

    @event("departments")
    def on_case_returned(self, event: posted.CaseReturned, by: Actor) -> None:
        """A department says that a case is not its own."""
        self._check_happened(event.number, by)
        order = says.RequestReturn(number=event.number, basis=event.basis, rightful=event.rightful)
        self.request_return(order, by)

    @event("departments")
    def on_complainant_reached(self, event: posted.ComplainantReached, by: Actor) -> None:
        """A department has spoken to the complainant, or could not."""
        self._check_happened(event.number, by)
        self.contact_complainant(says.ContactComplainant(number=event.number, result=event.result), by)

    @event("departments")
    def on_case_taken_up(self, event: posted.CaseTakenUp, by: Actor) -> None:
        """A department has begun to investigate."""
        self._check_happened(event.number, by)
        self.investigate(says.Investigate(number=event.number), by)

    @event("departments")
    def on_case_mediated(self, event: posted.CaseMediated, by: Actor) -> None:
        """A department has held a round of mediation."""
        self._check_happened(event.number, by)
        order = says.Mediate(
            number=event.number,
            complainants_position=event.complainants_position,
            departments_position=event.departments_position,
        )
        self.mediate(order, by)

    @event("departments")
    def on_case_mediation_ended(self, event: posted.CaseMediationEnded, by: Actor) -> None:
        """A department says that the mediation is over."""
        self.end_mediation(says.EndMediation(number=event.number, agreed=event.agreed), by)

    @event("departments")
    def on_more_time_asked(self, event: posted.MoreTimeAsked, by: Actor) -> None:
        """A department asks for more time."""
        self._check_happened(event.number, by)
        self.request_extension(says.RequestExtension(number=event.number, reason=event.reason), by)

    @event("departments")
    def on_case_answered(self, event: posted.CaseAnswered, by: Actor) -> None:
        """A department has answered its case."""
        self._check_happened(event.number, by)
        order = says.ReplyToComplaint(
            number=event.number,
            finding=event.finding,
            measures=event.measures,
            basis=event.basis,
            answers=event.answers,
        )
        self.reply_to_complaint(order, by)

    def _check_happened(self, number: str, by: Actor) -> None:
        """Checks that the event at hand is no late one of an earlier round; whose case it is not is told that alone.

        Raises:
            ComplaintUnknown, HappenedBefore
        """
        case = self.complaints.get(number)
        if case.department == by.department:
            case.check_happened(self.history.happened_at)
