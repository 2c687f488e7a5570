"""Moving a complaint from its answer to the archive."""

from collections.abc import Callable
from dataclasses import replace

from contracts.complaints import (
    ArchiveComplaint,
    CallBack,
    CloseComplaint,
    DecideReview,
    OrderRedo,
    Progress,
    RectificationOpen,
    RedoReason,
    ReopenComplaint,
    ReopenReason,
    RequestReview,
    State,
    VerifyComplaint,
    WithdrawComplaint,
)
from services.complaints.domain.case_clocks import RESULT
from services.complaints.domain.closing import UNHAPPY
from services.complaints.domain.complaint import Complaint, Moved
from services.complaints.rectification.storage import Rectifications
from services.complaints.storage import Remarks
from services.complaints.survey.domain import Rating
from services.complaints.use_cases.moving import SYSTEM, Bench


def order_redo(command: OrderRedo, *, bench: Bench, watch: Callable[[Complaint, RedoReason], None]) -> Progress:
    """The office sends the answer back; ``watch`` looks whether that is grave enough to be supervised."""
    moved = bench.find(command).redo(command.reason, by=bench.by, at=bench.at)
    progress = bench.keep(moved)
    watch(moved[0], command.reason)
    return progress


def verify_complaint(
    command: VerifyComplaint, *, bench: Bench, remarks: Remarks, follow: Callable[[Complaint], None]
) -> Progress:
    """The office has checked the answer; ``follow`` looks what a substantiated complaint shows beyond itself."""
    moved = bench.find(command).verify(by=bench.by, at=bench.at)
    remarks.add(moved[0], bench.note("verify", evidence=command.evidence))
    progress = bench.keep(moved)
    if moved[0].state is State.VERIFIED:
        follow(moved[0])
    return progress


def call_back(command: CallBack, *, bench: Bench, rectifications: Rectifications) -> Progress:
    """One call to the complainant; who is dissatisfied with a unit at fault has the case taken up again at once.

    What is called in vain once more after the last day for telling the result is closed by itself, as the sweep does.
    """
    complaint = bench.find(command)
    moved = complaint.call_back(command, by=bench.by, at=bench.at)
    if command.satisfaction and command.solved and command.reached and not complaint.is_reached:
        bench.rated(moved[0], Rating(command.satisfaction, command.solved, command.contacted), bench.by)
    progress = bench.keep(moved)
    if command.unit_at_fault and command.satisfaction in UNHAPPY:
        by_itself = replace(bench, by=SYSTEM)
        return by_itself.keep(moved[0].reopen(ReopenReason.DISSATISFIED, by=SYSTEM, at=bench.at))
    if moved[0].is_called_in_vain and _is_last_day_over(command.number, bench):
        return close_unreached(moved[0], bench=replace(bench, by=SYSTEM), rectifications=rectifications) or progress
    return progress


def close_unreached(complaint: Complaint, *, bench: Bench, rectifications: Rectifications) -> Progress | None:
    """Time closes a case whose complainant was called three times on two days in vain.

    None for one that was called less often, or whose rectification has no plan yet: that waits for people.
    """
    if not complaint.is_called_in_vain or _unplanned(complaint.number, rectifications):
        return None
    return _close(complaint.close_unreached(by=bench.by, at=bench.at), bench)


def close_complaint(command: CloseComplaint, *, bench: Bench, rectifications: Rectifications) -> Progress:
    """The office closes the complaint.

    Raises:
        RectificationOpen: while the plan of a rectification that came of it is not accepted.
    """
    moved = bench.find(command).close(command.outcome, by=bench.by, at=bench.at)
    for number in _unplanned(command.number, rectifications):
        raise RectificationOpen(number)
    return _close(moved, bench)


def reopen_complaint(command: ReopenComplaint, *, bench: Bench) -> Progress:
    """It is taken up again."""
    return bench.keep(bench.find(command).reopen(command.reason, by=bench.by, at=bench.at))


def request_review(command: RequestReview, *, bench: Bench) -> Progress:
    """The complainant asks for a review."""
    return bench.keep(bench.find(command).request_review(by=bench.by, at=bench.at))


def decide_review(command: DecideReview, *, bench: Bench, remarks: Remarks) -> Progress:
    """Somebody who has not touched the case decides the review."""
    moved = bench.find(command).decide_review(command.decision, by=bench.by, at=bench.at)
    remarks.add(moved[0], bench.note("decide_review", reasons=command.reasons))
    return bench.keep(moved)


def withdraw_complaint(command: WithdrawComplaint, *, bench: Bench) -> Progress:
    """The complainant takes it back."""
    return bench.keep(bench.find(command).withdraw(by=bench.by, at=bench.at))


def archive_complaint(command: ArchiveComplaint, *, bench: Bench) -> Progress:
    """It is filed away."""
    return bench.keep(bench.find(command).archive(by=bench.by, at=bench.at))


def _close(moved: Moved, bench: Bench) -> Progress:
    """Keeps a case that is closed; whoever complained in a case that was joined to it is told too."""
    progress = bench.keep(moved)
    closed = moved[0]
    for follower in bench.complaints.followers(closed.number):
        if follower.state is State.MERGED:
            bench.keep(follower.follow(closed, by=SYSTEM, at=bench.at))
    bench.closed(closed)
    return progress


def _unplanned(number: str, rectifications: Rectifications) -> list[str]:
    """The rectifications that came of a case and have no plan yet."""
    return [one.number for one in rectifications.open_of(number) if not one.lets_close]


def _is_last_day_over(number: str, bench: Bench) -> bool:
    """Whether the complainant should have been told by now what came of it."""
    return any(clock.code == RESULT and clock.is_overdue(bench.at) for clock in bench.clocks.open_of(number))
