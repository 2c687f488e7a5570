"""Leaders' instructions: who may do what in which state, and by when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from contracts.complaints import MoveNotAllowed, NotYourRole, Post
from contracts.instruction import InstructionFact, InstructionState
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from contracts.wire import wire_name
from services.complaints.instruction.domain import LIFE_CYCLE, Instruction, last_day

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
INSTRUCTION = Instruction(
    id=UUID(int=1),
    number="PS-2026-000001",
    version=1,
    state=InstructionState.GIVEN,
    case="TS-2026-000001",
    post=Post.GROUP_LEADER,
    text="请优化办查清并报告",
    given_at=AT,
    due_on=date(2026, 12, 8),
)

Moved = tuple[Instruction, InstructionFact]
ACTS: dict[str, Callable[[Instruction, Actor], Moved]] = {
    "report": lambda one, by: one.respond("已整改", by=by, at=AT),
    "accept": lambda one, by: one.accept(by=by),
    "return": lambda one, by: one.send_back("再查", date(2026, 12, 15), by=by),
}


@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    (row,) = LIFE_CYCLE.rows(action)
    for state in InstructionState:
        for role in Role:
            one, by = replace(INSTRUCTION, state=state), Actor(id="somebody", roles=[role])
            if role not in row.roles:
                with pytest.raises(NotYourRole):
                    ACTS[action](one, by)
            elif state not in row.sources:
                with pytest.raises(MoveNotAllowed):
                    ACTS[action](one, by)
            else:
                moved, fact = ACTS[action](one, by)
                assert (moved.state, moved.version, fact.version) == (row.target, 2, 2)
                assert wire_name(type(fact)) == row.fact


@pytest.mark.parametrize(
    ("wanted", "rule"),
    [
        (date(2026, 11, 24), "in_the_past"),
        (date(2020, 1, 1), "in_the_past"),
        (date(2027, 11, 25), "out_of_range"),
        (date(9999, 12, 31), "out_of_range"),
    ],
)
def test_a_day_that_does_not_lie_ahead_or_too_far_ahead_is_refused_naming_the_field(wanted: date, rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        last_day(wanted, date(2026, 11, 24))

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/due_on", rule)]


def test_a_day_of_rest_rolls_forward() -> None:
    assert last_day(date(2026, 11, 28), date(2026, 11, 24)) == date(2026, 11, 30)


def test_without_a_day_the_rule_says_when() -> None:
    assert last_day(None, date(2026, 11, 24)) is None
