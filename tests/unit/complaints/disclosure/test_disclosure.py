"""What of cases anybody may see: of how long a period, when one counts as ended, and why it was not taken on."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from contracts.complaints import Mode, RefusalGround, State
from contracts.disclosure import DisclosedCase, FindDisclosedCases
from contracts.refusals import Invalid
from services.complaints.disclosure.domain import CLOSED, HIDDEN, LONGEST, MODES, Period, period_of
from services.complaints.disclosure.use_cases import find_disclosed_cases
from services.complaints.domain.categories import EVER
from tests.unit.complaints.cases import AT

DAY = timedelta(days=1)


class Shelf:
    """Cases in memory; it notes what it was asked for."""

    def __init__(self, **changes: Any) -> None:
        row = {"id": UUID(int=1), "number": "TS-2026-000001", "version": 3, "state": "closed", "category": "slow"}
        self.rows = [
            SimpleNamespace(
                **row
                | {"filed_at": AT, "changed_at": AT, "due_on": None, "outcome": "resolved", "merged": False}
                | {"department": None}
                | changes
            )
        ]
        self.asked: list[Any] = []
        self.refused: list[UUID] = []

    def numbered(self, numbers: list[str]) -> list[Any]:
        self.asked.append(numbers)
        return self.rows

    def of(self, period: Period, **asked: Any) -> list[Any]:
        self.asked.append((period, asked))
        return self.rows

    def grounds(self, refused: list[UUID]) -> dict[UUID, RefusalGround]:
        self.refused = refused
        return dict.fromkeys(refused, RefusalGround.ELSEWHERE)


def found(shelf: Shelf, **asked: Any) -> DisclosedCase:
    query = FindDisclosedCases(**asked)
    return find_disclosed_cases(query, at=AT, disclosed=shelf).cases[0]  # type: ignore[arg-type]  # a shelf stands for it


def test_nobody_sees_a_case_that_came_in_confidence_or_anonymously() -> None:
    assert MODES == (Mode.NAMED,)


def test_nobody_sees_a_case_of_a_category_that_is_not_public() -> None:
    assert "retaliation" in HIDDEN
    assert set(HIDDEN) == {code for code, category in EVER.items() if not category.public}


def test_a_case_has_ended_where_nobody_works_on_it_any_more() -> None:
    assert {state for state in State if found(Shelf(state=str(state))).ended} == {
        State.CLOSED,
        State.REFUSED,
        State.MERGED,
        State.WITHDRAWN,
        State.FINALISED,
        State.ARCHIVED,
    }
    assert State.UNDER_REVIEW not in CLOSED


@pytest.mark.parametrize("state", [State.REFUSED, State.FINALISED, State.ARCHIVED])
def test_a_case_that_was_not_taken_on_says_why_also_once_it_is_archived(state: State) -> None:
    assert found(Shelf(state=str(state), outcome=None)).ground is RefusalGround.ELSEWHERE


@pytest.mark.parametrize(
    "changes",
    [{"state": "registered", "outcome": None}, {"state": "merged", "outcome": None, "merged": True}, {}],
    ids=["open", "merged", "closed"],
)
def test_no_other_case_is_looked_up_for_a_ground(changes: dict[str, Any]) -> None:
    shelf = Shelf(**changes)

    assert found(shelf).ground is None
    assert shelf.refused == []


def test_numbers_go_before_all_else_that_is_asked() -> None:
    shelf = Shelf()
    found(shelf, numbers=["TS-2026-000001"], categories=["slow"], since=AT, until=AT - DAY)

    assert shelf.asked == [["TS-2026-000001"]]


@pytest.mark.parametrize(
    ("since", "until", "meant"),
    [
        (None, None, (AT - LONGEST, AT)),
        (AT - 200 * DAY, None, (AT - 200 * DAY, AT - 200 * DAY + LONGEST)),
        (None, AT - 10 * DAY, (AT - 10 * DAY - LONGEST, AT - 10 * DAY)),
        (AT - LONGEST, AT, (AT - LONGEST, AT)),
    ],
)
def test_an_end_that_is_not_said_is_ninety_days_from_the_other(
    since: datetime | None, until: datetime | None, meant: Period
) -> None:
    assert period_of(since, until, at=AT) == meant


@pytest.mark.parametrize(
    ("since", "rule"), [(AT + timedelta(seconds=1), "before_from"), (AT - LONGEST - timedelta(seconds=1), "too_long")]
)
def test_a_period_that_is_longer_or_ends_before_it_begins_is_refused(since: datetime, rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        period_of(since, AT, at=datetime(2030, 1, 1, tzinfo=UTC))

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/until", rule)]
