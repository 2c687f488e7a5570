"""Handling: each move of a complaint, whether a clerk orders it or a department's system tells of it."""

from typing import Any

from uuid_utils.compat import uuid7

from contracts import complaints as says
from contracts.departments import CaseAnswered, CaseSignedFor
from contracts.people import Actor
from kernel.mail.entrypoints import command, event
from services.complaints.foundation import Foundation
from services.complaints.use_cases import handling


class Handling(Foundation):
    """From the number to the last answer."""

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

    def _case(self) -> dict[str, Any]:
        """What every move of a complaint stands on."""
        return {"at": self.clock.now(), "complaints": self.complaints, "history": self.history}
