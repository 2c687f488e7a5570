"""One special supervision: each method is somebody's act, and gives what it is after it and the fact to tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, TypeVar

from contracts.complaints import TooLate
from contracts.people import Actor, Role
from contracts.special_supervision import (
    AlreadySelfChecked,
    NoProblemFound,
    NotAllVisited,
    ProblemsUnordered,
    RecheckFirst,
    RoundRecorded,
    SelfCheckLapsed,
    SelfCheckNotOver,
    SelfCheckSubmitted,
    SpecialRectificationsOrdered,
    SpecialResult,
    SpecialSource,
    SpecialSupervisionCancelled,
    SpecialSupervisionClosed,
    SpecialSupervisionDrafted,
    SpecialSupervisionFact,
    SpecialSupervisionLaunched,
    SpecialSupervisionNotYours,
    SpecialSupervisionRechecked,
    SpecialSupervisionReported,
    SpecialSupervisionState,
    SpecialSupervisionWentOnSite,
    StillOpen,
)
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.moves import LifeCycle, Move
from services.complaints.domain.numbered import Numbered

Fact = TypeVar("Fact", bound=SpecialSupervisionFact)
S = SpecialSupervisionState

OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
DIRECTOR = frozenset({Role.DIRECTOR})
LAUNCH = frozenset({Role.DIRECTOR, Role.LEADER})
VISITORS = frozenset({Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR})
UNIT = frozenset({Role.DEPUTY, Role.HEAD})
ITSELF = frozenset({Role.SYSTEM})

AT_HOME = (S.LAUNCHED, S.SELF_CHECK)
"""The departments look at themselves."""

ENDS = (S.REPORTED, S.RECTIFYING, S.RECHECKED)

LIFE_CYCLE = LifeCycle(
    (
        # action                       from             to            who       what is told
        Move("draft", (), S.DRAFTED, OFFICE, "special_supervision_drafted"),
        Move("launch", (S.DRAFTED,), S.LAUNCHED, LAUNCH, "special_supervision_launched"),
        Move("cancel", (S.DRAFTED,), S.CANCELLED, DIRECTOR, "special_supervision_cancelled"),
        Move("submit_self_check", AT_HOME, S.SELF_CHECK, UNIT, "self_check_submitted"),
        Move("lapse", AT_HOME, None, ITSELF, "self_check_lapsed"),
        Move("go_on_site", AT_HOME, S.ON_SITE, VISITORS, "special_supervision_went_on_site"),
        Move("record_round", (S.ON_SITE,), None, VISITORS, "round_recorded"),
        Move("report", (S.ON_SITE,), S.REPORTED, OFFICE, "special_supervision_reported"),
        Move("order_rectifications", (S.REPORTED,), S.RECTIFYING, OFFICE, "special_rectifications_ordered"),
        Move("recheck", (S.RECTIFYING,), S.RECHECKED, OFFICE, "special_supervision_rechecked"),
        Move("close", ENDS, S.CLOSED, DIRECTOR, "special_supervision_closed"),
    )
)

RESULTS = {
    S.REPORTED: SpecialResult.NOTHING_FOUND,
    S.RECTIFYING: SpecialResult.PERSISTING,
    S.RECHECKED: SpecialResult.RECTIFIED,
}
"""What came of it, by the state from which it is closed: nobody chooses a better word."""


@dataclass(frozen=True, kw_only=True)
class SpecialSupervision(Numbered):
    """It, without its papers; ``self_checked``, ``visited`` and ``faulty`` are departments, each once."""

    state: SpecialSupervisionState
    source: SpecialSource
    topic: str
    category: str
    checklist: tuple[str, ...]
    departments: tuple[str, ...]
    starts_on: date
    ends_on: date
    drafted_by: str
    drafted_at: datetime
    reference: str | None = None
    self_check_until: date | None = None
    self_check_lapsed_at: datetime | None = None
    self_checked: tuple[str, ...] = ()
    visited: tuple[str, ...] = ()
    faulty: tuple[str, ...] = ()
    rounds: int = 0
    rectifications: tuple[str, ...] = ()
    result: SpecialResult | None = None

    @property
    def life_cycle(self) -> LifeCycle:
        """Every special supervision's table."""
        return LIFE_CYCLE

    @property
    def silent(self) -> list[str]:
        """The departments that have not reported on themselves."""
        return [one for one in self.departments if one not in self.self_checked]

    @property
    def is_known(self) -> bool:
        """Whether the departments have it."""
        return self.self_check_until is not None

    @classmethod
    def draft(cls, *, by: Actor, at: datetime, **what: Any) -> tuple["SpecialSupervision", SpecialSupervisionDrafted]:
        """The office drafts it (拟定方案); ``what`` are its other fields.

        Raises:
            NotYourRole
        """
        LIFE_CYCLE.find_first("draft", by)
        drafted = cls(version=1, state=S.DRAFTED, changed_at=at, drafted_by=by.id, drafted_at=at, **what)
        return drafted, drafted.fact(SpecialSupervisionDrafted, departments=list(drafted.departments))

    def launch(self, *, self_check_until: date, by: Actor, at: datetime) -> tuple[Self, SpecialSupervisionLaunched]:
        """It goes to every department (部署).

        Raises:
            TooLate: when the days that it was drafted for have passed.
        """
        moved = self.moved("launch", by, at, self_check_until=self_check_until)
        if day_of(at) > self.ends_on:
            raise TooLate("launch", str(self.ends_on))
        said = {"departments": list(self.departments), "self_check_until": self_check_until}
        return moved, moved.fact(SpecialSupervisionLaunched, **said)

    def cancel(self, *, by: Actor, at: datetime) -> tuple[Self, SpecialSupervisionCancelled]:
        """The draft is given up."""
        moved = self.moved("cancel", by, at)
        return moved, moved.fact(SpecialSupervisionCancelled)

    def submit_self_check(self, *, by: Actor, at: datetime) -> tuple[Self, SelfCheckSubmitted]:
        """A department reports on itself (自查报告); late is better than never, as long as nobody has set out.

        Raises:
            SpecialSupervisionNotYours, AlreadySelfChecked
        """
        department = by.department or ""
        moved = self.moved("submit_self_check", by, at, self_checked=(*self.self_checked, department))
        if department not in self.departments:
            raise SpecialSupervisionNotYours(self.number, department or by.id)
        if department in self.self_checked:
            raise AlreadySelfChecked(self.number, department)
        return moved, moved.fact(SelfCheckSubmitted, department=department)

    def lapse(self, *, by: Actor, at: datetime) -> tuple[Self, SelfCheckLapsed]:
        """The time for it is over."""
        moved = self.moved("lapse", by, at, self_check_lapsed_at=at)
        return moved, moved.fact(SelfCheckLapsed, missing=self.silent)

    def go_on_site(self, *, by: Actor, at: datetime) -> tuple[Self, SpecialSupervisionWentOnSite]:
        """The inspectors set out (实地督查).

        Raises:
            SelfCheckNotOver: while a department may still report on itself.
        """
        moved = self.moved("go_on_site", by, at)
        if self.silent and self.self_check_lapsed_at is None:
            raise SelfCheckNotOver(self.number, str(self.self_check_until), ", ".join(self.silent))
        return moved, moved.fact(SpecialSupervisionWentOnSite)

    def record_round(self, department: str, *, problems: int, by: Actor, at: datetime) -> tuple[Self, RoundRecorded]:
        """A department was visited (督查一轮).

        Raises:
            SpecialSupervisionNotYours: for a department that it is not about, or by somebody of the department itself.
        """
        moved = self.moved(
            "record_round",
            by,
            at,
            rounds=self.rounds + 1,
            visited=_with(self.visited, department),
            faulty=_with(self.faulty, department) if problems else self.faulty,
        )
        if department not in self.departments or by.department == department:
            raise SpecialSupervisionNotYours(self.number, department)
        return moved, moved.fact(RoundRecorded, department=department, round=moved.rounds, problems=problems)

    def report(self, *, by: Actor, at: datetime) -> tuple[Self, SpecialSupervisionReported]:
        """It is reported on (督查报告).

        Raises:
            NotAllVisited
        """
        moved = self.moved("report", by, at)
        missing = [one for one in self.departments if one not in self.visited]
        if missing:
            raise NotAllVisited(self.number, ", ".join(missing))
        return moved, moved.fact(SpecialSupervisionReported, faulty=list(self.faulty))

    def order_rectifications(
        self, ordered: Sequence[str], *, by: Actor, at: datetime
    ) -> tuple[Self, SpecialRectificationsOrdered]:
        """Everything that was found wrong is to be put right (责令整改); ``ordered`` are the orders' numbers.

        Raises:
            NoProblemFound
        """
        moved = self.moved("order_rectifications", by, at, rectifications=tuple(ordered))
        if not self.faulty:
            raise NoProblemFound(self.number)
        return moved, moved.fact(SpecialRectificationsOrdered, rectifications=list(ordered))

    def recheck(
        self, still_open: Sequence[str], *, by: Actor, at: datetime
    ) -> tuple[Self, SpecialSupervisionRechecked]:
        """Everything is struck off, and was looked at again (复查).

        Raises:
            StillOpen
        """
        moved = self.moved("recheck", by, at)
        if still_open:
            raise StillOpen(self.number, ", ".join(still_open))
        return moved, moved.fact(SpecialSupervisionRechecked)

    def close(self, still_open: Sequence[str], *, by: Actor, at: datetime) -> tuple[Self, SpecialSupervisionClosed]:
        """It is over (办结): with what, the state says.

        Raises:
            ProblemsUnordered, RecheckFirst
        """
        moved = self.moved("close", by, at, result=RESULTS.get(self.state))
        if self.state is S.REPORTED and self.faulty:
            raise ProblemsUnordered(self.number, ", ".join(self.faulty))
        if self.state is S.RECTIFYING and not still_open:
            raise RecheckFirst(self.number)
        return moved, moved.fact(SpecialSupervisionClosed, result=RESULTS[self.state])

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            special_supervision=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            source=self.source,
            category=self.category,
            **said,
        )


def _with(departments: tuple[str, ...], department: str) -> tuple[str, ...]:
    return departments if department in departments else (*departments, department)


Moved = tuple[SpecialSupervision, SpecialSupervisionFact]
"""It after a move, and the fact to tell."""
