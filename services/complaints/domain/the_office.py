"""Where the office is held to something itself: the leading group acts for the office, its director for the unit.

Nobody orders, checks or decides in their own matter (信访工作条例第三十条).
"""

from collections.abc import Mapping
from typing import TypeVar

from contracts.people import Role
from services.complaints.domain.handling import LEADING_GROUP
from services.complaints.domain.life_cycle import DIRECTOR, LEADER, OF_THE_OFFICE, THE_OFFICE
from services.complaints.domain.moves import LifeCycle, Move

Kind = TypeVar("Kind")

OF_THE_UNIT = frozenset({Role.LIAISON, Role.DEPUTY, Role.HEAD})


def is_the_office(department: str | None) -> bool:
    """Whether a unit is the office, or the leading group to which what is about the office was handed over."""
    return department in {THE_OFFICE, LEADING_GROUP}


def unit_of(department: str | None) -> str:
    """The unit that somebody acts for: whoever belongs to no department acts for the office."""
    return department or THE_OFFICE


def by_the_leading_group(cycles: Mapping[Kind, LifeCycle]) -> Mapping[Kind, LifeCycle]:
    """The tables of a room as they are where the office is the unit that they are about."""
    return {kind: LifeCycle(tuple(map(_by_the_leading_group, cycle.moves))) for kind, cycle in cycles.items()}


def _by_the_leading_group(move: Move) -> Move:
    unit = DIRECTOR if move.roles & OF_THE_UNIT else frozenset[Role]()
    office = LEADER if move.roles & OF_THE_OFFICE else frozenset[Role]()
    return move._replace(roles=(move.roles - OF_THE_OFFICE - OF_THE_UNIT) | unit | office)
