"""One accountability: each method is somebody's act, and gives what it is after it and the fact to tell."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.accountability import (
    AccountabilityAppealed,
    AccountabilityClosed,
    AccountabilityDecided,
    AccountabilityDismissed,
    AccountabilityExecuted,
    AccountabilityFact,
    AccountabilityHeard,
    AccountabilityHearingLapsed,
    AccountabilityNotYours,
    AccountabilityOutcome,
    AccountabilityProposed,
    AccountabilityState,
    AccountabilityTransferred,
    AppealTooLate,
    HearingNotOver,
    Measure,
    SameOfficial,
    Target,
)
from contracts.people import Actor
from contracts.refusals import Outdated
from services.complaints.accountability.domain.ladder import check_not_graver, check_target
from services.complaints.accountability.domain.life_cycle import check_may_propose, find_move
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.the_office import unit_of

Fact = TypeVar("Fact", bound=AccountabilityFact)
S = AccountabilityState


@dataclass(frozen=True, kw_only=True)
class Accountability:
    """It, without its papers and without the person. ``version`` grows by one with each fact.

    ``ground`` is the number of what it rests on, ``basis`` the document of the register; ``measure`` is what was
    decided. ``proposed_by`` and ``decided_by`` are clients, no people: who did the one does not do the next.
    """

    id: UUID
    number: str
    version: int
    state: AccountabilityState
    department: str
    target: Target
    proposed_measure: Measure
    ground: str
    basis: str
    hearing_until: date
    proposed_by: str
    proposed_at: datetime
    changed_at: datetime
    article: str | None = None
    measure: Measure | None = None
    decided_by: str | None = None
    heard_at: datetime | None = None
    hearing_lapsed_at: datetime | None = None
    appeal_until: date | None = None
    outcome: AccountabilityOutcome | None = None

    @property
    def present_measure(self) -> Measure:
        """What is to be done: the decided measure, before that the proposed one."""
        return self.measure or self.proposed_measure

    @classmethod
    def propose(cls, *, by: Actor, at: datetime, **what: Any) -> tuple["Accountability", AccountabilityProposed]:
        """The office proposes it (提出追责建议); ``what`` are its other fields.

        Raises:
            NotYourRole, MeasureNotForTarget
        """
        check_may_propose(what["proposed_measure"], what["department"], by)
        check_target(what["proposed_measure"], what["target"])
        proposed = cls(version=1, state=S.PROPOSED, proposed_by=by.id, proposed_at=at, changed_at=at, **what)
        return proposed, proposed.fact(AccountabilityProposed, hearing_until=proposed.hearing_until)

    def hear(self, *, by: Actor, at: datetime) -> tuple[Self, AccountabilityHeard]:
        """The unit makes its statement (陈述申辩); a late one is heard as long as nothing is decided."""
        moved = self._of_unit("hear", by, at, heard_at=at)
        return moved, moved.fact(AccountabilityHeard)

    def lapse(self, *, by: Actor, at: datetime) -> tuple[Self, AccountabilityHearingLapsed]:
        """The unit has let the time for its statement pass."""
        moved = self._move("lapse", by, at, hearing_lapsed_at=at)
        return moved, moved.fact(AccountabilityHearingLapsed)

    def decide(self, measure: Measure | None, *, by: Actor, at: datetime) -> tuple[Self, AccountabilityDecided]:
        """Decides on the proposed measure or a lighter one (决定)."""
        decided = measure or self.proposed_measure
        moved = self._decided("decide", by, at, measure=decided, decided_by=by.id)
        check_target(decided, self.target)
        check_not_graver(decided, self.proposed_measure)
        return moved, moved.fact(AccountabilityDecided)

    def dismiss(self, *, by: Actor, at: datetime) -> tuple[Self, AccountabilityDismissed]:
        """Decides that nobody is held to account (不予追究)."""
        moved = self._decided("dismiss", by, at, decided_by=by.id, outcome=AccountabilityOutcome.DISMISSED)
        return moved, moved.fact(AccountabilityDismissed)

    def execute(self, *, appeal_until: date, by: Actor, at: datetime) -> tuple[Self, AccountabilityExecuted]:
        """The measure has been carried out (执行); never one that touches a post."""
        moved = self._move("execute", by, at, appeal_until=appeal_until)
        return moved, moved.fact(AccountabilityExecuted, appeal_until=appeal_until)

    def transfer(self, *, appeal_until: date, by: Actor, at: datetime) -> tuple[Self, AccountabilityTransferred]:
        """It goes to the authority for discipline and appointments (移送纪检监察、任免机关)."""
        moved = self._move("transfer", by, at, appeal_until=appeal_until)
        return moved, moved.fact(AccountabilityTransferred, appeal_until=appeal_until)

    def appeal(self, *, decision_due_on: date, by: Actor, at: datetime) -> tuple[Self, AccountabilityAppealed]:
        """The unit appeals within 30 days (申诉;公务员法第九十五条).

        Raises:
            AppealTooLate: also when nobody has closed it yet.
        """
        moved = self._of_unit("appeal", by, at)
        if self.appeal_until is not None and day_of(at) > self.appeal_until:
            raise AppealTooLate(self.number, str(self.appeal_until))
        return moved, moved.fact(AccountabilityAppealed, decision_due_on=decision_due_on)

    def decide_appeal(self, *, upheld: bool, by: Actor, at: datetime) -> tuple[Self, AccountabilityClosed]:
        """Somebody else decides on the appeal (复核决定)."""
        outcome = AccountabilityOutcome.UPHELD if upheld else AccountabilityOutcome.REVOKED
        moved = self._by_another("decide_appeal", by, at, outcome=outcome)
        return moved, moved.fact(AccountabilityClosed, outcome=outcome)

    def close(self, *, by: Actor, at: datetime) -> tuple[Self, AccountabilityClosed]:
        """No appeal came in time."""
        moved = self._move("close", by, at, outcome=AccountabilityOutcome.UNCONTESTED)
        return moved, moved.fact(AccountabilityClosed, outcome=AccountabilityOutcome.UNCONTESTED)

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version.

        Raises:
            Outdated: when somebody else was faster.
        """
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def _of_unit(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        """A move that belongs to the unit alone."""
        moved = self._move(action, by, at, **changes)
        if unit_of(by.department) != self.department:
            raise AccountabilityNotYours(self.number, by.department or by.id)
        return moved

    def _decided(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        """A decision: by another than who proposed, and after the unit was heard or had the time to be."""
        moved = self._by_another(action, by, at, **changes)
        if self.state is S.PROPOSED and self.hearing_lapsed_at is None:
            raise HearingNotOver(self.number, str(self.hearing_until))
        return moved

    def _by_another(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        """A move of somebody who has done none of those before it."""
        moved = self._move(action, by, at, **changes)
        done = {self.proposed_by: ("提出建议", "proposed it"), self.decided_by: ("作出决定", "decided on it")}
        if by.id in done:
            raise SameOfficial(self.number, *done[by.id])
        return moved

    def _move(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        move = find_move(self.present_measure, action, self.state, by, department=self.department)
        state = S(move.target or self.state)
        return replace(self, state=state, version=self.version + 1, changed_at=at, **changes)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            accountability=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            department=self.department,
            target=self.target,
            measure=self.present_measure,
            ground=self.ground,
            basis=self.basis,
            **said,
        )


Moved = tuple[Accountability, AccountabilityFact]
"""It after a move, and the fact to tell."""
