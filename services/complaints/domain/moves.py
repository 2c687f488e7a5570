"""A life cycle as one table that can be read, asked and drawn: who may move what from where to where.

Every room of this service that has states has such a table; the drawings of ``README.md`` are made from them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from contracts.complaints import MoveNotAllowed, NotYourRole
from contracts.people import Actor, Role


class Move(NamedTuple):
    """One row: the action, the states it starts from, the state it leads to, who may do it, and the fact it makes.

    ``sources`` is empty for what begins a life cycle; ``target`` is None where the thing stays in its state or, with
    ``decided``, goes to one of those as the decision says or the way that it came; ``fact`` is the event's wire name.
    """

    action: str
    sources: tuple[StrEnum, ...]
    target: StrEnum | None
    roles: frozenset[Role]
    fact: str
    decided: tuple[StrEnum, ...] = ()

    def targets(self, source: StrEnum) -> tuple[StrEnum, ...]:
        """Where it may lead from a state."""
        return (self.target,) if self.target else self.decided or (source,)


@dataclass(frozen=True)
class LifeCycle:
    """The rows, and what can be asked of them. One action may have several rows, each with sources of its own."""

    moves: Sequence[Move]

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action once, in the table's order."""
        return tuple(dict.fromkeys(move.action for move in self.moves))

    def rows(self, action: str) -> tuple[Move, ...]:
        """The rows of one action."""
        return tuple(move for move in self.moves if move.action == action)

    def allowed_from(self, state: StrEnum) -> tuple[str, ...]:
        """The actions that a thing in ``state`` allows."""
        return tuple(dict.fromkeys(move.action for move in self.moves if state in move.sources))

    def find(self, action: str, state: StrEnum, by: Actor) -> Move:
        """Gives the row for an action.

        Raises:
            NotYourRole: when the actor holds none of the action's roles in this state.
            MoveNotAllowed: when the state does not allow the action; it names the ones that are.
        """
        rows = self.rows(action)
        here = [move for move in rows if state in move.sources]
        roles = frozenset[Role]().union(*(move.roles for move in here or rows))
        if not by.is_any_of(*roles):
            raise NotYourRole(action, ", ".join(sorted(roles)))
        if not here:
            refused = MoveNotAllowed(action, state)
            refused.allowed = self.allowed_from(state)
            raise refused
        return next(move for move in here if by.is_any_of(*move.roles))

    def find_first(self, action: str, by: Actor) -> Move:
        """Gives the row that begins a life cycle.

        Raises:
            NotYourRole
        """
        (row,) = self.rows(action)
        if not by.is_any_of(*row.roles):
            raise NotYourRole(action, ", ".join(sorted(row.roles)))
        return row

    def drawing(self) -> str:
        """The table as a Mermaid state diagram."""
        return "\n".join(["stateDiagram-v2", *self._arrows()])

    def _arrows(self) -> Iterator[str]:
        for move in self.moves:
            if not move.sources:
                yield f"    [*] --> {move.target}: {move.action}"
            for source in move.sources:
                for target in move.targets(source):
                    yield f"    {source} --> {target}: {move.action}"
