"""What anybody may see of cases, on the database itself: whom it leaves out, which period it is, how it is paged."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine
from uuid_utils.compat import uuid7

from contracts.complaints import Mode, RefusalGround, State
from contracts.disclosure import DisclosedCase, FindDisclosedCases
from contracts.people import Actor, Role
from kernel.history import History
from kernel.stage import Stage
from services.complaints.disclosure.storage import Disclosed
from services.complaints.disclosure.use_cases import find_disclosed_cases
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import Complaints
from tests.unit.complaints.cases import AT, REGISTERED

DIRECTOR = Actor(id="director", roles=[Role.DIRECTOR])
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def engine(new_complaints: Callable[[str], str]) -> Iterator[Engine]:
    engine = create_engine(new_complaints("disclosure"))
    yield engine
    engine.dispose()


@pytest.fixture
def add(transaction: Callable[..., Any], engine: Engine) -> Callable[..., str]:
    """Keeps a case, and gives its number; there is no other before the first."""
    with engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE complaints CASCADE")
    numbers: Iterator[int] = iter(range(1, 1000))

    def keep(at: datetime = AT, **changes: Any) -> str:
        number = f"TS-2026-{next(numbers):06d}"
        first = replace(REGISTERED, id=uuid7(), number=number, receipt_hash=number, version=1, filed_at=at)
        with transaction(at) as stage:
            _stand(stage, first, changes)
        return number

    return keep


def _stand(stage: Stage, first: Complaint, changes: dict[str, Any]) -> None:
    complaints, history = Complaints(stage), History(stage)
    complaints.add(first)
    if changes:
        complaints.keep(replace(first, version=2, **changes))
    if changes.get("state") is State.REFUSED:
        proposed = replace(first, proposed="refusal", proposed_by="another", proposed_as=RefusalGround.ELSEWHERE)
        history.tell(*proposed.refuse(by=DIRECTOR, at=AT))


@pytest.fixture
def ask(transaction: Callable[..., Any]) -> Callable[..., list[DisclosedCase]]:
    """Asks, and gives the cases."""

    def cases(**asked: Any) -> list[DisclosedCase]:
        with transaction(AT) as stage:
            found = find_disclosed_cases(FindDisclosedCases(**asked), at=AT + DAY, disclosed=Disclosed(stage))
        return found.cases

    return cases


def test_a_case_in_confidence_or_of_a_category_that_is_not_public_is_not_there_however_it_is_asked_for(
    add: Callable[..., str], ask: Callable[..., list[DisclosedCase]]
) -> None:
    named = add(state=State.ACCEPTED)
    hidden = [add(mode=mode, state=State.ACCEPTED) for mode in Mode if mode is not Mode.NAMED]
    hidden.append(add(category="retaliation", state=State.ACCEPTED))

    every_way: tuple[dict[str, Any], ...] = (
        {},
        {"numbers": [named, *hidden]},
        {"moved": True},
        {"ended": False},
        {"categories": ["slow", "retaliation"]},
    )
    assert [[case.number for case in ask(**way)] for way in every_way] == [[named]] * len(every_way)


def test_no_page_begins_after_a_case_that_nobody_may_see_since_that_would_tell_when_it_moved(
    add: Callable[..., str], ask: Callable[..., list[DisclosedCase]]
) -> None:
    add(AT - DAY, state=State.ACCEPTED)
    hidden = add(mode=Mode.CONFIDENTIAL, state=State.ACCEPTED, changed_at=AT + DAY)

    assert ask(after=hidden) == ask(after=hidden, moved=True) == ask(after=hidden, ended=False) == []


def test_pages_hold_each_case_once_the_latest_first(
    add: Callable[..., str], ask: Callable[..., list[DisclosedCase]]
) -> None:
    older, *together = (add(AT - DAY), add(), add(), add())
    first = ask(limit=2)
    second = ask(limit=2, after=first[-1].number)

    assert [case.number for case in (*first, *second)] == [*reversed(together), older]
    assert [case.number for case in ask(limit=2, after=together[-1], ended=False)] == [together[1], together[0]]
    assert ask(after=older) == []
    assert ask(after="TS-1999-000001") == []


def test_a_period_is_of_the_filing_or_of_the_last_move(
    add: Callable[..., str], ask: Callable[..., list[DisclosedCase]]
) -> None:
    moved = add(AT - 30 * DAY, state=State.ACCEPTED, changed_at=AT)
    add(AT - 30 * DAY)
    filed = add(AT)
    today = {"since": AT - DAY, "until": AT}

    assert [case.number for case in ask(**today)] == [filed]
    assert [case.number for case in ask(**today, moved=True)] == [moved]


def test_filters_are_of_the_category_and_of_whether_it_has_ended(
    add: Callable[..., str], ask: Callable[..., list[DisclosedCase]]
) -> None:
    fee, slow = add(category="illegal_fee", state=State.UNDER_REVIEW), add(state=State.ARCHIVED)

    assert [case.number for case in ask(categories=["illegal_fee", "attitude"])] == [fee]
    assert [case.number for case in ask(ended=True)] == [slow]
    assert [case.number for case in ask(ended=False)] == [fee]


def test_a_case_that_was_not_taken_on_says_why(
    add: Callable[..., str], ask: Callable[..., list[DisclosedCase]], engine: Engine
) -> None:
    add(state=State.REFUSED)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE complaints SET state = 'archived'")

    assert [(case.state, case.ended, case.ground) for case in ask()] == [
        (State.ARCHIVED, True, RefusalGround.ELSEWHERE)
    ]
