"""The life cycles of accountability, one table for each weight of the proposed measure (domain-complaints 4.7)."""

from collections.abc import Mapping
from enum import StrEnum

from contracts.accountability import AccountabilityState, Measure
from contracts.complaints import MoveNotAllowed, NotYourRole
from contracts.people import Actor, Role
from services.complaints.accountability.domain.ladder import Weight, weight_of
from services.complaints.domain.moves import LifeCycle, Move

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


def find_move(measure: Measure, action: str, state: StrEnum, by: Actor) -> Move:
    """Gives the row for an action on what is to be done by ``measure``.

    Raises:
        NotYourRole: when the actor holds none of the action's roles.
        MoveNotAllowed: when the state, or the measure, does not allow the action; it names the ones that are.
    """
    cycle = LIFE_CYCLES[weight_of(measure)]
    if action not in cycle.actions:
        refused = MoveNotAllowed(action, state)
        refused.allowed = cycle.allowed_from(state)
        raise refused
    return cycle.find(action, state, by)


def check_may_propose(measure: Measure, by: Actor) -> None:
    """Checks that the actor may propose a measure.

    Raises:
        NotYourRole
    """
    (row,) = LIFE_CYCLES[weight_of(measure)].rows("propose")
    if not by.is_any_of(*row.roles):
        raise NotYourRole(row.action, ", ".join(sorted(row.roles)))
