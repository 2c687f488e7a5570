"""What whoever complains sees, does and proves with number and receipt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from contracts.complaints import CheckStatus, ComplaintUnknown, Progress, State, StatusView, ToldClock
from contracts.receipts import (
    ChangeReceipt,
    CheckRegistration,
    ReceiptProgress,
    RegistrationView,
    RequestReviewByReceipt,
    Verdict,
    WithdrawByReceipt,
)
from kernel.history import History, chain_hash
from services.complaints.domain.case_clocks import COMPLAINANTS_OWN
from services.complaints.domain.clocks import Clock
from services.complaints.domain.complaint import Complaint
from services.complaints.mailbox.use_cases import Post
from services.complaints.receipts.domain import Receipt, acts_of_complainant, must_change
from services.complaints.receipts.storage import SoftReceipts
from services.complaints.receipts.window import Window
from services.complaints.storage import Clocks, Complaints, Departments, Facts, Remarks
from services.complaints.use_cases.moving import Bench

SOFT_FOR = timedelta(hours=1)
"""How long a receipt is kept as a keyed hash: until the rush in which it was filed is over."""

AT_ONCE = 5
"""Receipts that are hardened together: an eighth of a second."""

LATELY, RUSH = timedelta(seconds=10), 500
"""From so many filings in so short a time on, nothing is hardened but a few."""


@dataclass(frozen=True)
class Files:
    """Where a status is read."""

    departments: Departments
    remarks: Remarks
    clocks: Clocks
    history: History


def check_status(query: CheckStatus, *, window: Window, files: Files) -> StatusView:
    """The status for whoever holds number and receipt; who was joined to another case sees how that one stands.

    Raises:
        ReceiptUnknown: whichever of the two is wrong.
    """
    complaint, changed = window.look_up(query.number, query.receipt_hash)
    department = files.departments.find(complaint.department) if complaint.department else None
    begun = files.history.beginning_of(complaint.id)
    closed_off = must_change(complaint, changed)
    return StatusView(
        number=complaint.number,
        state=complaint.state,
        filed_at=complaint.filed_at,
        changed_at=complaint.changed_at,
        department=department.title if department else None,
        due_on=complaint.due_on,
        outcome=complaint.outcome,
        question=_question(complaint, files.remarks) if complaint.state is State.AWAITING_INFO else None,
        followed=window.complaints.get(complaint.merged_into).state if complaint.merged_into else None,
        chain_head=begun.head.hex() if begun else None,
        clocks=[_told(clock) for clock in files.clocks.all_of(complaint.number) if _concerns_complainant(clock)],
        allowed=[] if closed_off else acts_of_complainant(complaint),
        receipt_change_needed=closed_off,
    )


def change_receipt(
    order: ChangeReceipt,
    *,
    at: datetime,
    new_id: Callable[[], UUID],
    window: Window,
    harden: Callable[[str], str],
    history: History,
) -> ReceiptProgress:
    """Gives a complainant another receipt.

    Raises:
        ReceiptUnknown
    """
    complaint, known = window.look_up(order.number, order.receipt_hash)
    receipt = known or Receipt(id=new_id(), number=order.number, complaint_id=complaint.id, hash="", changed_at=at)
    changed, fact = receipt.change(harden(order.new_hash), at=at)
    window.receipts.keep(changed)
    history.tell(changed, fact)
    return ReceiptProgress(number=order.number, changed_at=at)


def withdraw_by_receipt(order: WithdrawByReceipt, *, bench: Bench, window: Window, post: Post) -> Progress:
    """The complainant takes it back; what they say about it goes into the mailbox.

    Raises:
        ReceiptUnknown, ReceiptChangeNeeded, MoveNotAllowed, TestimonyUnreadable
    """
    moved = window.admit(order.number, order.receipt_hash).withdraw(by=bench.by, at=bench.at)
    if order.message is not None:
        post.from_reporter(moved[0], order.message)
    return bench.keep(moved)


def request_review_by_receipt(order: RequestReviewByReceipt, *, bench: Bench, window: Window, post: Post) -> Progress:
    """The complainant asks for a review, then for the second one; what they say about it goes into the mailbox.

    Raises:
        ReceiptUnknown, ReceiptChangeNeeded, MoveNotAllowed, ReviewedBefore, TooLate, TestimonyUnreadable
    """
    moved = window.admit(order.number, order.receipt_hash).request_review(by=bench.by, at=bench.at)
    if order.message is not None:
        post.from_reporter(moved[0], order.message)
    return bench.keep(moved)


def check_registration(query: CheckRegistration, *, complaints: Complaints, facts: Facts) -> RegistrationView:
    """Whether the registration that a receipt tells of is still in the history, as it was."""
    try:
        recorded = facts.of(complaints.get(query.number).id)
    except ComplaintUnknown:
        recorded = []
    return _registration(query, recorded)


def harden_receipts(soft: SoftReceipts, *, at: datetime, harden: Callable[[str], str]) -> int:
    """Keeps receipts of an hour ago and before as argon2id; gives how many."""
    claimed = soft.claim(filed_before=at - SOFT_FOR, limit=AT_ONCE)
    for receipt in claimed:
        soft.keep(receipt, harden(receipt.hash))
    return len(claimed)


def may_go_on(soft: SoftReceipts, hardened: int, *, at: datetime) -> bool:
    """Whether more may wait, and few are filed now, so that what has piled up is worked off."""
    return hardened == AT_ONCE and soft.filed_since(at - LATELY, limit=RUSH) < RUSH


def _registration(query: CheckRegistration, recorded: Sequence[Row[Any]]) -> RegistrationView:
    first = next((row for row in recorded if row.version == 1), None)
    if first is None:
        return RegistrationView(number=query.number, verdict=Verdict.DELETED)
    head = bytes(first.hash).hex()
    whole = chain_hash(first._mapping).hex() == head  # noqa: SLF001 - SQLAlchemy's public name for it
    return RegistrationView(
        number=query.number,
        verdict=Verdict.GENUINE if whole and head == query.chain_head else Verdict.ALTERED,
        registered_at=first.occurred_at,
        chain_head=head,
    )


def _question(complaint: Complaint, remarks: Remarks) -> str | None:
    """What the office asked for last."""
    asked = remarks.of(complaint.id).get(complaint.version)
    return asked.said.get("question") if asked else None


def _concerns_complainant(clock: Clock) -> bool:
    return clock.told_on is not None or clock.code in COMPLAINANTS_OWN


def _told(clock: Clock) -> ToldClock:
    return ToldClock(code=clock.code, zh=clock.rule.zh, en=clock.rule.en, state=clock.state, due_on=clock.due_on)
