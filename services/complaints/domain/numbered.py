"""What has a number, a life cycle and a version: how a thing of a room moves, the same for every room."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from contracts.people import Actor
from contracts.refusals import Outdated
from services.complaints.domain.moves import LifeCycle


@dataclass(frozen=True, kw_only=True)
class Numbered:
    """A thing that people know by its number; ``version`` grows by one with each fact about it."""

    id: UUID
    number: str
    version: int
    state: StrEnum
    changed_at: datetime

    @property
    def life_cycle(self) -> LifeCycle:
        """The table by which it moves."""
        raise NotImplementedError

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version.

        Raises:
            Outdated: when somebody else was faster.
        """
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def moved(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        """The thing after an act, a version further.

        Raises:
            NotYourRole, MoveNotAllowed
        """
        move = self.life_cycle.find(action, self.state, by)
        return replace(self, state=move.target or self.state, version=self.version + 1, changed_at=at, **changes)
