"""The life cycles of inspections and findings: what the tables allow happens with its fact, and nothing else does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.complaints import MoveNotAllowed, NotYourRole
from contracts.inspection import (
    FindingNotYours,
    FindingState,
    FindingsUnsettled,
    InspectionMode,
    InspectionState,
    NotOfThePair,
    OutsideTheWindow,
    OwnDepartment,
    TwoInspectors,
)
from contracts.people import Role
from contracts.refusals import Outdated
from contracts.wire import wire_name, write
from services.complaints.domain.moves import LifeCycle
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.domain.life_cycle import FINDING, LIFE_CYCLES
from tests.unit.complaints.inspection.builders import DONE, DRAWN, FOUND, INSPECTION
from tests.unit.complaints.rectification.builders import AT, days
from tests.unit.complaints.rooms import actor

S, F = InspectionState, FindingState
UNTIL = date(2026, 3, 5)

ACTS: dict[str, Callable[..., Any]] = {
    "announce": lambda one, **who: one.announce(DRAWN, **who),
    "carry_out": lambda one, **who: one.carry_out(DRAWN, **who),
    "close": lambda one, **who: one.close([], **who),
    "cancel": Inspection.cancel,
    "expire": Inspection.expire,
}
FINDING_ACTS: dict[str, Callable[..., Any]] = {
    "attest": lambda one, **who: one.attest(answer_until=UNTIL, **who),
    "confirm": InspectionFinding.confirm,
    "lapse": InspectionFinding.lapse,
    "dispute": InspectionFinding.dispute,
    "uphold": InspectionFinding.uphold,
    "drop": InspectionFinding.drop,
    "follow": lambda one, **who: one.follow("ZG-2026-000001", **who),
}
CASES = [
    *((LIFE_CYCLES[mode], replace(INSPECTION, mode=mode), S, name, act) for mode in InspectionMode
      for name, act in ACTS.items()),
    *((FINDING, replace(FOUND, recorded_by="another"), F, name, act) for name, act in FINDING_ACTS.items()),
]  # fmt: skip


def expected(cycle: LifeCycle, action: str, state: Any, role: Role) -> Any:
    """What the table says: a refusal, or the state that follows and the fact's name."""
    here = [row for row in cycle.rows(action) if state in row.sources]
    if not here:
        may = frozenset[Role]().union(*(row.roles for row in cycle.rows(action)))
        return MoveNotAllowed if role in may else NotYourRole
    allowed = [row for row in here if role in row.roles]
    return (allowed[0].target or state, allowed[0].fact) if allowed else NotYourRole


@pytest.mark.parametrize(("cycle", "thing", "states", "action", "act"), CASES)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(
    cycle: LifeCycle, thing: Any, states: Any, action: str, act: Callable[..., Any]
) -> None:
    for state in states:
        for role in Role:
            wanted, by = expected(cycle, action, state, role), actor(role, id="first")
            if isinstance(wanted, tuple):
                moved, fact = act(replace(thing, state=state), by=by, at=days(1))
                assert (moved.state, wire_name(type(fact)), moved.version) == (*wanted, 2), (state, role)
                assert (fact.state, fact.version, moved.changed_at) == (moved.state, 2, days(1)), (state, role)
            else:
                with pytest.raises(wanted) as refused:
                    act(replace(thing, state=state), by=by, at=days(1))
                if wanted is MoveNotAllowed:
                    assert refused.value.allowed == cycle.allowed_from(state)


def test_every_action_of_the_tables_is_an_act() -> None:
    assert {action for cycle in LIFE_CYCLES.values() for action in cycle.actions} - {"plan"} == set(ACTS)
    assert set(FINDING.actions) - {"record"} == set(FINDING_ACTS)


@pytest.mark.parametrize("role", Role)
def test_directors_plan_and_inspectors_record(role: Role) -> None:
    for may, first in (
        (Role.DIRECTOR, lambda by: Inspection.plan(InspectionMode.OPEN, DRAWN, id=FOUND.id, number="x", by=by, at=AT)),
        (Role.INSPECTOR, lambda by: InspectionFinding.record(by=by, at=AT, **_said())),
    ):
        if role is may:
            assert first(actor(role))[0].version == 1
        else:
            with pytest.raises(NotYourRole):
                first(actor(role))


