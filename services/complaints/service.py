"""The complaints service, as a table of contents: what it stands on, what it is told, asked, and hears."""

from typing import Any

from uuid_utils.compat import uuid7

from contracts import complaints as says
from contracts.departments import CaseAnswered, CaseSignedFor
from contracts.mail import FindReply, Reply
from contracts.people import Actor
from kernel.database import Stored
from kernel.history import History
from kernel.mail.entrypoints import command, event, query
from kernel.mail.parcels import Parcels
from kernel.mail.received import Received, find_reply
from kernel.providers import ProcessClock, ProcessKeys
from services.complaints.storage import Calls, Complaints, Departments, Numbers, Testimonies, Vault
from services.complaints.use_cases import directory, filing, handling, reading


class ComplaintsService:
    """Complaints from the first ring to the last answer."""

    name = "complaints"

    clock = ProcessClock()
    keys = ProcessKeys()
    history = Stored(History)
    parcels = Stored(Parcels)
    received = Stored(Received)
    complaints = Stored(Complaints)
    numbers = Stored(Numbers)
    testimonies = Stored(Testimonies)
    calls = Stored(Calls)
    departments = Stored(Departments)
    vault = Stored(Vault)

    # Registering

    @command
    def file_complaint(self, order: says.FileComplaint) -> says.Progress:
        """Registers a complaint (登记)."""
        return filing.file_complaint(
            order,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            complaints=self.complaints,
            calls=self.calls,
            testimonies=self.testimonies,
            vault=self.vault,
            numbers=self.numbers,
            history=self.history,
        )

    @command
    def record_call(self, order: says.RecordCall) -> says.CallProgress:
        """Records an event of a hotline call (来电)."""
        return filing.record_call(
            order,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            calls=self.calls,
            vault=self.vault,
            history=self.history,
        )

    # Handling

    @command
    def accept_complaint(self, order: says.AcceptComplaint, by: Actor) -> says.Progress:
        """Takes a complaint on (受理)."""
        return handling.accept_complaint(order, by=by, **self._case())

    @command
    def dispatch_complaint(self, order: says.DispatchComplaint, by: Actor) -> says.Progress:
        """Hands it to a department (派单)."""
        return handling.dispatch_complaint(
            order,
            by=by,
            **self._case(),
            keys=self.keys,
            departments=self.departments,
            testimonies=self.testimonies,
            vault=self.vault,
            parcels=self.parcels,
        )

    @command
    def sign_complaint(self, order: says.SignComplaint, by: Actor) -> says.Progress:
        """The department signs for it (签收)."""
        return handling.sign_complaint(order, by=by, **self._case())

    @command
    def reply_to_complaint(self, order: says.ReplyToComplaint, by: Actor) -> says.Progress:
        """The department answers it (反馈)."""
        return handling.reply_to_complaint(order, by=by, **self._case(), new_id=uuid7, testimonies=self.testimonies)

    @command
    def verify_complaint(self, order: says.VerifyComplaint, by: Actor) -> says.Progress:
        """The office has checked the answer (核实)."""
        return handling.verify_complaint(order, by=by, **self._case())

    @command
    def close_complaint(self, order: says.CloseComplaint, by: Actor) -> says.Progress:
        """Closes it (办结)."""
        return handling.close_complaint(order, by=by, **self._case())

    # What departments' systems post

    @event("departments")
    def on_case_signed_for(self, event: CaseSignedFor, by: Actor) -> None:
        """A department has signed for its case."""
        self.sign_complaint(says.SignComplaint(number=event.number), by)

    @event("departments")
    def on_case_answered(self, event: CaseAnswered, by: Actor) -> None:
        """A department has answered its case."""
        order = says.ReplyToComplaint(
            number=event.number, finding=event.finding, measures=event.measures, basis=event.basis
        )
        self.reply_to_complaint(order, by)

    # The directory

    @command
    def enter_department(self, order: says.EnterDepartment) -> says.DepartmentView:
        """Enters a department in the directory."""
        return directory.enter_department(order, new_id=uuid7, departments=self.departments, history=self.history)

    # Questions

    @query
    def find_complaint(self, question: says.FindComplaint, by: Actor) -> says.ComplaintView:
        """One complaint."""
        return reading.find_complaint(question, by=by, complaints=self.complaints)

    @query
    def find_complaints(self, question: says.FindComplaints, by: Actor) -> says.ComplaintPage:
        """A page of complaints."""
        return reading.find_complaints(question, by=by, complaints=self.complaints)

    @query
    def check_status(self, question: says.CheckStatus) -> says.StatusView:
        """The status, for number and receipt."""
        return reading.check_status(question, complaints=self.complaints, departments=self.departments)

    @query
    def read_testimony(self, question: says.ReadTestimony, by: Actor) -> says.SealedView:
        """A complaint's words, for an officer with a reason."""
        return reading.read_testimony(
            question,
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            keys=self.keys,
            complaints=self.complaints,
            testimonies=self.testimonies,
            vault=self.vault,
        )

    @query
    def find_address(self, question: says.FindAddress, by: Actor) -> says.SealedView:
        """Where to reach a complainant, for a message about to be sent."""
        return reading.find_address(
            question, by=by, at=self.clock.now(), new_id=uuid7, keys=self.keys, vault=self.vault
        )

    @query
    def find_reply(self, question: FindReply, by: Actor) -> Reply:
        """What a command was answered."""
        return find_reply(question, by=by, received=self.received)

    def _case(self) -> dict[str, Any]:
        """What every move of a complaint stands on."""
        return {"at": self.clock.now(), "complaints": self.complaints, "history": self.history}
