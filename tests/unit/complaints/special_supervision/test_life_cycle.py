"""The life cycle of special supervisions: what the table allows happens with its fact, and nothing else does."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.complaints import MoveNotAllowed, NotYourRole, TooLate
from contracts.people import Role
from contracts.special_supervision import (
    AlreadySelfChecked,
    NoProblemFound,
    NotAllVisited,
    ProblemsUnordered,
    RecheckFirst,
    SelfCheckNotOver,
    SpecialResult,
    SpecialSupervisionNotYours,
    SpecialSupervisionState,
    StillOpen,
)
from contracts.wire import wire_name
from services.complaints.special_supervision.domain import LIFE_CYCLE, SpecialSupervision
from tests.unit.complaints.rectification.builders import AT, BUREAU, days
from tests.unit.complaints.rooms import actor
from tests.unit.complaints.special_supervision.builders import BOTH, SPECIAL, standing

S = SpecialSupervisionState
UNTIL = date(2026, 3, 16)
OPEN = ["ZG-2026-000001"]
ACTS: dict[str, Callable[..., Any]] = {
    "launch": lambda one, **who: one.launch(self_check_until=UNTIL, **who),
    "cancel": SpecialSupervision.cancel,
    "submit_self_check": SpecialSupervision.submit_self_check,
    "lapse": SpecialSupervision.lapse,
    "go_on_site": SpecialSupervision.go_on_site,
    "record_round": lambda one, **who: one.record_round("taxation", problems=1, **who),
    "report": SpecialSupervision.report,
    "order_rectifications": lambda one, **who: one.order_rectifications(OPEN, **who),
    "recheck": lambda one, **who: one.recheck([], **who),
    "close": lambda one, **who: one.close(OPEN, **who),
}
READY: dict[str, dict[str, Any]] = {
    "go_on_site": {"self_checked": BOTH},
    "report": {"visited": BOTH},
    "order_rectifications": {"faulty": BOTH},
}
"""What it must have seen before so that an act can be done."""


def expected(action: str, state: S, role: Role) -> Any:
    """What the table says: a refusal, or the state that follows and the fact's name."""
    (row,) = LIFE_CYCLE.rows(action)
    if role not in row.roles:
        return NotYourRole
    return (row.target or state, row.fact) if state in row.sources else MoveNotAllowed


@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    for state in S:
        for role in Role:
            wanted, by = expected(action, state, role), actor(role)
            before = standing(state, **READY.get(action, {}))
            if isinstance(wanted, tuple):
                moved, fact = ACTS[action](before, by=by, at=days(1))
                assert (moved.state, wire_name(type(fact)), moved.version) == (*wanted, 2), (state, role)
                assert (fact.state, fact.version, moved.changed_at) == (moved.state, 2, days(1)), (state, role)
            else:
                with pytest.raises(wanted) as refused:
                    ACTS[action](before, by=by, at=days(1))
                if wanted is MoveNotAllowed:
                    assert refused.value.allowed == LIFE_CYCLE.allowed_from(state)


def test_every_action_of_the_table_is_an_act() -> None:
    assert set(LIFE_CYCLE.actions) - {"draft"} == set(ACTS)


@pytest.mark.parametrize("role", Role)
def test_the_office_drafts(role: Role) -> None:
    names = ("id", "number", "source", "topic", "category", "checklist", "departments", "starts_on", "ends_on")
    said = {name: getattr(SPECIAL, name) for name in names}
    if role in {Role.OFFICER, Role.DIRECTOR}:
        assert SpecialSupervision.draft(by=actor(role), at=AT, **said)[0].state is S.DRAFTED
    else:
        with pytest.raises(NotYourRole):
            SpecialSupervision.draft(by=actor(role), at=AT, **said)


def test_what_is_over_is_not_launched() -> None:
    with pytest.raises(TooLate):
        SPECIAL.launch(self_check_until=UNTIL, by=actor(Role.DIRECTOR), at=days(60))


