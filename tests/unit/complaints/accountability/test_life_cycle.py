"""The life cycles of accountability: what the tables allow happens with its fact, and nothing else does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import pytest

from contracts.accountability import (
    AccountabilityNotYours,
    AccountabilityState,
    AppealTooLate,
    GraverThanHeard,
    HearingNotOver,
    Measure,
    MeasureNotForTarget,
    SameOfficial,
    Target,
)
from contracts.complaints import MoveNotAllowed, NotYourRole
from contracts.people import Role
from contracts.refusals import Outdated
from contracts.wire import wire_name
from services.complaints.accountability.domain.accountability import Accountability, Moved
from services.complaints.accountability.domain.ladder import LADDER, OF_PERSONS, Weight, measures_for, weight_of
from services.complaints.accountability.domain.life_cycle import LIFE_CYCLES, cycle_of
from services.complaints.domain.life_cycle import THE_OFFICE
from tests.unit.complaints.accountability.builders import ACCOUNTABILITY, actor, standing
from tests.unit.complaints.rectification.builders import AT, BUREAU, days

S, M = AccountabilityState, Measure
UNTIL = date(2026, 4, 1)
ACTS: dict[str, Callable[..., Moved]] = {
    "hear": Accountability.hear,
    "lapse": Accountability.lapse,
    "decide": lambda one, **who: one.decide(None, **who),
    "dismiss": Accountability.dismiss,
    "execute": lambda one, **who: one.execute(appeal_until=UNTIL, **who),
    "transfer": lambda one, **who: one.transfer(appeal_until=UNTIL, **who),
    "appeal": lambda one, **who: one.appeal(decision_due_on=UNTIL, **who),
    "decide_appeal": lambda one, **who: one.decide_appeal(upheld=True, **who),
    "close": Accountability.close,
}


def expected(measure: Measure, unit: str, action: str, state: AccountabilityState, role: Role) -> Any:
    """What the table says: a refusal, or the state that follows and the fact's name."""
    rows = cycle_of(measure, unit).rows(action)
    here = [row for row in rows if state in row.sources]
    if rows and role not in rows[0].roles:
        return NotYourRole
    return (here[0].target or state, here[0].fact) if here else MoveNotAllowed


@pytest.mark.parametrize("measure", [M.INTERVIEW, M.CIRCULATED_CRITICISM, M.REMOVAL])
@pytest.mark.parametrize("unit", [BUREAU, THE_OFFICE])
@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(
    action: str, unit: str, measure: Measure
) -> None:
    for state, role in product(S, Role):
        before = standing(state, proposed_measure=measure, hearing_lapsed_at=AT, department=unit)
        wanted, by = expected(measure, unit, action, state, role), actor(role, department=unit)
        if isinstance(wanted, tuple):
            moved, fact = ACTS[action](before, by=by, at=days(1))
            assert (moved.state, wire_name(type(fact)), moved.version) == (*wanted, 2), (state, role)
            assert (fact.state, fact.version, moved.changed_at) == (moved.state, 2, days(1)), (state, role)
        else:
            with pytest.raises(wanted) as refused:
                ACTS[action](before, by=by, at=days(1))
            if wanted is MoveNotAllowed:
                assert refused.value.allowed == cycle_of(measure, unit).allowed_from(state)


@pytest.mark.parametrize("weight", Weight)
def test_every_action_of_the_tables_is_an_act(weight: Weight) -> None:
    assert set(LIFE_CYCLES[weight].actions) - {"propose"} <= set(ACTS)


PROPOSAL = {
    name: getattr(ACCOUNTABILITY, name) for name in ("id", "number", "department", "ground", "basis", "hearing_until")
}


@pytest.mark.parametrize("measure", M)
@pytest.mark.parametrize("role", Role)
def test_officers_propose_what_leaves_a_post_untouched_and_directors_the_rest(role: Role, measure: Measure) -> None:
    may = {Role.DIRECTOR} if weight_of(measure) is Weight.GRAVE else {Role.OFFICER, Role.DIRECTOR}
    what = {**PROPOSAL, "target": Target.HEAD, "proposed_measure": measure}
    if role in may:
        proposed, fact = Accountability.propose(by=actor(role), at=AT, **what)
        assert (proposed.state, proposed.version, fact.measure) == (S.PROPOSED, 1, measure)
    else:
        with pytest.raises(NotYourRole):
            Accountability.propose(by=actor(role), at=AT, **what)


@pytest.mark.parametrize("measure", M)
def test_the_office_proposes_nothing_against_itself(measure: Measure) -> None:
    what = {**PROPOSAL, "target": Target.HEAD, "proposed_measure": measure, "department": THE_OFFICE}

    assert Accountability.propose(by=actor(Role.LEADER), at=AT, **what)
    for role in (Role.OFFICER, Role.DIRECTOR):
        with pytest.raises(NotYourRole):
            Accountability.propose(by=actor(role), at=AT, **what)


@pytest.mark.parametrize("measure", M)
def test_what_bears_on_a_person_cannot_be_done_to_a_unit(measure: Measure) -> None:
    what = {**PROPOSAL, "target": Target.UNIT, "proposed_measure": measure}
    if measure in OF_PERSONS:
        with pytest.raises(MeasureNotForTarget) as refused:
            Accountability.propose(by=actor(Role.DIRECTOR), at=AT, **what)
        assert "circulated_criticism" in refused.value.text("en")
    else:
        assert Accountability.propose(by=actor(Role.DIRECTOR), at=AT, **what)