def _said() -> dict[str, Any]:
    names = ("id", "number", "inspection", "department", "category", "gravity", "evidence")
    return {name: getattr(FOUND, name) for name in names}


def test_nobody_tells_of_a_covert_inspection() -> None:
    assert "announce" not in LIFE_CYCLES[InspectionMode.COVERT].actions
    with pytest.raises((MoveNotAllowed, NotYourRole)):
        INSPECTION.announce(DRAWN, by=actor(Role.DIRECTOR), at=AT)


def test_an_open_inspection_is_carried_out_after_it_was_announced() -> None:
    with pytest.raises(MoveNotAllowed):
        replace(INSPECTION, mode=InspectionMode.OPEN).carry_out(DRAWN, by=actor(Role.INSPECTOR, id="first"), at=AT)


@pytest.mark.parametrize(
    ("by", "at", "refusal"),
    [
        (actor(Role.INSPECTOR, id="third"), AT, NotOfThePair),
        (actor(Role.INSPECTOR, id="first", department="civil_affairs"), AT, OwnDepartment),
        (actor(Role.INSPECTOR, id="first"), days(-1), OutsideTheWindow),
        (actor(Role.INSPECTOR, id="second"), days(12), OutsideTheWindow),
    ],
)
def test_only_the_pair_goes_and_in_the_days_of_the_plan(by: Any, at: Any, refusal: type[Exception]) -> None:
    with pytest.raises(refusal) as refused:
        INSPECTION.carry_out(DRAWN, by=by, at=at)
    assert "civil_affairs" not in refused.value.text("en") + refused.value.text("zh")
    assert INSPECTION.carry_out(DRAWN, by=actor(Role.INSPECTOR, id="second"), at=days(11))


def test_before_it_holds_no_fact_says_of_whom_it_is() -> None:
    pair = actor(Role.INSPECTOR, id="second")
    planned = Inspection.plan(InspectionMode.COVERT, DRAWN, id=FOUND.id, number="x", by=actor(Role.DIRECTOR), at=AT)[1]
    served, of_serving = FOUND.attest(answer_until=UNTIL, by=pair, at=AT)
    facts = [
        planned,
        INSPECTION.carry_out(DRAWN, by=pair, at=AT)[1],
        InspectionFinding.record(by=pair, at=AT, **_said())[1],
        of_serving,
        served.dispute(by=actor(Role.HEAD), at=AT)[1],
    ]

    for fact in facts:
        for secret in (b"civil_affairs", b"first", b"second", b"slow", DRAWN.plan.topic.encode()):
            assert secret not in write(fact), fact
    confirmed = served.confirm(by=actor(Role.HEAD), at=AT)[1]
    assert (confirmed.department, confirmed.category, confirmed.evidence) == (
        "civil_affairs",
        "slow",
        [*FOUND.evidence],
    )


def test_who_recorded_a_finding_does_not_attest_it() -> None:
    with pytest.raises(TwoInspectors):
        FOUND.attest(answer_until=UNTIL, by=actor(Role.INSPECTOR, id="first"), at=AT)


@pytest.mark.parametrize("act", [InspectionFinding.confirm, InspectionFinding.dispute])
def test_another_department_says_nothing_to_it(act: Callable[..., Any]) -> None:
    with pytest.raises(FindingNotYours):
        act(replace(FOUND, state=F.SERVED), by=actor(Role.HEAD, department="taxation"), at=AT)


def test_an_inspection_ends_when_every_finding_is_settled() -> None:
    dropped = replace(FOUND, number="FX-2026-000002", state=F.DROPPED)
    followed = replace(FOUND, state=F.FOLLOWED, follow_up="ZG-2026-000001")

    with pytest.raises(FindingsUnsettled) as refused:
        DONE.close([dropped, replace(FOUND, state=F.CONFIRMED)], by=actor(Role.OFFICER), at=AT)
    assert FOUND.number in refused.value.text("zh")
    assert DONE.close([dropped, followed], by=actor(Role.OFFICER), at=AT)[1].findings == 1


def test_only_what_is_confirmed_or_followed_holds() -> None:
    assert {state for state in F if replace(FOUND, state=state).holds} == {F.CONFIRMED, F.FOLLOWED}


def test_a_sender_that_has_seen_another_version_is_refused() -> None:
    with pytest.raises(Outdated):
        replace(INSPECTION, version=3).expect(2)
    INSPECTION.expect(1)
    INSPECTION.expect(None)
