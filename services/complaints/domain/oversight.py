"""Who sees what concerns departments: some see every department's, a department its own alone."""

from collections.abc import Collection
from dataclasses import dataclass

from contracts.people import Actor, Role
from contracts.refusals import Forbidden


@dataclass(frozen=True)
class Oversight:
    """Of one kind of things: ``overseers`` see every department's, others are refused with ``not_yours``."""

    overseers: tuple[Role, ...]
    not_yours: type[Forbidden]

    def covers(self, by: Actor) -> bool:
        """Whether somebody sees every department's."""
        return by.is_any_of(*self.overseers)

    def check(self, number: str, have: Collection[str], by: Actor) -> None:
        """Checks that somebody may see a thing that these departments have by now.

        Raises:
            Forbidden: as the kind's own refusal.
        """
        if by.department not in have and not self.covers(by):
            raise self.not_yours(number, by.department or by.id)

    def department_of(self, by: Actor, wanted: str | None) -> str | None:
        """Whose things a page shows: those that an overseer wants, else the asking department's own.

        Raises:
            Forbidden: to whoever neither oversees departments nor belongs to one.
        """
        if self.covers(by):
            return wanted
        if by.department is None:
            raise Forbidden
        return by.department
