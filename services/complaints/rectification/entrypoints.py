"""Rectification: each act, whether somebody orders it or a department's system tells of it."""

from functools import partial

from uuid_utils.compat import uuid7

from contracts import rectification as says
from contracts.departments import (
    ProposalAnswered,
    RectificationDeclined,
    RectificationPlanned,
    RectificationReported,
    RectificationTakenUp,
)
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, event, query
from services.complaints.attachments.storage import Attachments
from services.complaints.foundation import Foundation
from services.complaints.rectification.like_cases import LikeCases
from services.complaints.rectification.storage import Papers, Rectifications
from services.complaints.rectification.use_cases import moving, ordering, reading
from services.complaints.rectification.use_cases.desk import Desk
from services.complaints.supervision.grounds import watch_refusal


class Rectifying(Foundation):
    """From the order to the look back."""

    rectifications = Stored(Rectifications)
    rectification_papers = Stored(Papers)
    like_cases = Stored(LikeCases)
    attachments = Stored(Attachments)

    @command
    def order_rectification(self, order: says.OrderRectification, by: Actor) -> says.RectificationProgress:
        """Orders a department to put something right (责令整改)."""
        return ordering.order_rectification(
            order,
            self._rectifying(by),
            keys=self.keys,
            complaints=self.complaints,
            departments=self.departments,
            vault=self.vault,
            numbers=self.numbers,
        )

    @command
    def submit_rectification_plan(self, order: says.SubmitRectificationPlan, by: Actor) -> says.RectificationProgress:
        """The department says what it will do (整改方案)."""
        return moving.submit_plan(order, self._rectifying(by))

    @command
    def accept_rectification_plan(self, order: says.AcceptRectificationPlan, by: Actor) -> says.RectificationProgress:
        """The office agrees with the plan."""
        return moving.accept_plan(order, self._rectifying(by))

    @command
    def return_rectification_plan(self, order: says.ReturnRectificationPlan, by: Actor) -> says.RectificationProgress:
        """The office sends the plan back."""
        return moving.return_plan(order, self._rectifying(by))

    @command
    def begin_rectification(self, order: says.BeginRectification, by: Actor) -> says.RectificationProgress:
        """The department is at it."""
        return moving.begin(order, self._rectifying(by))

    @command
    def report_rectification(self, order: says.ReportRectification, by: Actor) -> says.RectificationProgress:
        """The department reports what it did (整改报告)."""
        return moving.report(order, self._rectifying(by))

    @command
    def answer_policy_proposal(self, order: says.AnswerPolicyProposal, by: Actor) -> says.RectificationProgress:
        """The department answers a proposal in writing (书面答复)."""
        return moving.answer(order, self._rectifying(by))

    @command
    def accept_rectification(self, order: says.AcceptRectification, by: Actor) -> says.RectificationProgress:
        """The office strikes it off (销号)."""
        return moving.accept(order, self._rectifying(by))

    @command
    def reject_rectification(self, order: says.RejectRectification, by: Actor) -> says.RectificationProgress:
        """The report does not hold."""
        return moving.reject(order, self._rectifying(by))

    @command
    def recheck_rectification(self, order: says.RecheckRectification, by: Actor) -> says.RectificationProgress:
        """The office has looked back: the fault has stayed away (回头看)."""
        return moving.recheck(order, self._rectifying(by))

    @command
    def relapse_rectification(self, order: says.RelapseRectification, by: Actor) -> says.RectificationProgress:
        """The office has looked back: the fault is there again (反弹)."""
        return moving.relapse(order, self._rectifying(by))

    @command
    def refuse_rectification(self, order: says.RefuseRectification, by: Actor) -> says.RectificationProgress:
        """The department will not put it right (拒不整改)."""
        watch = partial(watch_refusal, supervision=self._supervision())
        return moving.refuse(order, self._rectifying(by), watch=watch)

    @query
    def find_rectification(self, question: says.FindRectification, by: Actor) -> says.RectificationFile:
        """One rectification with its papers."""
        return reading.find_rectification(
            question, by=by, rectifications=self.rectifications, papers=self.rectification_papers
        )

    @query
    def find_rectifications(self, question: says.FindRectifications, by: Actor) -> says.RectificationPage:
        """A page of rectifications."""
        return reading.find_rectifications(question, by=by, rectifications=self.rectifications)

    # What departments' systems post

    @event("departments")
    def on_rectification_planned(self, event: RectificationPlanned, by: Actor) -> None:
        """A department has said what it will do."""
        order = says.SubmitRectificationPlan(
            number=event.number,
            measures=event.measures,
            responsible=event.responsible,
            post=event.post,
            attachments=event.attachments,
        )
        self.submit_rectification_plan(order, by)

    @event("departments")
    def on_rectification_taken_up(self, event: RectificationTakenUp, by: Actor) -> None:
        """A department has begun to carry its plan out."""
        self.begin_rectification(says.BeginRectification(number=event.number), by)

    @event("departments")
    def on_rectification_declined(self, event: RectificationDeclined, by: Actor) -> None:
        """A department will not put something right."""
        self.refuse_rectification(says.RefuseRectification(number=event.number, reason=event.reason), by)

    @event("departments")
    def on_rectification_reported(self, event: RectificationReported, by: Actor) -> None:
        """A department has reported what it did."""
        order = says.ReportRectification(number=event.number, evidence=event.evidence, attachments=event.attachments)
        self.report_rectification(order, by)

    @event("departments")
    def on_proposal_answered(self, event: ProposalAnswered, by: Actor) -> None:
        """A department has answered a policy proposal."""
        order = says.AnswerPolicyProposal(
            number=event.number, adopted=event.adopted, answer=event.answer, attachments=event.attachments
        )
        self.answer_policy_proposal(order, by)

    def _rectifying(self, by: Actor) -> Desk:
        """What every act of a rectification stands on."""
        return Desk(
            by=by,
            at=self.clock.now(),
            new_id=uuid7,
            rectifications=self.rectifications,
            papers=self.rectification_papers,
            attachments=self.attachments,
            clocks=self.clocks,
            lift=self._lift(),
            parcels=self.parcels,
            history=self.history,
        )
