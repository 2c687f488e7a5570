"""What a complaint is, and how it moves; what may be done with it stands beside, an act a method."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.complaints import (
    Channel,
    ClockClass,
    ComplaintFact,
    Finding,
    Handling,
    HappenedBefore,
    Kind,
    Mode,
    NotYourCase,
    Outcome,
    SamePerson,
    State,
)
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.life_cycle import THE_OFFICE, life_cycle_about

Fact = TypeVar("Fact", bound=ComplaintFact)

CLOCKS_DIFFER = timedelta(minutes=5)
"""By how much a department's clock may be off."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A complaint without its words and without its complainant: those are in the vault.

    ``version`` grows by one with each fact; ``party`` is the complainant's id in the vault; ``about`` the department
    that is complained of; ``department`` the one that handles it, ``assisting`` those that help; ``due_on`` the day by
    which it must be answered; ``claims`` what is asked for, as the office has named it; ``previous`` the state to go
    back to from a side track. ``proposed`` is what waits for a second person, ``proposed_by`` whom, ``proposed_as`` in
    which form.
    """

    id: UUID
    number: str
    version: int
    state: State
    channel: Channel
    category: str
    mode: Mode
    receipt_hash: str
    content_print: str
    filed_at: datetime
    changed_at: datetime
    party: UUID | None = None
    source: str | None = None
    external_id: str | None = None
    about: str | None = None
    about_section: str | None = None
    kind: Kind = Kind.COMPLAINT
    severity: int = 1
    # where it is handled
    handling: Handling | None = None
    department: str | None = None
    section: str | None = None
    assisting: tuple[str, ...] = ()
    clock_class: ClockClass | None = None
    dispatched_at: datetime | None = None
    due_on: date | None = None
    claims: tuple[str, ...] = ()
    returns: int = 0
    is_contacted: bool = False
    mediations: int = 0
    extension: str | None = None
    previous: State | None = None
    # how it ends
    finding: Finding | None = None
    outcome: Outcome | None = None
    replied_by: str | None = None
    checked_by: str | None = None
    verified_by: str | None = None
    redos: int = 0
    calls: int = 0
    first_call_on: date | None = None
    last_call_on: date | None = None
    is_reached: bool = False
    reopenings: int = 0
    ended_at: datetime | None = None
    reviews: int = 0
    reviewed_by: str | None = None
    merged_into: str | None = None
    proposed: str | None = None
    proposed_by: str | None = None
    proposed_as: str | None = None

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version.

        Raises:
            Outdated: when somebody else was faster.
        """
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def check_happened(self, moment: datetime | None) -> None:
        """Checks that what a department tells of can be about this round: it did not happen before the case was its.

        Its system may have been away for days, and its clock may be minutes off: the day counts.

        Raises:
            HappenedBefore
        """
        handed_on = self.dispatched_at and day_of(self.dispatched_at)
        if moment and handed_on and day_of(moment + CLOCKS_DIFFER) < handed_on:
            raise HappenedBefore(moment.isoformat(), str(handed_on))

    def fact(self, kind: type[Fact], /, **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            complaint=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            party=str(self.party) if self.party else None,
            **said,
        )

    def moved(self, action: str, by: Actor, at: datetime, *, to: State | None = None, **changes: Any) -> Self:
        """The complaint after an action of the table; ``to`` where the table leaves it open.

        Raises:
            NotYourRole, MoveNotAllowed
        """
        move = life_cycle_about(self.about).find(action, self.state, by)
        target = State(to or move.target or self.state)
        return replace(self, state=target, version=self.version + 1, changed_at=at, **changes)

    def handled(self, action: str, by: Actor, at: datetime, *, to: State | None = None, **changes: Any) -> Self:
        """The same for what belongs to its handler alone: the department, or the office where it handles it itself.

        Raises:
            NotYourRole, MoveNotAllowed, NotYourCase
        """
        moved = self.moved(action, by, at, to=to, **changes)
        if by.department != self.department and not self._is_of_leader(by):
            raise NotYourCase(self.number, by.department or by.id)
        return moved

    def _is_of_leader(self, by: Actor) -> bool:
        """Whether it is the leading group's to handle, and this is one of them."""
        handed = self.about == THE_OFFICE and self.department is not None
        return handed and by.department is None and by.is_any_of(Role.LEADER)

    def need_another(self, action: str, by: Actor, *others: str | None) -> None:
        """Checks that none of the people before does this step too.

        Raises:
            SamePerson
        """
        if by.id in others:
            raise SamePerson(action, by.id)

    def without_proposal(self) -> dict[str, Any]:
        """What a decided proposal leaves."""
        return {"proposed": None, "proposed_by": None, "proposed_as": None}
