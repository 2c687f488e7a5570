"""One rectification: each method is an act of the office or the department, and gives what it is then and the fact."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.complaints import MoveNotAllowed
from contracts.people import Actor
from contracts.rectification import (
    OwnReport,
    PolicyProposalAnswered,
    RecheckNotDue,
    RectificationAccepted,
    RectificationBegun,
    RectificationFact,
    RectificationKind,
    RectificationNotYours,
    RectificationOrdered,
    RectificationPlanAccepted,
    RectificationPlanReturned,
    RectificationPlanSubmitted,
    RectificationRecheckDue,
    RectificationRechecked,
    RectificationRefused,
    RectificationRejected,
    RectificationRelapsed,
    RectificationReported,
    RectificationState,
)
from contracts.refusals import Outdated
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.the_office import unit_of
from services.complaints.rectification.domain.life_cycle import cycle_of, find_move

Fact = TypeVar("Fact", bound=RectificationFact)
S = RectificationState

RELAPSE_DAYS = 180
"""Days after its acceptance in which a like complaint shows that a fault was not put right (domain-complaints 3.10)."""

UNPLANNED = {S.ORDERED, S.PLAN_SUBMITTED, S.PLAN_RETURNED, S.RELAPSED}
DONE = {S.ACCEPTED, S.RECHECKED}


@dataclass(frozen=True, kw_only=True)
class Rectification:
    """A rectification without its papers. ``version`` grows by one with each fact.

    ``complaint`` is the number of the case that it comes of, ``origin`` an inspection's or special supervision's;
    ``accepted_at`` is when it was last struck off, ``relapse_proof`` the complaint that showed the fault again.
    """

    id: UUID
    number: str
    version: int
    kind: RectificationKind
    state: RectificationState
    department: str
    category: str
    due_on: date
    ordered_at: datetime
    changed_at: datetime
    complaint: str | None = None
    origin: str | None = None
    returns: int = 0
    rejections: int = 0
    relapses: int = 0
    adopted: bool | None = None
    reported_by: str | None = None
    refused_at: datetime | None = None
    accepted_at: datetime | None = None
    recheck_due_at: datetime | None = None
    relapse_proof: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be put right."""
        return self.state not in DONE

    @property
    def lets_close(self) -> bool:
        """Whether its case may be closed: once its plan is accepted (domain-complaints 4.3).

        A policy proposal is about the cases to come; it holds up none, and its own clock watches it.
        """
        return self.kind is RectificationKind.POLICY_PROPOSAL or self.state not in UNPLANNED

    @property
    def is_looked_at_again(self) -> bool:
        """Whether there is something to look back at: a proposal that was not taken up changed nothing."""
        return self.adopted is not False

    @classmethod
    def order(cls, *, by: Actor, at: datetime, **what: Any) -> tuple["Rectification", RectificationOrdered]:
        """The office orders it (责令整改); ``what`` are its other fields.

        Raises:
            NotYourRole
        """
        check_may_order(what["kind"], what["department"], by)
        ordered = cls(version=1, state=S.ORDERED, ordered_at=at, changed_at=at, **what)
        return ordered, ordered.fact(RectificationOrdered, due_on=ordered.due_on)

    def plan(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationPlanSubmitted]:
        """The department says what it will do (整改方案)."""
        moved = self._carried_out("plan", by, at, refused_at=None)
        return moved, moved.fact(RectificationPlanSubmitted)

    def accept_plan(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationPlanAccepted]:
        """The office agrees with the plan."""
        moved = self._move("accept_plan", by, at)
        return moved, moved.fact(RectificationPlanAccepted)

    def return_plan(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationPlanReturned]:
        """The office sends the plan back."""
        moved = self._move("return_plan", by, at, returns=self.returns + 1)
        return moved, moved.fact(RectificationPlanReturned, times=moved.returns)

    def begin(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationBegun]:
        """The department is at it."""
        moved = self._carried_out("begin", by, at, refused_at=None)
        return moved, moved.fact(RectificationBegun)

    def report(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationReported]:
        """The department reports what it did (整改报告)."""
        moved = self._carried_out("report", by, at, reported_by=by.id, refused_at=None)
        return moved, moved.fact(RectificationReported)

    def answer(self, *, adopted: bool, by: Actor, at: datetime) -> tuple[Self, PolicyProposalAnswered]:
        """The department answers a proposal in writing (书面答复)."""
        moved = self._carried_out("answer", by, at, reported_by=by.id, adopted=adopted)
        return moved, moved.fact(PolicyProposalAnswered, adopted=adopted)

    def accept(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationAccepted]:
        """The office strikes it off (销号)."""
        moved = self._checked("accept", by, at, accepted_at=at, recheck_due_at=None)
        return moved, moved.fact(RectificationAccepted)

    def reject(self, *, due_on: date, by: Actor, at: datetime) -> tuple[Self, RectificationRejected]:
        """The report does not hold; it is to be put right by ``due_on``."""
        moved = self._checked("reject", by, at, rejections=self.rejections + 1, due_on=due_on)
        return moved, moved.fact(RectificationRejected, times=moved.rejections, due_on=due_on)

    def fall_due(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationRecheckDue]:
        """It is time to look back (回头看)."""
        moved = self._move("fall_due", by, at, recheck_due_at=at)
        return moved, moved.fact(RectificationRecheckDue)

    def recheck(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationRechecked]:
        """The office has looked back, and the fault has stayed away.

        Raises:
            RecheckNotDue: before its time; that a fault is back may be said at any time.
        """
        moved = self._move("recheck", by, at)
        if self.recheck_due_at is None:
            raise RecheckNotDue(self.number)
        return moved, moved.fact(RectificationRechecked)

    def relapse(
        self, *, due_on: date, by: Actor, at: datetime, proof: str | None = None
    ) -> tuple[Self, RectificationRelapsed]:
        """The fault is there again (反弹): it is to be put right anew by ``due_on``.

        Raises:
            MoveNotAllowed: also of a proposal that was not taken up; it has changed nothing that could come back.
        """
        again = {"relapses": self.relapses + 1, "due_on": due_on, "relapse_proof": proof, "recheck_due_at": None}
        moved = self._move("relapse", by, at, **again)
        if not self.is_looked_at_again:
            raise MoveNotAllowed("relapse", self.state)
        return moved, moved.fact(RectificationRelapsed, times=moved.relapses, due_on=due_on, proof=proof)

    def refuse(self, *, by: Actor, at: datetime) -> tuple[Self, RectificationRefused]:
        """The department will not put it right (拒不整改); the order stands."""
        moved = self._carried_out("refuse", by, at, refused_at=at)
        return moved, moved.fact(RectificationRefused)

    def is_undone_by(self, filed_at: datetime) -> bool:
        """Whether a like complaint that was filed then shows that the fault is back."""
        if self.state not in DONE or self.accepted_at is None or filed_at <= self.accepted_at:
            return False
        return (day_of(filed_at) - day_of(self.accepted_at)).days <= RELAPSE_DAYS

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version.

        Raises:
            Outdated: when somebody else was faster.
        """
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def _carried_out(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        """A move that belongs to the department alone."""
        moved = self._move(action, by, at, **changes)
        if unit_of(by.department) != self.department:
            raise RectificationNotYours(self.number, by.department or by.id)
        return moved

    def _checked(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        """A move that belongs to somebody else than who reported."""
        moved = self._move(action, by, at, **changes)
        if by.id == self.reported_by:
            raise OwnReport(self.number)
        return moved

    def _move(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        move = find_move(self.kind, action, self.state, by, department=self.department)
        state = S(move.target or self.state)
        return replace(self, state=state, version=self.version + 1, changed_at=at, **changes)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            rectification=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            kind=self.kind,
            department=self.department,
            category=self.category,
            complaint=self.complaint,
            **said,
        )


def check_may_order(kind: RectificationKind, department: str, by: Actor) -> None:
    """Checks that the office orders it, or the leading group where the office is to put it right.

    Raises:
        NotYourRole
    """
    cycle_of(kind, department).find_first("order", by)


Moved = tuple[Rectification, RectificationFact]
"""A rectification after a move, and the fact to tell."""
