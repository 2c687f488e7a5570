"""What an answer, a call, a closing and a joining do to a case and its clocks."""

from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from contracts import complaints as says
from contracts.clocks import ClockState
from contracts.complaints import State
from contracts.departments import CaseAnswered
from contracts.people import Role
from contracts.refusals import Invalid
from contracts.wire import convert
from services.complaints.use_cases import accepting, closing
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, REGISTERED, actor, standing
from tests.unit.complaints.moves import (
    AGENT,
    BOTH,
    DIRECTOR,
    NUMBER,
    OFFICER,
    answered,
    dispatched,
    do,
    filed,
    on,
    order,
    told_due,
)


@pytest.fixture
def books() -> Books:
    return filed()


def test_the_claims_that_the_office_names_and_the_evidence_of_a_verification_stand_in_the_history(
    books: Books,
) -> None:
    accept = order(says.AcceptComplaint, claims=["请求补办", "请求致歉"])
    do(books, accepting.accept_complaint, accept, OFFICER, AT)
    assert books.get(NUMBER).claims == ("请求补办", "请求致歉")
    books.cases[NUMBER] = replace(books.get(NUMBER), state=State.REPLIED, replied_by="deputy")

    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="现场照片"), BOTH, on(12, 2))

    said = [(remark.action, remark.said) for _, remark in books.remarks]
    assert said == [("accept", {"claim_1": "请求补办", "claim_2": "请求致歉"}), ("verify", {"evidence": "现场照片"})]


@pytest.mark.parametrize(
    ("kind", "said", "missing"),
    [
        (says.VerifyComplaint, {}, "/evidence"),
        (says.ReplyToComplaint, {"finding": "partly", "measures": "已办"}, "/basis"),
        (CaseAnswered, {"finding": "partly", "measures": "已办"}, "/basis"),
    ],
)
def test_a_reply_without_its_basis_and_a_verification_without_its_evidence_are_refused(
    kind: Any, said: dict[str, str], missing: str
) -> None:
    with pytest.raises(Invalid) as refused:
        convert(kind, {"number": NUMBER} | said)
    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [(missing, "required")]


def test_an_answer_meets_the_clock_and_sending_it_back_starts_another(books: Books) -> None:
    answered(books)
    assert books.open_codes(NUMBER) == ["ceiling", "verify"]

    do(books, closing.order_redo, order(says.OrderRedo, reason="no_evidence"), OFFICER, on(12, 2))

    assert books.open_codes(NUMBER) == ["ceiling", "redo"]
    assert books.get(NUMBER).due_on == books.clock("redo").due_on == told_due(books) == date(2026, 12, 9)
    assert books.clock("handle_ordinary").state is ClockState.MET


def test_who_is_dissatisfied_with_a_unit_at_fault_has_the_case_taken_up_at_once(books: Books) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    call = order(says.CallBack, reached=True, satisfaction="dissatisfied", solved="no", unit_at_fault=True)

    do(books, closing.call_back, call, AGENT, on(12, 3))

    assert books.get(NUMBER).state is State.INVESTIGATING
    assert [type(fact) for fact in books.facts[-2:]] == [says.CalledBack, says.ComplaintReopened]
    assert books.open_codes(NUMBER) == ["redo"]
    assert books.get(NUMBER).due_on == books.clock("redo").due_on == told_due(books)


def test_a_call_that_reached_nobody_takes_nothing_up_again(books: Books) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    said = {"satisfaction": "very_dissatisfied", "unit_at_fault": True}

    with pytest.raises(says.NobodyReached):
        do(books, closing.call_back, order(says.CallBack, reached=False, **said), AGENT, on(12, 3))
    do(books, closing.call_back, order(says.CallBack, reached=False, unit_at_fault=True), AGENT, on(12, 3))

    assert (books.get(NUMBER).state, books.get(NUMBER).calls) == (State.VERIFIED, 1)


@pytest.mark.parametrize(("last_call", "state"), [(on(12, 9, 15), State.VERIFIED), (on(12, 10), State.CLOSED)])
def test_what_is_called_in_vain_after_the_last_day_for_the_result_is_closed_at_once(
    books: Books, last_call: datetime, state: State
) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    assert books.clock("result").due_on == date(2026, 12, 9)
    in_vain = order(says.CallBack, reached=False)

    for moment in (on(12, 3), on(12, 3), last_call):
        answer = do(books, closing.call_back, in_vain, AGENT, moment)

    assert answer.state is books.get(NUMBER).state is state
    assert books.get(NUMBER).calls == 3


def test_what_waits_for_the_plan_of_a_rectification_is_not_closed_by_time(books: Books) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    books.rectifications.append(SimpleNamespace(number="ZG-2026-000001", lets_close=False))

    for moment in (on(12, 3), on(12, 3), on(12, 14)):
        do(books, closing.call_back, order(says.CallBack, reached=False), AGENT, moment)

    assert (books.get(NUMBER).state, books.get(NUMBER).calls) == (State.VERIFIED, 3)


