"""The life cycles of rectifications, one table for each kind (domain-complaints 4.7).

A case is put right by the department's deputy; what a whole department does, its head signs for. A policy proposal
has no plan: it is answered in writing (信访工作条例第四十条), taken up or not.
"""

from collections.abc import Mapping
from enum import StrEnum

from contracts.complaints import MoveNotAllowed
from contracts.people import Actor, Role
from contracts.rectification import RectificationKind, RectificationState
from services.complaints.domain.moves import LifeCycle, Move
from services.complaints.domain.the_office import by_the_leading_group, is_the_office

S = RectificationState
OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
LEADERSHIP = frozenset({Role.DEPUTY, Role.HEAD})
ITSELF = frozenset({Role.SYSTEM})

ORDER = Move("order", (), S.ORDERED, OFFICE, "rectification_ordered")

OPEN_TO_REFUSAL = (S.ORDERED, S.PLAN_RETURNED, S.PLAN_ACCEPTED, S.IN_PROGRESS, S.REJECTED, S.RELAPSED)

CHECKED = (
    # action     from                        to           who              what is told
    Move("accept", (S.REPORTED,), S.ACCEPTED, OFFICE, "rectification_accepted"),
    Move("reject", (S.REPORTED,), S.REJECTED, OFFICE, "rectification_rejected"),
    Move("fall_due", (S.ACCEPTED,), None, ITSELF, "rectification_recheck_due"),
    Move("recheck", (S.ACCEPTED,), S.RECHECKED, OFFICE, "rectification_rechecked"),
    Move("relapse", (S.ACCEPTED, S.RECHECKED), S.RELAPSED, OFFICE | ITSELF, "rectification_relapsed"),
)
"""How every kind ends: checked by the office, and looked at again."""


def _planned(signs: frozenset[Role]) -> LifeCycle:
    """Plan, work and report; ``signs`` says who signs plan and report."""
    unplanned = (S.ORDERED, S.PLAN_RETURNED, S.RELAPSED)
    begun = (S.PLAN_ACCEPTED, S.IN_PROGRESS, S.REJECTED)
    return LifeCycle(
        (
            ORDER,
            Move("plan", unplanned, S.PLAN_SUBMITTED, signs, "rectification_plan_submitted"),
            Move("accept_plan", (S.PLAN_SUBMITTED,), S.PLAN_ACCEPTED, OFFICE, "rectification_plan_accepted"),
            Move("return_plan", (S.PLAN_SUBMITTED,), S.PLAN_RETURNED, OFFICE, "rectification_plan_returned"),
            Move("begin", (S.PLAN_ACCEPTED,), S.IN_PROGRESS, LEADERSHIP, "rectification_begun"),
            Move("report", begun, S.REPORTED, signs, "rectification_reported"),
            Move("refuse", OPEN_TO_REFUSAL, None, signs, "rectification_refused"),
            *CHECKED,
        )
    )


_ANSWERED = LifeCycle(
    (
        ORDER,
        Move("answer", (S.ORDERED, S.REJECTED, S.RELAPSED), S.REPORTED, LEADERSHIP, "policy_proposal_answered"),
        *CHECKED,
    )
)

LIFE_CYCLES: Mapping[RectificationKind, LifeCycle] = {
    RectificationKind.CASE: _planned(LEADERSHIP),
    RectificationKind.DEPARTMENT_WIDE: _planned(frozenset({Role.HEAD})),
    RectificationKind.POLICY_PROPOSAL: _ANSWERED,
}


OF_THE_OFFICE = by_the_leading_group(LIFE_CYCLES)
"""The same where the office itself is to put something right: the leading group orders and checks."""


def cycle_of(kind: RectificationKind, department: str) -> LifeCycle:
    """The table of a kind, for the unit that is to put something right."""
    return (OF_THE_OFFICE if is_the_office(department) else LIFE_CYCLES)[kind]


def find_move(kind: RectificationKind, action: str, state: StrEnum, by: Actor, *, department: str) -> Move:
    """Gives the row for an action on what ``department`` is to put right.

    Raises:
        NotYourRole: when the actor holds none of the action's roles.
        MoveNotAllowed: when the state, or the kind, does not allow the action; it names the ones that are.
    """
    cycle = cycle_of(kind, department)
    if action not in cycle.actions:
        refused = MoveNotAllowed(action, state)
        refused.allowed = cycle.allowed_from(state)
        raise refused
    return cycle.find(action, state, by)
