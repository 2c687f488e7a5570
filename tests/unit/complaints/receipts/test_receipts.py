"""Receipts: what the right one opens, that a wrong one opens nothing, and what the complainant may do themself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

import pytest

from contracts import receipts as says
from contracts.complaints import (
    Channel,
    CheckStatus,
    Mode,
    MoveNotAllowed,
    ReceiptUnknown,
    ReviewedBefore,
    State,
    TestimonyUnreadable,
    TooLate,
)
from contracts.people import Actor, Role
from kernel.history import Beginning
from services.complaints.domain.case_clocks import subject_of
from services.complaints.domain.complaint import Complaint
from services.complaints.receipts import use_cases
from services.complaints.receipts.domain import Receipt, acts_of_complainant, complainant, must_change
from services.complaints.receipts.hashing import fits, harden
from services.complaints.receipts.window import Window
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, LATER, REGISTERED, standing
from tests.unit.complaints.windows import Changed, window_on

ANYBODY = Actor(id="anybody")
HASH, OTHER = REGISTERED.receipt_hash, "1" * 64
NUMBER, NOBODYS = REGISTERED.number, "TS-1999-000001"
OPERATORS_ANONYMOUS = replace(REGISTERED, mode=Mode.ANONYMOUS, channel=Channel.HOTLINE, party=None)


class Letters:
    """What the complainant has said with it."""

    def __init__(self) -> None:
        self.boxes: list[str] = []

    def from_reporter(self, case: Complaint, box: str) -> None:
        assert case.number == NUMBER
        if box == "broken":
            raise TestimonyUnreadable
        self.boxes.append(box)


def window(*cases: Complaint, changed: Changed | None = None) -> Window:
    return window_on(cast(Any, Books({case.number: case for case in cases})), changed)


@pytest.mark.parametrize("kept", ["the keyed hash", "argon2id over it"])
def test_the_right_receipt_fits_in_either_form_and_no_other(kept: str) -> None:
    hash_ = HASH if kept == "the keyed hash" else harden(HASH)

    assert fits(HASH, hash_)
    assert not fits(OTHER, hash_)
    assert not fits("", hash_)


def test_argon2id_is_salted_and_what_is_broken_fits_nothing() -> None:
    assert harden(HASH) != harden(HASH)
    assert harden(HASH).startswith("$argon2id$")
    assert not fits(HASH, "$argon2id$broken")


@pytest.mark.parametrize(("number", "hash_"), [(NUMBER, OTHER), (NOBODYS, HASH), (NOBODYS, OTHER)])
def test_a_wrong_receipt_and_a_wrong_number_are_refused_alike(number: str, hash_: str) -> None:
    asked: list[str] = []
    at = replace(window(REGISTERED), fits=lambda keyed, kept: not asked.append(kept) and keyed == kept)

    with pytest.raises(ReceiptUnknown) as refused:
        at.look_up(number, hash_)

    assert refused.value.args == ()
    assert len(asked) == 1


def test_a_changed_receipt_takes_the_place_of_the_first() -> None:
    changed, books = Changed(), Books()
    at = window(REGISTERED, changed=changed)
    order = says.ChangeReceipt(number=NUMBER, receipt_hash=HASH, new_hash=OTHER)

    def change(order: says.ChangeReceipt) -> Any:
        new_id: Callable[[], UUID] = books.new_id
        return use_cases.change_receipt(
            order, at=AT, new_id=new_id, window=at, harden=lambda keyed: keyed, history=cast(Any, books)
        )

    assert change(order) == says.ReceiptProgress(number=NUMBER, changed_at=AT)
    assert at.look_up(NUMBER, OTHER)[0] is REGISTERED
    with pytest.raises(ReceiptUnknown):
        at.look_up(NUMBER, HASH)
    with pytest.raises(ReceiptUnknown):
        change(order)
    change(says.ChangeReceipt(number=NUMBER, receipt_hash=OTHER, new_hash="2" * 64))
    assert [cast(Any, fact).version for fact in books.facts] == [1, 2]


@pytest.mark.parametrize(
    ("mode", "channel", "is_changed", "must"),
    [
        (Mode.ANONYMOUS, Channel.HOTLINE, False, True),
        (Mode.ANONYMOUS, Channel.LETTER, False, True),
        (Mode.ANONYMOUS, Channel.HOTLINE, True, False),
        (Mode.ANONYMOUS, Channel.WEB, False, False),
        (Mode.CONFIDENTIAL, Channel.HOTLINE, False, False),
        (Mode.NAMED, Channel.HOTLINE, False, False),
    ],
)
def test_an_anonymous_complainant_changes_a_receipt_that_an_operator_has_seen(
    *, mode: Mode, channel: Channel, is_changed: bool, must: bool
) -> None:
    receipt = Receipt(id=UUID(int=1), number=NUMBER, complaint_id=REGISTERED.id, hash="", changed_at=AT)

    assert must_change(replace(REGISTERED, mode=mode, channel=channel), receipt if is_changed else None) is must


def test_until_it_is_changed_it_opens_the_status_alone() -> None:
    at = window(OPERATORS_ANONYMOUS)

    assert at.look_up(NUMBER, HASH)[0] is OPERATORS_ANONYMOUS
    with pytest.raises(says.ReceiptChangeNeeded):
        at.admit(NUMBER, HASH)
    view = status(OPERATORS_ANONYMOUS)
    assert (view.receipt_change_needed, view.allowed) == (True, [])


def status(case: Complaint, *, head: bytes | None = b"\1" * 32) -> Any:
    books = Books({case.number: case})
    bench = books.bench(ANYBODY, AT)
    for code, told in (("handle_ordinary", True), ("accept", False), ("review_window", False)):
        bench.clocks.start(code, subject_of(case, code), at=AT, new_id=books.new_id, told=told)
    clocks, history = cast(Any, bench.clocks), cast(Any, books)
    clocks.all_of = clocks.open_of
    history.beginning_of = lambda _aggregate: head and Beginning(head, "operator")
    files = use_cases.Files(departments=cast(Any, books), remarks=cast(Any, books), clocks=clocks, history=history)
    return use_cases.check_status(CheckStatus(number=NUMBER, receipt_hash=HASH), window=window(case), files=files)


def test_the_status_tells_the_days_that_concern_the_complainant_and_the_head_of_the_history() -> None:
    view = status(REGISTERED)

    assert [clock.code for clock in view.clocks] == ["handle_ordinary", "review_window"]
    assert view.chain_head == "01" * 32
    assert view.allowed == ["withdraw"]


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (State.AWAITING_INFO, ["provide_info", "withdraw"]),
        (State.INVESTIGATING, ["withdraw"]),
        (State.CLOSED, ["request_review"]),
        (State.REFUSED, ["request_review"]),
        (State.FINALISED, []),
        (State.WITHDRAWN, []),
    ],
)
def test_the_status_says_what_the_complainant_may_do(state: State, allowed: list[str]) -> None:
    assert acts_of_complainant(standing(state)) == allowed


WITHDRAWN_FROM = {
    *(State.REGISTERED, State.AWAITING_INFO, State.ACCEPTED, State.DISPATCHED, State.RETURN_REQUESTED, State.SIGNED),
    *(State.INVESTIGATING, State.MEDIATING, State.SUSPENDED, State.REPLIED, State.VERIFIED),
}


@pytest.mark.parametrize("state", State)
def test_the_complainant_takes_it_back_while_it_is_open(state: State) -> None:
    case, letters = standing(state), Letters()
    books = Books({case.number: case})
    order = says.WithdrawByReceipt(number=NUMBER, receipt_hash=HASH, message="sealed")

    def withdraw() -> Any:
        bench = books.bench(complainant(ANYBODY), LATER)
        return use_cases.withdraw_by_receipt(order, bench=bench, window=window(case), post=cast(Any, letters))

    if state in WITHDRAWN_FROM:
        assert (withdraw().state, letters.boxes) == (State.WITHDRAWN, ["sealed"])
    else:
        with pytest.raises(MoveNotAllowed):
            withdraw()
        assert (letters.boxes, books.facts) == ([], [])


@pytest.mark.parametrize(
    ("state", "reviews", "days", "refusal"),
    [
        (State.CLOSED, 0, 1, None),
        (State.CLOSED, 1, 1, None),
        (State.REFUSED, 0, 30, None),
        (State.CLOSED, 2, 1, ReviewedBefore),
        (State.CLOSED, 0, 31, TooLate),
        (State.REGISTERED, 0, 1, MoveNotAllowed),
        (State.FINALISED, 2, 1, MoveNotAllowed),
    ],
)
def test_the_complainant_asks_for_two_reviews_within_thirty_days_each(
    state: State, reviews: int, days: int, refusal: type[Exception] | None
) -> None:
    case = standing(state, reviews=reviews, ended_at=AT)
    books = Books({case.number: case})
    order = says.RequestReviewByReceipt(number=NUMBER, receipt_hash=HASH)

    def ask() -> Any:
        bench = books.bench(complainant(ANYBODY), AT + timedelta(days=days))
        return use_cases.request_review_by_receipt(order, bench=bench, window=window(case), post=cast(Any, Letters()))

    if refusal is None:
        assert ask().state is State.UNDER_REVIEW
        assert cast(Any, books.facts[-1]).tier == reviews + 1
    else:
        with pytest.raises(refusal):
            ask()
        assert books.facts == []


def test_neither_is_done_with_a_wrong_receipt_or_unreadable_words() -> None:
    books = Books({NUMBER: REGISTERED})
    bench = books.bench(complainant(ANYBODY), LATER)
    for hash_, box, refusal in ((OTHER, None, ReceiptUnknown), (HASH, "broken", TestimonyUnreadable)):
        order = says.WithdrawByReceipt(number=NUMBER, receipt_hash=hash_, message=box)
        with pytest.raises(refusal):
            use_cases.withdraw_by_receipt(order, bench=bench, window=window(REGISTERED), post=cast(Any, Letters()))
    assert books.facts == []


def test_a_key_that_brings_a_complainant_lends_them_none_of_its_roles() -> None:
    assert complainant(Actor(id="web", roles=[Role.DIRECTOR], department="x")) == Actor(
        id="web", roles=[Role.COMPLAINANT]
    )