def test_closing_ends_every_clock_but_the_window_for_a_review(books: Books) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    call = order(says.CallBack, reached=True, satisfaction="satisfied", solved="yes")
    do(books, closing.call_back, call, AGENT, on(12, 3))

    do(books, closing.close_complaint, order(says.CloseComplaint, outcome="resolved"), OFFICER, on(12, 3))

    assert books.open_codes(NUMBER) == ["review_window"]
    assert books.clock("review_window").due_on == books.clock("review_window").told_on == date(2027, 1, 4)


def test_what_was_verified_is_looked_at_for_what_it_shows_beyond_itself(books: Books) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))

    assert books.followed == [books.get(NUMBER)]


@pytest.mark.parametrize("lets_close", [True, False])
def test_a_case_is_closed_with_an_open_rectification_only_when_its_plan_is_accepted(
    books: Books, lets_close: object
) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    call = order(says.CallBack, reached=True, satisfaction="satisfied", solved="yes")
    do(books, closing.call_back, call, AGENT, on(12, 3))
    books.rectifications.append(SimpleNamespace(number="ZG-2026-000001", lets_close=lets_close))
    close = order(says.CloseComplaint, outcome="resolved")

    if lets_close:
        assert do(books, closing.close_complaint, close, OFFICER, on(12, 3)).state is State.CLOSED
    else:
        with pytest.raises(says.RectificationOpen):
            do(books, closing.close_complaint, close, OFFICER, on(12, 3))
        assert books.get(NUMBER).state is State.VERIFIED


def test_a_joined_case_stands_still_and_goes_on_when_it_comes_out(books: Books) -> None:
    other = "TS-2026-000009"
    books.cases[other] = REGISTERED.__class__(**{**vars(REGISTERED), "number": other})
    do(books, accepting.merge_complaint, order(says.MergeComplaint, into=other), OFFICER, AT)
    assert books.clock("accept").state is ClockState.PAUSED

    do(books, accepting.unmerge_complaint, order(says.UnmergeComplaint), DIRECTOR, on(11, 26))

    assert books.open_codes(NUMBER) == ["accept", "acknowledge"]
    assert books.clock("accept").due_on == date(2026, 12, 1)


def test_whoever_complained_in_a_case_that_was_joined_is_told_what_came_of_the_other(books: Books) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    call = order(says.CallBack, reached=True, satisfaction="satisfied", solved="yes")
    do(books, closing.call_back, call, AGENT, on(12, 3))
    joined = standing(State.MERGED, id=UUID(int=9), number="TS-2026-000009", merged_into=NUMBER)
    archived = replace(joined, id=UUID(int=10), number="TS-2026-000010", state=State.ARCHIVED)
    books.cases |= {joined.number: joined, archived.number: archived}

    do(books, closing.close_complaint, order(says.CloseComplaint, outcome="partly_resolved"), OFFICER, on(12, 3))

    told = books.facts[-1]
    assert isinstance(told, says.JoinedCaseClosed)
    assert (told.number, told.state, told.into, told.outcome) == (
        joined.number,
        State.MERGED,
        NUMBER,
        says.Outcome.PARTLY_RESOLVED,
    )
    assert books.get(joined.number).outcome == says.Outcome.PARTLY_RESOLVED
    assert books.get(archived.number) == archived
    assert books.open_codes(joined.number) == ["review_window"]


@pytest.mark.parametrize(("way", "own"), [("withdraw", State.REGISTERED), ("refuse", State.ACCEPTED)])
def test_what_was_joined_to_a_case_that_came_to_nothing_is_a_case_of_its_own_again(
    books: Books, way: str, own: State
) -> None:
    joined = standing(State.MERGED, id=UUID(int=9), number="TS-2026-000009", merged_into=NUMBER, previous=own)
    books.cases[joined.number] = joined
    late = on(12, 30)  # after the fifteen working days in which the director may take it out

    if way == "withdraw":
        do(books, closing.withdraw_complaint, order(says.WithdrawComplaint), OFFICER, late)
    else:
        do(books, accepting.propose_refusal, order(says.ProposeRefusal, ground="civil_dispute"), OFFICER, late)
        refusing = actor(Role.DIRECTOR, id="another")
        do(books, accepting.refuse_complaint, order(says.RefuseComplaint), refusing, late)

    alone = books.get(joined.number)
    assert (alone.state, alone.merged_into, alone.previous) == (own, None, None)
    assert isinstance(books.facts[-1], says.ComplaintUnmerged)


def test_what_is_withdrawn_is_waited_for_no_longer(books: Books) -> None:
    dispatched(books)

    do(books, closing.withdraw_complaint, order(says.WithdrawComplaint), OFFICER, on(11, 24))

    assert books.open_codes(NUMBER) == ["review_window"]
    assert books.clock("handle_ordinary").state is ClockState.CANCELLED
