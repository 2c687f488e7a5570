"""What a move does to a case's clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

import workdays
from contracts import complaints as says
from contracts.clocks import ClockState
from contracts.complaints import ComplaintFiled, State
from contracts.departments import CaseAnswered
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from contracts.wire import convert
from services.complaints.statistics.domain import Standing
from services.complaints.use_cases import accepting, closing, handling
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, REGISTERED, UNIT, actor, standing

NUMBER = REGISTERED.number
OFFICER, DIRECTOR, LIAISON, DEPUTY = (actor(role) for role in (Role.OFFICER, Role.DIRECTOR, Role.LIAISON, Role.DEPUTY))
BOTH = Actor(id="office", roles=[Role.OFFICER, Role.DIRECTOR])
AGENT = actor(Role.CALLBACK_AGENT, id="agent")


def on(month: int, day: int, hour: int = 2) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def books() -> Books:
    books = Books()
    filed = REGISTERED.fact(ComplaintFiled, channel=says.Channel.LETTER, category="slow", mode=says.Mode.NAMED)
    books.bench(OFFICER, AT).add((REGISTERED, filed))
    return books


def do(books: Books, use_case: Any, order: Any, by: Actor, at: datetime) -> says.Progress:
    """Hands a command to its use case with whatever that stands on."""
    more = {name: cast(Any, books) for name in ("remarks", "departments", "testimonies", "precedents")}
    more |= {
        "hand_over": books.hand_over,
        "rectifications": cast(Any, books),
        "follow": books.followed.append,
        "watch": lambda *_: None,
    }
    wanted = use_case.__code__.co_varnames[: use_case.__code__.co_argcount + use_case.__code__.co_kwonlyargcount]
    given = {name: value for name, value in more.items() if name in wanted}
    answer: says.Progress = use_case(order(number=NUMBER), bench=books.bench(by, at), **given)
    return answer


def order(kind: Any, **said: Any) -> Any:
    return lambda number: kind(number=number, **said)


def _told_due(books: Books) -> date | None:
    """The day that the last fact has said."""
    due_on: date | None = getattr(books.facts[-1], "due_on", None)
    return due_on


def dispatched(books: Books, at: datetime = AT, **said: Any) -> None:
    do(books, accepting.accept_complaint, order(says.AcceptComplaint), OFFICER, at)
    do(books, handling.dispatch_complaint, order(says.DispatchComplaint, department=UNIT, **said), OFFICER, at)


def taken_up(books: Books, at: datetime = AT) -> None:
    do(books, handling.sign_complaint, order(says.SignComplaint), LIAISON, at)
    do(books, handling.contact_complainant, order(says.ContactComplainant, result="reached"), LIAISON, at)
    do(books, handling.investigate, order(says.Investigate), DEPUTY, at)


def test_a_letter_is_to_be_acknowledged_and_decided_upon(books: Books) -> None:
    assert books.open_codes(NUMBER) == ["accept", "acknowledge"]


def test_a_dispatch_starts_what_its_department_has_to_do(books: Books) -> None:
    dispatched(books)

    assert books.open_codes(NUMBER) == ["ceiling", "contact", "handle_ordinary", "return", "sign"]
    assert books.get(NUMBER).due_on == books.clock("handle_ordinary").due_on == date(2026, 12, 7)
    assert books.clock("sign").department == UNIT
    assert books.handed == [books.get(NUMBER)]


def test_an_urgent_case_has_hours(books: Books) -> None:
    dispatched(books, clock_class=says.ClockClass.URGENT)

    assert books.open_codes(NUMBER) == ["ceiling", "contact_urgent", "handle_urgent", "return", "sign_urgent"]
    assert (books.clock("handle_urgent").due_at - AT).total_seconds() == 24 * 3600


def test_a_transfer_hands_the_clock_on_and_never_restarts_it(books: Books) -> None:
    dispatched(books)
    due = books.clock("handle_ordinary").due_at
    returned = order(says.RequestReturn, basis="三定方案", rightful="taxation")

    do(books, handling.request_return, returned, LIAISON, on(11, 24))
    do(books, handling.grant_return, order(says.GrantReturn, department="taxation"), OFFICER, on(11, 25))

    clock = books.clock("handle_ordinary")
    assert (clock.due_at, clock.department, clock.state) == (due, "taxation", ClockState.RUNNING)
    assert books.clock("sign").started_at == on(11, 25)
    assert books.clock("ceiling").department is None
    assert books.get(NUMBER).due_on == clock.due_on


@pytest.mark.parametrize("clock_class", [says.ClockClass.ORDINARY, says.ClockClass.URGENT])
def test_who_returns_a_case_instead_of_signing_need_not_sign_while_the_office_decides_nor_when_it_is_ruled_theirs(
    books: Books, clock_class: says.ClockClass
) -> None:
    dispatched(books, clock_class=clock_class)
    returned = order(says.RequestReturn, basis="三定方案", rightful="taxation")

    do(books, handling.request_return, returned, LIAISON, AT)
    waiting = books.open_codes(NUMBER)
    do(books, handling.adjudicate_duty, order(says.AdjudicateDuty, department=UNIT, ruling="依三定"), DIRECTOR, AT)

    assert books.get(NUMBER).state is State.SIGNED
    assert not {"sign", "sign_urgent", "return"} & {*waiting, *books.open_codes(NUMBER)}


def test_three_returns_are_one_clock(books: Books) -> None:
    dispatched(books)
    returned = order(says.RequestReturn, basis="三定方案", rightful="taxation")
    for department in ("taxation", UNIT, "taxation"):
        holder = actor(Role.LIAISON, department=books.get(NUMBER).department)
        do(books, handling.request_return, returned, holder, on(11, 24))
        ruling = order(says.AdjudicateDuty, department=department, ruling="依三定方案")
        do(books, handling.adjudicate_duty, ruling, DIRECTOR, on(11, 24))

    assert sum(clock.code == "handle_ordinary" for clock in books.clocks.values()) == 1
    assert books.get(NUMBER).returns == 3


def test_a_suspension_keeps_what_is_left_and_a_resumption_goes_on_with_it(books: Books) -> None:
    dispatched(books)
    taken_up(books)
    wait = order(says.SuspendComplaint, ground="court", evidence="案号", until=date(2026, 12, 21))

    do(books, handling.suspend_complaint, wait, DIRECTOR, on(11, 30))
    paused = books.clock("handle_ordinary")
    assert (paused.state, paused.left, books.clock("suspension").due_on) == (ClockState.PAUSED, 5, date(2026, 12, 21))
    do(books, handling.resume_complaint, order(says.ResumeComplaint), DIRECTOR, on(12, 14))

    assert books.clock("handle_ordinary").due_on == books.get(NUMBER).due_on == date(2026, 12, 21)
    assert books.clock("suspension").state is ClockState.MET


@pytest.mark.parametrize(("until", "rule"), [(date(2027, 2, 23), None), (date(2027, 2, 24), says.TooLong)])
def test_all_suspensions_of_a_case_together_last_sixty_working_days(
    books: Books, until: date, rule: type[Exception] | None
) -> None:
    dispatched(books)
    taken_up(books)
    wait = order(says.SuspendComplaint, ground="court", evidence="案号", until=date(2026, 12, 21))
    do(books, handling.suspend_complaint, wait, DIRECTOR, on(11, 30))
    do(books, handling.resume_complaint, order(says.ResumeComplaint), DIRECTOR, on(12, 1))  # one working day
    again = order(says.SuspendComplaint, ground="court", evidence="案号", until=until)

    last = workdays.add(date(2026, 12, 1), 59).due
    assert last == date(2027, 2, 23)
    if rule is None:
        do(books, handling.suspend_complaint, again, DIRECTOR, on(12, 1))
        assert books.get(NUMBER).state is State.SUSPENDED
    else:
        with pytest.raises(rule):
            do(books, handling.suspend_complaint, again, DIRECTOR, on(12, 1))
        assert books.get(NUMBER).state is State.INVESTIGATING


def test_a_case_that_was_late_when_it_was_suspended_is_not_in_time_when_it_goes_on(books: Books) -> None:
    dispatched(books)
    taken_up(books)
    wait = order(says.SuspendComplaint, ground="court", evidence="案号", until=date(2026, 12, 21))

    do(books, handling.suspend_complaint, wait, DIRECTOR, on(12, 9))
    do(books, handling.resume_complaint, order(says.ResumeComplaint), DIRECTOR, on(12, 14))

    assert books.get(NUMBER).due_on == date(2026, 12, 7)
    told = books.facts[-1]
    assert isinstance(told, says.ComplaintResumed)
    closed = Standing(
        filed_on=date(2026, 11, 23), category="slow", channel="web", due_on=told.due_on, closed_on=date(2026, 12, 14)
    )
    assert closed.is_on_time is False


def test_a_suspension_on_the_last_day_leaves_that_day(books: Books) -> None:
    dispatched(books)
    taken_up(books)
    wait = order(says.SuspendComplaint, ground="court", evidence="案号", until=date(2026, 12, 21))

    do(books, handling.suspend_complaint, wait, DIRECTOR, on(12, 7))
    do(books, handling.resume_complaint, order(says.ResumeComplaint), DIRECTOR, on(12, 9))

    assert books.get(NUMBER).due_on == date(2026, 12, 9)


def test_an_extension_counts_from_the_same_day_zero_and_is_told(books: Books) -> None:
    dispatched(books)
    taken_up(books)

    do(books, handling.request_extension, order(says.RequestExtension, reason="案情复杂"), DEPUTY, on(12, 1))
    do(books, handling.decide_extension, order(says.DecideExtension, granted=True), DIRECTOR, on(12, 2))

    clock = books.clock("handle_ordinary")
    assert (clock.due_on, clock.extended, clock.told_on) == (date(2026, 12, 21), 10, date(2026, 12, 21))
    assert books.get(NUMBER).due_on == clock.due_on
    assert isinstance(books.facts[-1], says.ComplaintExtended)


def test_the_ceiling_of_sixty_days_is_extended_once_by_thirty_and_told(books: Books) -> None:
    dispatched(books)
    assert books.clock("ceiling").due_on == date(2027, 1, 22)
    more = order(says.ExtendCeiling, reason="案情复杂")

    do(books, handling.extend_ceiling, more, DIRECTOR, on(12, 30))

    clock = books.clock("ceiling")
    assert (clock.due_on, clock.told_on, clock.extended) == (date(2027, 2, 22), date(2027, 2, 22), 30)  # 21 is a Sunday
    told = books.facts[-1]
    assert isinstance(told, says.CeilingExtended)
    assert (told.until, books.get(NUMBER).due_on) == (clock.due_on, date(2026, 12, 7))
    with pytest.raises(says.ExtendedBefore):
        do(books, handling.extend_ceiling, more, DIRECTOR, on(12, 31))


def test_a_ceiling_that_does_not_run_is_not_extended(books: Books) -> None:
    with pytest.raises(says.NotExtendable):
        do(books, handling.extend_ceiling, order(says.ExtendCeiling, reason="案情复杂"), DIRECTOR, AT)


def test_an_urgent_case_is_not_extended(books: Books) -> None:
    dispatched(books, clock_class=says.ClockClass.URGENT)
    taken_up(books)

    with pytest.raises(says.NotExtendable):
        do(books, handling.request_extension, order(says.RequestExtension, reason="复杂"), DEPUTY, AT)
    assert books.get(NUMBER).extension is None


def answered(books: Books) -> None:
    dispatched(books)
    taken_up(books)
    said = order(says.ReplyToComplaint, finding="substantiated", measures="已整改", basis="行政许可法第三十二条")
    do(books, handling.reply_to_complaint, said, DEPUTY, on(12, 1))


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
    assert books.get(NUMBER).due_on == books.clock("redo").due_on == _told_due(books) == date(2026, 12, 9)
    assert books.clock("handle_ordinary").state is ClockState.MET


def test_who_is_dissatisfied_with_a_unit_at_fault_has_the_case_taken_up_at_once(books: Books) -> None:
    answered(books)
    do(books, closing.verify_complaint, order(says.VerifyComplaint, evidence="已查看"), BOTH, on(12, 2))
    call = order(says.CallBack, reached=True, satisfaction="dissatisfied", solved="no", unit_at_fault=True)

    do(books, closing.call_back, call, AGENT, on(12, 3))

    assert books.get(NUMBER).state is State.INVESTIGATING
    assert [type(fact) for fact in books.facts[-2:]] == [says.CalledBack, says.ComplaintReopened]
    assert books.open_codes(NUMBER) == ["redo"]
    assert books.get(NUMBER).due_on == books.clock("redo").due_on == _told_due(books)


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
