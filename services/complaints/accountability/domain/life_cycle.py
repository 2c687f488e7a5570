"""The life cycles of accountability, one table for each weight of the proposed measure (domain-complaints 4.7)."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.accountability import AccountabilityState, Measure
from contracts.complaints import MoveNotAllowed
from contracts.people import Actor, Role
from services.complaints.accountability.domain.ladder import Weight, weight_of
from services.complaints.domain.moves import LifeCycle, Move
from services.complaints.domain.the_office import by_the_leading_group, is_the_office

S = AccountabilityState
OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
DIRECTOR = frozenset({Role.DIRECTOR})
LEADER = frozenset({Role.LEADER})
UNIT = frozenset({Role.DEPUTY, Role.HEAD})
APPEAL = frozenset({Role.REVIEWER, Role.LEADER})
ITSELF = frozenset({Role.SYSTEM})

UNDECIDED = (S.PROPOSED, S.HEARD)
DONE = (S.EXECUTED, S.TRANSFERRED_TO_DISCIPLINE)


def _cycle(*, proposes: frozenset[Role], decides: frozenset[Role], executes: bool) -> LifeCycle:
    """Who proposes, who decides, and whether the office itself executes: the rest is the same for every measure."""
    execute = Move("execute", (S.DECIDED,), S.EXECUTED, OFFICE, "accountability_executed")
    return LifeCycle(
        (
            # action            from           to            who       what is told
            Move("propose", (), S.PROPOSED, proposes, "accountability_proposed"),
            Move("hear", (S.PROPOSED,), S.HEARD, UNIT, "accountability_heard"),
            Move("lapse", (S.PROPOSED,), None, ITSELF, "accountability_hearing_lapsed"),
            Move("decide", UNDECIDED, S.DECIDED, decides, "accountability_decided"),
            Move("dismiss", UNDECIDED, S.CLOSED, decides, "accountability_dismissed"),
            *((execute,) if executes else ()),
            Move("transfer", (S.DECIDED,), S.TRANSFERRED_TO_DISCIPLINE, DIRECTOR, "accountability_transferred"),
            Move("appeal", DONE, S.APPEALED, UNIT, "accountability_appealed"),
            Move("decide_appeal", (S.APPEALED,), S.CLOSED, APPEAL, "accountability_closed"),
            Move("close", DONE, S.CLOSED, ITSELF, "accountability_closed"),
        )
    )


LIFE_CYCLES: Mapping[Weight, LifeCycle] = {
    Weight.OWN: _cycle(proposes=OFFICE, decides=DIRECTOR, executes=True),
    Weight.NINE: _cycle(proposes=OFFICE, decides=LEADER, executes=True),
    Weight.GRAVE: _cycle(proposes=DIRECTOR, decides=LEADER, executes=False),
}


OF_THE_OFFICE = by_the_leading_group(LIFE_CYCLES)
"""The same where the office itself is held to account: the leading group proposes, decides and carries out."""


def cycle_of(measure: Measure, department: str) -> LifeCycle:
    """The table of a measure, for the unit that is held to account."""
    return (OF_THE_OFFICE if is_the_office(department) else LIFE_CYCLES)[weight_of(measure)]


def find_move(measure: Measure, action: str, state: StrEnum, by: Actor, *, department: str) -> Move:
    """Gives the row for an action on what is to be done by ``measure`` about ``department``.

    Raises:
        NotYourRole: when the actor holds none of the action's roles.
        MoveNotAllowed: when the state, or the measure, does not allow the action; it names the ones that are.
    """
    cycle = cycle_of(measure, department)
    if action not in cycle.actions:
        refused = MoveNotAllowed(action, state)
        refused.allowed = cycle.allowed_from(state)
        raise refused
    return cycle.find(action, state, by)


def check_may_propose(measure: Measure, department: str, by: Actor) -> None:
    """Checks that the actor may propose a measure about a department.

    Raises:
        NotYourRole
    """
    cycle_of(measure, department).find_first("propose", by)
