"""The life cycles of rectification: what the tables allow happens with its fact, and nothing else does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from contracts.complaints import MoveNotAllowed, NotYourRole
from contracts.people import Actor, Role
from contracts.rectification import (
    OwnReport,
    RecheckNotDue,
    RectificationKind,
    RectificationNotYours,
    RectificationState,
)
from contracts.refusals import Outdated
from contracts.wire import wire_name
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.rectification.domain.life_cycle import LIFE_CYCLES, cycle_of
from services.complaints.rectification.domain.rectification import Moved, Rectification
from tests.unit.complaints.rectification.builders import AT, BUREAU, OFFICER, RECTIFICATION, days

DUE = date(2026, 4, 1)
ACTS: dict[str, Callable[..., Moved]] = {
    "plan": Rectification.plan,
    "accept_plan": Rectification.accept_plan,
    "return_plan": Rectification.return_plan,
    "begin": Rectification.begin,
    "report": Rectification.report,
    "answer": lambda one, **who: one.answer(adopted=True, **who),
    "accept": Rectification.accept,
    "reject": lambda one, **who: one.reject(due_on=DUE, **who),
    "fall_due": Rectification.fall_due,
    "recheck": Rectification.recheck,
    "relapse": lambda one, **who: one.relapse(due_on=DUE, **who),
    "refuse": Rectification.refuse,
}
S, K = RectificationState, RectificationKind


def actor(role: Role, department: str | None = BUREAU) -> Actor:
    return Actor(id="somebody", roles=[role], department=department)


def standing(state: RectificationState, kind: RectificationKind = K.CASE, **more: Any) -> Rectification:
    """One in a state, with the look back due, so that the table alone decides."""
    return replace(RECTIFICATION, state=state, kind=kind, recheck_due_at=AT, **more)


def expected(kind: RectificationKind, unit: str, action: str, state: RectificationState, role: Role) -> Any:
    """What the table says: a refusal, or the state that follows and the fact's name."""
    rows = cycle_of(kind, unit).rows(action)
    here = [row for row in rows if state in row.sources]
    roles = {role for row in here or rows for role in row.roles}
    if rows and role not in roles:
        return NotYourRole
    return (here[0].target or state, here[0].fact) if here else MoveNotAllowed


@pytest.mark.parametrize("kind", K)
@pytest.mark.parametrize("unit", [BUREAU, THE_OFFICE])
@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(
    action: str, unit: str, kind: RectificationKind
) -> None:
    for state, role in product(S, Role):
        wanted, before = expected(kind, unit, action, state, role), standing(state, kind, department=unit)
        if isinstance(wanted, tuple):
            moved, fact = ACTS[action](before, by=actor(role, unit), at=days(1))
            assert (moved.state, wire_name(type(fact)), moved.version) == (*wanted, 4), (state, role)
            assert (fact.state, fact.version, moved.changed_at) == (moved.state, 4, days(1)), (state, role)
        else:
            with pytest.raises(wanted) as refused:
                ACTS[action](before, by=actor(role, unit), at=days(1))
            if wanted is MoveNotAllowed:
                assert refused.value.allowed == cycle_of(kind, unit).allowed_from(state)


@pytest.mark.parametrize("kind", K)
def test_every_action_of_the_tables_is_an_act(kind: RectificationKind) -> None:
    assert set(LIFE_CYCLES[kind].actions) - {"order"} <= set(ACTS)


@pytest.mark.parametrize(("unit", "may"), [(BUREAU, {Role.OFFICER, Role.DIRECTOR}), (THE_OFFICE, {Role.LEADER})])
@pytest.mark.parametrize("role", Role)
def test_only_the_office_orders_and_of_itself_the_leading_group(role: Role, unit: str, may: set[Role]) -> None:
    fields = ("id", "number", "kind", "department", "category", "due_on")
    what = {name: getattr(RECTIFICATION, name) for name in fields} | {"department": unit}
    if role in may:
        ordered, fact = Rectification.order(by=actor(role), at=AT, **what)
        assert (ordered.state, ordered.version, fact.due_on) == (S.ORDERED, 1, ordered.due_on)
    else:
        with pytest.raises(NotYourRole):
            Rectification.order(by=actor(role), at=AT, **what)