def test_a_department_reports_on_itself_once_and_no_other_does() -> None:
    launched = standing(S.LAUNCHED)
    checked, fact = launched.submit_self_check(by=actor(Role.DEPUTY), at=AT)
    assert (fact.department, checked.silent) == (BUREAU, ["taxation"])

    with pytest.raises(AlreadySelfChecked):
        checked.submit_self_check(by=actor(Role.HEAD), at=AT)
    with pytest.raises(SpecialSupervisionNotYours):
        launched.submit_self_check(by=actor(Role.DEPUTY, department="audit"), at=AT)


def test_nobody_sets_out_while_a_department_may_still_speak() -> None:
    waiting = standing(S.SELF_CHECK, self_checked=(BUREAU,), self_check_until=UNTIL)
    with pytest.raises(SelfCheckNotOver) as refused:
        waiting.go_on_site(by=actor(Role.INSPECTOR), at=AT)
    assert "taxation" in refused.value.text("zh")
    assert BUREAU not in refused.value.text("zh")

    lapsed, fact = waiting.lapse(by=actor(Role.SYSTEM), at=AT)
    assert fact.missing == ["taxation"]
    assert lapsed.go_on_site(by=actor(Role.INSPECTOR), at=AT)[0].state is S.ON_SITE


def test_every_visit_counts_and_a_department_is_faulty_once() -> None:
    by, special = actor(Role.INSPECTOR), standing(S.ON_SITE)
    for department, problems in ((BUREAU, 2), (BUREAU, 1), ("taxation", 0)):
        special, fact = special.record_round(department, problems=problems, by=by, at=AT)

    assert (fact.round, special.visited, special.faulty) == (3, BOTH, (BUREAU,))


def test_nobody_visits_their_own_department_or_one_that_it_is_not_about() -> None:
    on_site = standing(S.ON_SITE)
    with pytest.raises(SpecialSupervisionNotYours):
        on_site.record_round("audit", problems=0, by=actor(Role.INSPECTOR), at=AT)
    with pytest.raises(SpecialSupervisionNotYours):
        on_site.record_round(BUREAU, problems=0, by=actor(Role.INSPECTOR, department=BUREAU), at=AT)


def test_it_is_reported_on_once_everybody_was_visited() -> None:
    with pytest.raises(NotAllVisited) as refused:
        standing(S.ON_SITE, visited=(BUREAU,)).report(by=actor(Role.OFFICER), at=AT)
    assert "taxation" in refused.value.text("en")


def test_where_nothing_was_found_nothing_is_ordered() -> None:
    with pytest.raises(NoProblemFound):
        standing(S.REPORTED).order_rectifications([], by=actor(Role.OFFICER), at=AT)


def test_nothing_is_rechecked_while_something_is_open() -> None:
    with pytest.raises(StillOpen) as refused:
        standing(S.RECTIFYING).recheck(OPEN, by=actor(Role.OFFICER), at=AT)
    assert OPEN[0] in refused.value.text("zh")


@pytest.mark.parametrize(
    ("before", "still_open", "result"),
    [
        (standing(S.REPORTED), [], SpecialResult.NOTHING_FOUND),
        (standing(S.RECTIFYING, faulty=BOTH), OPEN, SpecialResult.PERSISTING),
        (standing(S.RECHECKED, faulty=BOTH), [], SpecialResult.RECTIFIED),
    ],
)
def test_what_came_of_it_follows_from_where_it_stands(
    before: SpecialSupervision, still_open: list[str], result: SpecialResult
) -> None:
    closed, fact = before.close(still_open, by=actor(Role.DIRECTOR), at=AT)
    assert (closed.result, fact.result, closed.state) == (result, result, S.CLOSED)


@pytest.mark.parametrize(
    ("before", "refusal"),
    [(standing(S.REPORTED, faulty=BOTH), ProblemsUnordered), (standing(S.RECTIFYING), RecheckFirst)],
)
def test_it_does_not_end_before_everything_was_ordered_and_looked_at_again(
    before: SpecialSupervision, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        before.close([], by=actor(Role.DIRECTOR), at=AT)
