"""The life cycle of a complaint as one table: who may move it from where to where.

Source: domain-complaints 4.3, as far as it is built; the refusals name what the table allows.
"""

from typing import NamedTuple

from contracts.complaints import MoveNotAllowed, NotYourRole, State
from contracts.people import Actor, Role

S = State
OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})


class Move(NamedTuple):
    """One row: the action, the state it starts from, the state it leads to, and who may do it."""

    action: str
    source: State
    target: State
    roles: frozenset[Role]


MOVES = (
    # action     from           to             who
    Move("accept", S.REGISTERED, S.ACCEPTED, OFFICE),
    Move("dispatch", S.ACCEPTED, S.DISPATCHED, OFFICE),
    Move("sign", S.DISPATCHED, S.SIGNED, frozenset({Role.LIAISON})),
    Move("reply", S.SIGNED, S.REPLIED, frozenset({Role.DEPUTY})),
    Move("verify", S.REPLIED, S.VERIFIED, OFFICE),
    Move("close", S.VERIFIED, S.CLOSED, OFFICE | {Role.CALLBACK_AGENT}),
)

BY_ACTION = {move.action: move for move in MOVES}


def allowed_from(state: State) -> tuple[str, ...]:
    """The actions that a complaint in ``state`` allows."""
    return tuple(move.action for move in MOVES if move.source is state)


def find_move(action: str, state: State, by: Actor) -> Move:
    """Gives the row for an action.

    Raises:
        NotYourRole: when the actor holds none of the action's roles.
        MoveNotAllowed: when the state does not allow the action; it names the ones that are.
    """
    move = BY_ACTION[action]
    if not by.is_any_of(*move.roles):
        raise NotYourRole(action, ", ".join(sorted(move.roles)))
    if move.source is not state:
        refused = MoveNotAllowed(action, state)
        refused.allowed = allowed_from(state)
        raise refused
    return move