@pytest.mark.parametrize("action", ["plan", "report"])
def test_what_a_whole_department_does_its_head_signs(action: str) -> None:
    state = S.ORDERED if action == "plan" else S.IN_PROGRESS
    with pytest.raises(NotYourRole):
        ACTS[action](standing(state, K.DEPARTMENT_WIDE), by=actor(Role.DEPUTY), at=AT)

    assert ACTS[action](standing(state, K.DEPARTMENT_WIDE), by=actor(Role.HEAD), at=AT)


def test_a_policy_proposal_is_neither_planned_nor_refused_but_answered() -> None:
    for action in ("plan", "refuse"):
        with pytest.raises(MoveNotAllowed) as refused:
            ACTS[action](standing(S.ORDERED, K.POLICY_PROPOSAL), by=actor(Role.DEPUTY), at=AT)
        assert refused.value.allowed == ("answer",)


@pytest.mark.parametrize("action", ["plan", "begin", "report", "refuse"])
def test_another_department_carries_nothing_out(action: str) -> None:
    state = S.ORDERED if action == "plan" else S.PLAN_ACCEPTED
    with pytest.raises(RectificationNotYours):
        ACTS[action](standing(state), by=actor(Role.DEPUTY, department="taxation"), at=AT)


@pytest.mark.parametrize("action", ["accept", "reject"])
def test_nobody_checks_their_own_report(action: str) -> None:
    both = Actor(id="somebody", roles=[Role.DEPUTY, Role.OFFICER], department=BUREAU)
    reported, _ = standing(S.IN_PROGRESS).report(by=both, at=AT)

    with pytest.raises(OwnReport):
        ACTS[action](reported, by=both, at=AT)
    assert ACTS[action](reported, by=OFFICER, at=AT)


def test_that_a_fault_stays_away_cannot_be_said_before_its_time() -> None:
    with pytest.raises(RecheckNotDue):
        replace(standing(S.ACCEPTED), recheck_due_at=None).recheck(by=OFFICER, at=AT)


def test_that_a_fault_is_back_may_be_said_at_any_time() -> None:
    accepted = replace(standing(S.ACCEPTED), recheck_due_at=None)

    relapsed, fact = accepted.relapse(due_on=DUE, by=OFFICER, at=AT)

    assert (relapsed.state, relapsed.due_on, relapsed.relapses, fact.times) == (S.RELAPSED, DUE, 1, 1)


def test_a_refusal_leaves_the_order_standing_until_the_department_moves() -> None:
    refused, _ = standing(S.ORDERED).refuse(by=actor(Role.DEPUTY), at=AT)
    planned, _ = refused.plan(by=actor(Role.DEPUTY), at=AT)

    assert (refused.state, refused.refused_at) == (S.ORDERED, AT)
    assert planned.refused_at is None


@pytest.mark.parametrize("state", S)
def test_a_case_may_be_closed_once_the_plan_is_accepted(state: RectificationState) -> None:
    unplanned = {S.ORDERED, S.PLAN_SUBMITTED, S.PLAN_RETURNED, S.RELAPSED}

    assert standing(state).lets_close is (state not in unplanned)
    assert standing(state, K.POLICY_PROPOSAL).lets_close


@pytest.mark.parametrize("state", S)
def test_it_is_open_until_it_is_struck_off(state: RectificationState) -> None:
    assert standing(state).is_open is (state not in {S.ACCEPTED, S.RECHECKED})


def test_a_like_complaint_counts_for_180_days_after_the_acceptance() -> None:
    accepted = standing(S.ACCEPTED, accepted_at=AT)

    assert [day for day in (-1, 0, 1, 180, 181) if accepted.is_undone_by(days(day))] == [1, 180]


def test_what_is_open_is_undone_by_nothing() -> None:
    assert not standing(S.RELAPSED, accepted_at=AT).is_undone_by(days(1))


def test_a_sender_that_has_seen_another_version_is_refused() -> None:
    with pytest.raises(Outdated):
        RECTIFICATION.expect(2)
    RECTIFICATION.expect(3)
    RECTIFICATION.expect(None)
