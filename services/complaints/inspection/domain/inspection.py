"""One inspection: each method is an act, and gives what it is after it and the fact to tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.inspection import (
    DrawnPlan,
    FindingsUnsettled,
    InspectionAnnounced,
    InspectionCancelled,
    InspectionCarriedOut,
    InspectionClosed,
    InspectionExpired,
    InspectionFact,
    InspectionMode,
    InspectionPlanned,
    InspectionState,
    NotOfThePair,
    OutsideTheWindow,
    OwnDepartment,
)
from contracts.people import Actor
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.moves import LifeCycle
from services.complaints.domain.numbered import Numbered
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.domain.life_cycle import LIFE_CYCLES
from services.complaints.inspection.domain.lots import hash_of

Fact = TypeVar("Fact", bound=InspectionFact)


@dataclass(frozen=True, kw_only=True)
class Inspection(Numbered):
    """An inspection without its plan; ``department`` stays empty until it was announced or carried out."""

    state: InspectionState
    mode: InspectionMode
    plan_hash: str
    planned_by: str
    planned_at: datetime
    department: str | None = None
    carried_out_at: datetime | None = None

    @property
    def life_cycle(self) -> LifeCycle:
        """The table of its mode."""
        return LIFE_CYCLES[self.mode]

    @classmethod
    def plan(
        cls, mode: InspectionMode, drawn: DrawnPlan, *, id: UUID, number: str, by: Actor, at: datetime
    ) -> tuple[Self, InspectionPlanned]:
        """The director plans it (制定方案); of the plan nothing is kept here but what proves it.

        Raises:
            NotYourRole
        """
        LIFE_CYCLES[mode].find_first("plan", by)
        planned = cls(
            id=id,
            number=number,
            version=1,
            state=InspectionState.PLANNED,
            changed_at=at,
            mode=mode,
            plan_hash=hash_of(drawn),
            planned_by=by.id,
            planned_at=at,
        )
        return planned, planned.fact(InspectionPlanned, plan_hash=planned.plan_hash)

    def announce(self, drawn: DrawnPlan, *, by: Actor, at: datetime) -> tuple[Self, InspectionAnnounced]:
        """The department is told (明察通知); a covert inspection's table has no such row."""
        moved = self.moved("announce", by, at, department=drawn.department)
        return moved, moved.fact(InspectionAnnounced)

    def carry_out(self, drawn: DrawnPlan, *, by: Actor, at: datetime) -> tuple[Self, InspectionCarriedOut]:
        """The pair has been there (实施).

        Raises:
            NotOfThePair, OwnDepartment, OutsideTheWindow
        """
        moved = self.moved("carry_out", by, at, department=drawn.department, carried_out_at=at)
        self.need_one_of(drawn, by)
        if not drawn.plan.from_on <= day_of(at) <= drawn.plan.until_on:
            raise OutsideTheWindow(self.number)
        return moved, moved.fact(InspectionCarriedOut)

    def close(self, findings: list[InspectionFinding], *, by: Actor, at: datetime) -> tuple[Self, InspectionClosed]:
        """It is over (办结).

        Raises:
            FindingsUnsettled: while a finding was neither dropped nor followed up.
        """
        moved = self.moved("close", by, at)
        waiting = [finding.number for finding in findings if not finding.is_settled]
        if waiting:
            raise FindingsUnsettled(self.number, ", ".join(waiting))
        followed = sum(finding.follow_up is not None for finding in findings)
        return moved, moved.fact(InspectionClosed, findings=followed)

    def cancel(self, *, by: Actor, at: datetime) -> tuple[Self, InspectionCancelled]:
        """The director gives it up (取消)."""
        moved = self.moved("cancel", by, at)
        return moved, moved.fact(InspectionCancelled)

    def expire(self, *, by: Actor, at: datetime) -> tuple[Self, InspectionExpired]:
        """Its days have passed, and nobody went."""
        moved = self.moved("expire", by, at)
        return moved, moved.fact(InspectionExpired)

    def need_one_of(self, drawn: DrawnPlan, by: Actor) -> None:
        """Checks that somebody is one of the two who were drawn, and none of the department's own.

        Raises:
            NotOfThePair, OwnDepartment
        """
        if by.id not in drawn.pair:
            raise NotOfThePair(self.number)
        if by.department == drawn.department:
            raise OwnDepartment(self.number)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: that something was done, not where."""
        return kind(
            inspection=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            mode=self.mode,
            **said,
        )


Moved = tuple[Inspection, InspectionFact]
"""An inspection after a move, and the fact to tell."""
