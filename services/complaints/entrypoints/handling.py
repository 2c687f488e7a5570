"""Handling: from the dispatch to the answer."""

from contracts import complaints as says
from contracts.people import Actor
from kernel.mail.entrypoints import command
from services.complaints.foundation import Foundation
from services.complaints.use_cases import handling


class Handling(Foundation):
    """From the dispatch to the answer."""

    @command
    def dispatch_complaint(self, order: says.DispatchComplaint, by: Actor) -> says.Progress:
        """Hands it to a department (派单)."""
        return handling.dispatch_complaint(
            order, bench=self._bench(by), departments=self.departments, hand_over=self._hand_over()
        )

    @command
    def sign_complaint(self, order: says.SignComplaint, by: Actor) -> says.Progress:
        """The department signs for it (签收)."""
        return handling.sign_complaint(order, bench=self._bench(by))

    @command
    def request_return(self, order: says.RequestReturn, by: Actor) -> says.Progress:
        """The department returns it (退单)."""
        return handling.request_return(order, bench=self._bench(by), departments=self.departments, remarks=self.remarks)

    @command
    def grant_return(self, order: says.GrantReturn, by: Actor) -> says.Progress:
        """It goes to another department (准予退单)."""
        return handling.grant_return(
            order, bench=self._bench(by), departments=self.departments, hand_over=self._hand_over()
        )

    @command
    def refuse_return(self, order: says.RefuseReturn, by: Actor) -> says.Progress:
        """The department keeps it (不予退单)."""
        return handling.refuse_return(order, bench=self._bench(by))

    @command
    def adjudicate_duty(self, order: says.AdjudicateDuty, by: Actor) -> says.Progress:
        """The director rules whose duty it is (裁定)."""
        return handling.adjudicate_duty(
            order,
            bench=self._bench(by),
            departments=self.departments,
            remarks=self.remarks,
            precedents=self.precedents,
            hand_over=self._hand_over(),
        )

    @command
    def contact_complainant(self, order: says.ContactComplainant, by: Actor) -> says.Progress:
        """The handler has spoken to the complainant (首次联系)."""
        return handling.contact_complainant(order, bench=self._bench(by))

    @command
    def investigate(self, order: says.Investigate, by: Actor) -> says.Progress:
        """The investigation begins (调查)."""
        return handling.investigate(order, bench=self._bench(by))

    @command
    def mediate(self, order: says.Mediate, by: Actor) -> says.Progress:
        """One more round of mediation (调解)."""
        return handling.mediate(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def end_mediation(self, order: says.EndMediation, by: Actor) -> says.Progress:
        """The mediation is over (调解结束)."""
        return handling.end_mediation(order, bench=self._bench(by))

    @command
    def suspend_complaint(self, order: says.SuspendComplaint, by: Actor) -> says.Progress:
        """It waits for somebody else (中止)."""
        return handling.suspend_complaint(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def resume_complaint(self, order: says.ResumeComplaint, by: Actor) -> says.Progress:
        """It goes on (恢复)."""
        return handling.resume_complaint(order, bench=self._bench(by))

    @command
    def request_extension(self, order: says.RequestExtension, by: Actor) -> says.Progress:
        """The handler asks for more time (申请延期)."""
        return handling.request_extension(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def decide_extension(self, order: says.DecideExtension, by: Actor) -> says.Progress:
        """More time is granted, or not (延期审批)."""
        return handling.decide_extension(order, bench=self._bench(by))

    @command
    def extend_ceiling(self, order: says.ExtendCeiling, by: Actor) -> says.Progress:
        """The absolute ceiling moves (延长最长期限)."""
        return handling.extend_ceiling(order, bench=self._bench(by), remarks=self.remarks)

    @command
    def reply_to_complaint(self, order: says.ReplyToComplaint, by: Actor) -> says.Progress:
        """Its handler answers it (反馈)."""
        return handling.reply_to_complaint(order, bench=self._bench(by), testimonies=self.testimonies)
