"""One finding of an inspection: recorded by one, attested by the other, answered by the department, followed up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, TypeVar

from contracts.inspection import (
    FindingNotYours,
    FindingState,
    Gravity,
    InspectionFindingConfirmed,
    InspectionFindingDisputed,
    InspectionFindingDropped,
    InspectionFindingFact,
    InspectionFindingFollowed,
    InspectionFindingRecorded,
    InspectionFindingServed,
    TwoInspectors,
)
from contracts.people import Actor
from services.complaints.domain.moves import LifeCycle
from services.complaints.domain.numbered import Numbered
from services.complaints.inspection.domain.life_cycle import FINDING

Fact = TypeVar("Fact", bound=InspectionFindingFact)

HOLDS = (FindingState.CONFIRMED, FindingState.FOLLOWED)
"""It is so: somebody may be exposed or held to account for it."""

SETTLED = (FindingState.DROPPED, FindingState.FOLLOWED)


@dataclass(frozen=True, kw_only=True)
class InspectionFinding(Numbered):
    """What was found at a department, without its words; ``evidence`` are the hashes of photos and recordings."""

    state: FindingState
    inspection: str
    department: str
    category: str
    gravity: Gravity
    evidence: tuple[str, ...]
    recorded_by: str
    recorded_at: datetime
    answer_until: date | None = None
    by_silence: bool = False
    follow_up: str | None = None

    @property
    def life_cycle(self) -> LifeCycle:
        """Every finding's table."""
        return FINDING

    @property
    def holds(self) -> bool:
        """Whether it stands after the department was heard."""
        return self.state in HOLDS

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to be done about it any more."""
        return self.state in SETTLED

    @property
    def is_served(self) -> bool:
        """Whether the department has it."""
        return self.answer_until is not None

    @classmethod
    def record(cls, *, by: Actor, at: datetime, **what: Any) -> tuple["InspectionFinding", InspectionFindingRecorded]:
        """One of the pair records it (发现问题); ``what`` are its other fields.

        Raises:
            NotYourRole
        """
        FINDING.find_first("record", by)
        found = cls(version=1, state=FindingState.RECORDED, changed_at=at, recorded_by=by.id, recorded_at=at, **what)
        return found, found.fact(InspectionFindingRecorded, evidence=list(found.evidence))

    def attest(self, *, answer_until: date, by: Actor, at: datetime) -> tuple[Self, InspectionFindingServed]:
        """The other of the pair has seen the same (共同确认): the department has it now.

        Raises:
            TwoInspectors
        """
        moved = self.moved("attest", by, at, answer_until=answer_until)
        if by.id == self.recorded_by:
            raise TwoInspectors(self.number)
        return moved, moved.fact(InspectionFindingServed)

    def confirm(self, *, by: Actor, at: datetime) -> tuple[Self, InspectionFindingConfirmed]:
        """The department says that it is so (确认)."""
        return _held(self._of_unit("confirm", by, at))

    def lapse(self, *, by: Actor, at: datetime) -> tuple[Self, InspectionFindingConfirmed]:
        """The department has let its three days pass: that counts as a confirmation (逾期视为确认)."""
        return _held(self.moved("lapse", by, at, by_silence=True))

    def dispute(self, *, by: Actor, at: datetime) -> tuple[Self, InspectionFindingDisputed]:
        """The department says that it is not so (异议)."""
        moved = self._of_unit("dispute", by, at)
        return moved, moved.fact(InspectionFindingDisputed)

    def uphold(self, *, by: Actor, at: datetime) -> tuple[Self, InspectionFindingConfirmed]:
        """The director holds that it is so nevertheless (维持)."""
        return _held(self.moved("uphold", by, at))

    def drop(self, *, by: Actor, at: datetime) -> tuple[Self, InspectionFindingDropped]:
        """It does not hold (撤销): before it is served the pair says so, after a dispute the director."""
        moved = self.moved("drop", by, at)
        return moved, moved.fact(InspectionFindingDropped)

    def follow(self, follow_up: str, *, by: Actor, at: datetime) -> tuple[Self, InspectionFindingFollowed]:
        """It is put right, or a case was opened on it: ``follow_up`` is the number of either."""
        moved = self.moved("follow", by, at, follow_up=follow_up)
        return moved, moved.fact(InspectionFindingFollowed, **_accused(moved), follow_up=follow_up)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: before it holds it names no department."""
        return kind(
            finding=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            inspection=self.inspection,
            **said,
        )

    def _of_unit(self, action: str, by: Actor, at: datetime) -> Self:
        """A move that belongs to the department alone."""
        moved = self.moved(action, by, at)
        if by.department != self.department:
            raise FindingNotYours(self.number, by.department or by.id)
        return moved


Held = TypeVar("Held", bound=InspectionFinding)


def _held(finding: Held) -> tuple[Held, InspectionFindingConfirmed]:
    """A finding that holds now, and the one fact that says of whom it is."""
    said = {"evidence": list(finding.evidence), "by_silence": finding.by_silence}
    return finding, finding.fact(InspectionFindingConfirmed, **_accused(finding), **said)


def _accused(finding: InspectionFinding) -> dict[str, Any]:
    return {"department": finding.department, "category": finding.category, "gravity": finding.gravity}


FindingMoved = tuple[InspectionFinding, InspectionFindingFact]
"""A finding after a move, and the fact to tell."""
