"""One alarm: suspected, looked into, confirmed or dismissed; no fact of it leads to a complainant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from contracts.complaints import Mode, MoveNotAllowed, NotYourRole, State
from contracts.directory import Post
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.retaliation import AlarmState, RetaliationFact
from contracts.supervision import Addressee
from contracts.wire import wire_name, write
from services.complaints.retaliation.domain import LIFE_CYCLE, Deed, RetaliationAlarm, last_day, watched_unit
from tests.unit.complaints.cases import UNIT, standing

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
DEED = Deed("penalty_issued", UNIT, "decision-9", date(2026, 11, 24), "91320413MA00000000")
VACANT = Addressee(department="office", post=Post.DIRECTOR)
ALARM, SUSPECTED = RetaliationAlarm.suspect(
    DEED, ("TS-2026-000001",), id=UUID(int=5), number="BF-2026-000001", at=AT, to=VACANT
)

Moved = tuple[RetaliationAlarm, RetaliationFact]
ACTS: dict[str, Callable[[RetaliationAlarm, Actor], Moved]] = {
    "look_into": lambda alarm, by: alarm.look_into(by=by),
    "confirm": lambda alarm, by: alarm.confirm("属实", opened="TS-2026-000002", by=by),
    "dismiss": lambda alarm, by: alarm.dismiss("例行检查", by=by),
}


def test_every_action_of_the_table_is_an_act_of_an_alarm() -> None:
    assert set(ACTS) == set(LIFE_CYCLE.actions) - {"suspect"}


@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    (row,) = LIFE_CYCLE.rows(action)
    for state in AlarmState:
        for role in Role:
            alarm, by = replace(ALARM, state=state), Actor(id="somebody", roles=[role])
            if role not in row.roles or state not in row.sources:
                with pytest.raises(NotYourRole if role not in row.roles else MoveNotAllowed):
                    ACTS[action](alarm, by)
                continue
            moved, fact = ACTS[action](alarm, by)
            assert (moved.state, moved.version, fact.version) == (row.target, 2, 2)
            assert wire_name(type(fact)) == row.fact


def test_no_fact_of_an_alarm_tells_the_case_the_deed_or_the_enterprise() -> None:
    director = Actor(id="director", roles=[Role.DIRECTOR])
    looked, first = ALARM.look_into(by=director)
    facts = [SUSPECTED, first, looked.confirm("属实", opened="TS-2026-000002", by=director)[1]]

    for told in (write(fact).decode() for fact in facts):
        assert not any(
            secret in told for secret in ("TS-2026-000001", "decision-9", "penalty", DEED.enterprise, "属实")
        )


def test_a_move_upon_another_version_is_refused() -> None:
    with pytest.raises(Outdated):
        ALARM.expect(2)


@pytest.mark.parametrize(
    ("changes", "unit"),
    [
        ({"about": "taxation"}, "taxation"),
        ({"about": None}, UNIT),
        ({"about": "taxation", "mode": Mode.CONFIDENTIAL}, "taxation"),
        ({"about": "taxation", "mode": Mode.ANONYMOUS}, None),
        ({"about": "taxation", "party": None}, None),
    ],
)
def test_the_department_that_was_complained_of_is_watched_for_the_named_and_the_confidential(
    changes: dict[str, object], unit: str | None
) -> None:
    closed = standing(State.CLOSED, **changes)
    assert watched_unit(closed, closed) == unit


def test_after_a_case_that_was_joined_to_another_the_unit_of_that_one_is_watched() -> None:
    joined = standing(State.MERGED, about=None, department=None)
    assert watched_unit(joined, standing(State.CLOSED, about="taxation")) == "taxation"
    assert watched_unit(joined, standing(State.CLOSED, about=None)) == UNIT


def test_the_watch_is_kept_for_ninety_days() -> None:
    assert last_day(date(2026, 11, 24)) == date(2027, 2, 22)
