"""What a move does to a case's clocks, from its registration to the extension."""

from datetime import date

import pytest

import workdays
from contracts import complaints as says
from contracts.clocks import ClockState
from contracts.complaints import State
from contracts.people import Role
from services.complaints.statistics.domain import Standing
from services.complaints.use_cases import handling
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import AT, UNIT, actor
from tests.unit.complaints.moves import (
    DEPUTY,
    DIRECTOR,
    LIAISON,
    NUMBER,
    OFFICER,
    dispatched,
    do,
    filed,
    on,
    order,
    taken_up,
)


@pytest.fixture
def books() -> Books:
    return filed()


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
