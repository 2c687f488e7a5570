"""Special supervision: each act, whether somebody orders it or a department's system tells of it."""

from contracts import special_supervision as says
from contracts.departments import SelfChecked
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, event, query
from services.complaints.instruction.storage import Instructions
from services.complaints.rectification.entrypoints import Rectifying
from services.complaints.special_supervision.storage import SpecialSupervisions
from services.complaints.special_supervision.use_cases import drafting, reading, supervising
from services.complaints.special_supervision.use_cases.desk import SpecialDesk


class SpecialSupervisionRoom(Rectifying):
    """专项督查."""

    special_supervisions = Stored(SpecialSupervisions)
    instructions = Stored(Instructions)

    @command
    def draft_special_supervision(
        self, order: says.DraftSpecialSupervision, by: Actor
    ) -> says.SpecialSupervisionProgress:
        """Drafts it (拟定方案)."""
        occasions = drafting.Occasions(self.like_cases, self.instructions, self.departments)
        return drafting.draft(order, self._supervising(by), occasions=occasions)

    @command
    def launch_special_supervision(
        self, order: says.LaunchSpecialSupervision, by: Actor
    ) -> says.SpecialSupervisionProgress:
        """Sends it to every department (部署)."""
        return supervising.launch(order, self._supervising(by))

    @command
    def cancel_special_supervision(
        self, order: says.CancelSpecialSupervision, by: Actor
    ) -> says.SpecialSupervisionProgress:
        """Gives a draft up (取消)."""
        return supervising.cancel(order, self._supervising(by))

    @command
    def submit_self_check(self, order: says.SubmitSelfCheck, by: Actor) -> says.SpecialSupervisionProgress:
        """A department reports on itself (自查报告)."""
        return supervising.submit_self_check(order, self._supervising(by))

    @command
    def go_on_site(self, order: says.GoOnSite, by: Actor) -> says.SpecialSupervisionProgress:
        """The inspectors set out (实地督查)."""
        return supervising.go_on_site(order, self._supervising(by))

    @command
    def record_round(self, order: says.RecordRound, by: Actor) -> says.SpecialSupervisionProgress:
        """A department was visited (督查一轮)."""
        return supervising.record_round(order, self._supervising(by))

    @command
    def report_special_supervision(
        self, order: says.ReportSpecialSupervision, by: Actor
    ) -> says.SpecialSupervisionProgress:
        """Reports on it (督查报告)."""
        return supervising.report(order, self._supervising(by))

    @command
    def order_special_rectifications(
        self, order: says.OrderSpecialRectifications, by: Actor
    ) -> says.SpecialSupervisionProgress:
        """Orders everything to be put right (责令整改)."""
        return supervising.order_rectifications(
            order, self._supervising(by), order=lambda wanted: self.order_rectification(wanted, by)
        )

    @command
    def recheck_special_supervision(
        self, order: says.RecheckSpecialSupervision, by: Actor
    ) -> says.SpecialSupervisionProgress:
        """Everything is struck off, and was looked at again (复查)."""
        return supervising.recheck(order, self._supervising(by))

    @command
    def close_special_supervision(
        self, order: says.CloseSpecialSupervision, by: Actor
    ) -> says.SpecialSupervisionProgress:
        """Ends it (办结)."""
        return supervising.close(order, self._supervising(by))

    @query
    def find_special_supervision(self, question: says.FindSpecialSupervision, by: Actor) -> says.SpecialSupervisionFile:
        """One of them with its papers."""
        return reading.find_special_supervision(question, by=by, specials=self.special_supervisions, papers=self.papers)

    @query
    def find_special_supervisions(
        self, question: says.FindSpecialSupervisions, by: Actor
    ) -> says.SpecialSupervisionPage:
        """A page of them."""
        return reading.find_special_supervisions(question, by=by, specials=self.special_supervisions)

    @query
    def find_special_supervision_proposals(
        self, question: says.FindSpecialSupervisionProposals, by: Actor
    ) -> says.SpecialSupervisionProposals:
        """What like cases call for."""
        return reading.find_proposals(question, by=by, like_cases=self.like_cases, specials=self.special_supervisions)

    @event("departments")
    def on_self_checked(self, event: SelfChecked, by: Actor) -> None:
        """A department has looked at itself."""
        order = says.SubmitSelfCheck(number=event.number, report=event.report, attachments=event.attachments)
        self.submit_self_check(order, by)

    def _supervising(self, by: Actor) -> SpecialDesk:
        """What every act of a special supervision stands on."""
        return SpecialDesk(
            by=by,
            specials=self.special_supervisions,
            rectifications=self.rectifications,
            attachments=self.attachments,
            **self._room(),
        )
