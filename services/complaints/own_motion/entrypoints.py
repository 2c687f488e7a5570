"""What gives the office cause to open a case itself, from departments' systems and from the approvals service."""

from datetime import timedelta

from contracts.approvals import ApprovalCompleted, ApprovalOverdue
from contracts.complaints import GoOnWithCase, Progress
from contracts.own_motion import CommitmentMissed, FeeCharged
from contracts.people import Actor
from kernel.mail.entrypoints import command, event
from services.complaints.own_motion import use_cases
from services.complaints.retaliation.entrypoints import RetaliationRoom


class OwnMotionRoom(RetaliationRoom):
    """未诉先办; what is late may be retaliation too."""

    @command
    def go_on_with_case(self, order: GoOnWithCase, by: Actor) -> Progress:
        """Goes on with what was taken back (依职权续办)."""
        return use_cases.go_on_with(order, own_motion=self._own_motion(by))

    @event("approvals")
    def on_approval_overdue(self, event: ApprovalOverdue, by: Actor) -> None:
        """An approval case is late."""
        use_cases.hear_overdue(event, by=by, own_motion=self._own_motion(by))
        late_since = event.due_on + timedelta(days=1)
        self._see(event, event.department, event.case, late_since, event.enterprise)

    @event("approvals")
    def on_approval_completed(self, event: ApprovalCompleted, by: Actor) -> None:
        """An approval case was completed."""
        use_cases.hear_completed(event, by=by, own_motion=self._own_motion(by))

    @event("departments")
    def on_fee_charged(self, event: FeeCharged, by: Actor) -> None:
        """A department has charged a fee."""
        use_cases.hear_fee(event, by=by, own_motion=self._own_motion(by))

    @event("departments")
    def on_commitment_missed(self, event: CommitmentMissed, by: Actor) -> None:
        """A department has not kept a commitment."""
        use_cases.hear_commitment(event, by=by, own_motion=self._own_motion(by))