def test_the_ladder_is_the_offices_three_and_the_nine_of_hunan() -> None:
    weights = [weight_of(measure) for measure in LADDER]

    assert weights == [Weight.OWN] * 3 + [Weight.NINE] * 4 + [Weight.GRAVE] * 5
    assert measures_for(Target.PERSON) == LADDER


@pytest.mark.parametrize("measure", [measure for measure in M if weight_of(measure) is Weight.GRAVE])
def test_what_touches_a_post_is_handed_over_and_never_executed_by_the_office(measure: Measure) -> None:
    decided = standing(S.DECIDED, proposed_measure=measure, measure=measure)

    with pytest.raises(MoveNotAllowed) as refused:
        decided.execute(appeal_until=UNTIL, by=actor(Role.DIRECTOR), at=AT)

    assert refused.value.allowed == ("transfer",)


@pytest.mark.parametrize("action", ["decide", "dismiss"])
def test_nothing_is_decided_before_the_unit_was_heard_or_had_its_time(action: str) -> None:
    by = actor(Role.DIRECTOR)
    with pytest.raises(HearingNotOver) as refused:
        ACTS[action](ACCOUNTABILITY, by=by, at=AT)
    assert "2026-03-09" in refused.value.text("zh")

    heard, _ = ACCOUNTABILITY.hear(by=actor(Role.DEPUTY, department=BUREAU), at=AT)
    lapsed, _ = ACCOUNTABILITY.lapse(by=actor(Role.SYSTEM), at=AT)
    for after in (heard, lapsed):
        assert ACTS[action](after, by=by, at=AT)


@pytest.mark.parametrize("action", ["decide", "dismiss"])
def test_who_proposed_does_not_decide(action: str) -> None:
    with pytest.raises(SameOfficial):
        ACTS[action](standing(S.HEARD), by=actor(Role.DIRECTOR, id="proposer"), at=AT)


@pytest.mark.parametrize("id_", ["proposer", "decider"])
def test_who_proposed_or_decided_does_not_decide_on_the_appeal(id_: str) -> None:
    appealed = standing(S.APPEALED, decided_by="decider")

    with pytest.raises(SameOfficial) as refused:
        appealed.decide_appeal(upheld=True, by=actor(Role.LEADER, id=id_), at=AT)
    assert refused.value.text("zh") != refused.value.text("en")
    assert appealed.decide_appeal(upheld=True, by=actor(Role.REVIEWER), at=AT)


def test_a_unit_that_was_heard_is_not_worse_off_for_it() -> None:
    heard = standing(S.HEARD)

    with pytest.raises(GraverThanHeard):
        heard.decide(M.GRAVE_FAULT_NOTICE, by=actor(Role.DIRECTOR), at=AT)
    lighter, fact = heard.decide(M.INTERVIEW, by=actor(Role.DIRECTOR), at=AT)
    assert (lighter.measure, fact.measure, lighter.decided_by) == (M.INTERVIEW, M.INTERVIEW, "somebody")


def test_a_lighter_measure_still_has_to_fit_its_target() -> None:
    heard = standing(S.HEARD, target=Target.UNIT, proposed_measure=M.CIRCULATED_CRITICISM)

    with pytest.raises(MeasureNotForTarget):
        heard.decide(M.ADMONITION, by=actor(Role.LEADER), at=AT)


@pytest.mark.parametrize("action", ["hear", "appeal"])
def test_another_unit_speaks_for_itself_alone(action: str) -> None:
    before = standing(S.PROPOSED if action == "hear" else S.EXECUTED)

    with pytest.raises(AccountabilityNotYours):
        ACTS[action](before, by=actor(Role.HEAD, department="taxation"), at=AT)


def test_an_appeal_comes_in_time_up_to_the_last_day() -> None:
    executed = standing(S.EXECUTED, appeal_until=UNTIL)
    head = actor(Role.HEAD, department=BUREAU)

    assert executed.appeal(decision_due_on=UNTIL, by=head, at=days(30))
    with pytest.raises(AppealTooLate):
        executed.appeal(decision_due_on=UNTIL, by=head, at=days(31))


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        (lambda: standing(S.HEARD).dismiss(by=actor(Role.DIRECTOR), at=AT), "dismissed"),
        (lambda: standing(S.EXECUTED).close(by=actor(Role.SYSTEM), at=AT), "uncontested"),
        (lambda: standing(S.APPEALED).decide_appeal(upheld=True, by=actor(Role.REVIEWER), at=AT), "upheld"),
        (lambda: standing(S.APPEALED).decide_appeal(upheld=False, by=actor(Role.REVIEWER), at=AT), "revoked"),
    ],
)
def test_what_came_of_it_is_kept_apart_from_the_state(act: Callable[[], Moved], outcome: str) -> None:
    closed, _ = act()

    assert (closed.state, closed.outcome) == (S.CLOSED, outcome)


def test_a_sender_that_has_seen_another_version_is_refused() -> None:
    with pytest.raises(Outdated):
        replace(ACCOUNTABILITY, version=3).expect(2)
    ACCOUNTABILITY.expect(1)
    ACCOUNTABILITY.expect(None)
