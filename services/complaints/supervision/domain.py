"""One notice: issued at a level, acknowledged, answered, lifted or escalated (domain-complaints 4.6).

The ladder is the city's own: 联络员, 副职, 一把手, 优化办, 领导小组.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, Self, TypeVar
from uuid import UUID

from contracts.complaints import NotYourCase, NotYourRole, SamePerson
from contracts.directory import Post
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.supervision import (
    Addressee,
    Level,
    NoHigherLevel,
    NoticeGround,
    NoticeState,
    SupervisionAcknowledged,
    SupervisionAnswered,
    SupervisionEscalated,
    SupervisionFact,
    SupervisionIssued,
    SupervisionLifted,
)
from services.complaints.domain.clocks import Step
from services.complaints.domain.moves import LifeCycle, Move

Fact = TypeVar("Fact", bound=SupervisionFact)
S = NoticeState

OPEN = (S.ISSUED, S.ACKNOWLEDGED, S.ANSWERED)
UNIT = frozenset({Role.LIAISON, Role.DEPUTY, Role.HEAD})
OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
SYSTEM = frozenset({Role.SYSTEM})
LATE_ONE = UNIT | {Role.DIRECTOR}
"""Whoever is late: a department's people or, where the office itself is, its director."""


class Rung(NamedTuple):
    """Whom a level goes to, who may answer for it, and the clock of the answer."""

    to: tuple[Role, ...]
    answered_by: frozenset[Role]
    clock: str


RUNGS = {
    Level.BLUE: Rung((Role.LIAISON,), LATE_ONE, "notice_blue"),
    Level.YELLOW: Rung((Role.DEPUTY, Role.LIAISON), LATE_ONE - {Role.LIAISON}, "notice_yellow"),
    Level.RED: Rung((Role.HEAD, Role.DIRECTOR), frozenset({Role.HEAD, Role.DIRECTOR}), "notice_red"),
    Level.LISTED: Rung((Role.LEADER, Role.HEAD), frozenset({Role.HEAD, Role.DIRECTOR}), "notice_listed"),
}

LEVELS = tuple(Level)

LEVEL_OF = {
    Step.NEAR: Level.BLUE,
    Step.LATE: Level.YELLOW,
    Step.VERY_LATE: Level.RED,
    Step.HOPELESS: Level.LISTED,
}
"""The level at which a clock that comes to a step is supervised."""

LIFE_CYCLE = LifeCycle(
    (
        # action            from                           to              who                       fact
        Move("issue", (), S.ISSUED, OFFICE | SYSTEM | {Role.LEADER}, "supervision_issued"),
        Move("acknowledge", (S.ISSUED,), S.ACKNOWLEDGED, LATE_ONE, "supervision_acknowledged"),
        Move("answer", (S.ISSUED, S.ACKNOWLEDGED), S.ANSWERED, LATE_ONE, "supervision_answered"),
        Move("lift", OPEN, S.LIFTED, OFFICE | SYSTEM, "supervision_lifted"),
        Move("escalate", OPEN, S.ESCALATED, OFFICE | SYSTEM, "supervision_escalated"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice about a case; ``department`` is None where the office itself is late.

    ``addressees`` are the holders of posts whom it went to, as the directory had them on the day.
    """

    id: UUID
    number: str
    version: int
    state: NoticeState
    level: Level
    case: str
    issued_at: datetime
    issued_by: str
    department: str | None = None
    clock: str | None = None
    ground: NoticeGround | None = None
    answer_by: date | None = None
    reason: str | None = None
    answer: str | None = None
    answered_by: str | None = None
    ended_at: datetime | None = None
    addressees: tuple[Addressee, ...] = ()

    @classmethod
    def issue(  # noqa: PLR0913 - what a notice is made of
        cls,
        level: Level,
        *,
        id: UUID,
        number: str,
        case: str,
        department: str | None,
        answer_by: date,
        by: Actor,
        at: datetime,
        addressees: tuple[Addressee, ...] = (),
        **why: Any,
    ) -> tuple[Self, SupervisionIssued]:
        """Issues a notice (催办、督办); ``why`` is a clock, a ground or a reason."""
        notice = cls(
            id=id,
            number=number,
            version=1,
            state=S.ISSUED,
            level=level,
            case=case,
            issued_at=at,
            issued_by=by.id,
            department=department,
            answer_by=answer_by,
            addressees=addressees,
            **why,
        )
        said = {"answer_by": answer_by, "to": list(notice.rung.to), "addressees": list(addressees)}
        return notice, notice.fact(SupervisionIssued, **said)

    @property
    def posts(self) -> list[Post]:
        """The posts of the late department that it is addressed to."""
        return [one.post for one in self.addressees if one.department == self.department and one.party is not None]

    @property
    def rung(self) -> Rung:
        """Whom it goes to."""
        return RUNGS[self.level]

    @property
    def higher(self) -> Level:
        """The level above its own.

        Raises:
            NoHigherLevel
        """
        place = LEVELS.index(self.level) + 1
        if place == len(LEVELS):
            raise NoHigherLevel(self.number)
        return LEVELS[place]

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version; raises ``Outdated``."""
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def acknowledge(self, *, by: Actor) -> tuple[Self, SupervisionAcknowledged]:
        """Whoever is late has it (签收)."""
        moved = self._by_the_late("acknowledge", by)
        return moved, moved.fact(SupervisionAcknowledged)

    def respond(self, answer: str, *, by: Actor) -> tuple[Self, SupervisionAnswered]:
        """Whoever is late says what they do about it (答复); a graver level is answered higher up.

        Raises:
            NotYourRole, NotYourCase, MoveNotAllowed
        """
        moved = self._by_the_late("answer", by, answer=answer, answered_by=by.id)
        if not by.is_any_of(*self.rung.answered_by):
            raise NotYourRole("answer", ", ".join(sorted(self.rung.answered_by)))
        return moved, moved.fact(SupervisionAnswered)

    def lift(self, *, by: Actor, at: datetime) -> tuple[Self, SupervisionLifted]:
        """What it asked for is done (解除); not by whoever answered it.

        Raises:
            SamePerson
        """
        moved = self._moved("lift", by, ended_at=at)
        if by.id == self.answered_by:
            raise SamePerson("lift", by.id)
        return moved, moved.fact(SupervisionLifted)

    def escalate(self, *, by: Actor, at: datetime) -> tuple[Self, SupervisionEscalated]:
        """It goes to the next level (升级).

        Raises:
            NoHigherLevel
        """
        moved = self._moved("escalate", by, ended_at=at)
        _ = self.higher
        return moved, moved.fact(SupervisionEscalated)

    def fact(self, kind: type[Fact], /, **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            notice=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            level=self.level,
            case=self.case,
            department=self.department,
            clock=self.clock,
            ground=self.ground,
            **said,
        )

    def _by_the_late(self, action: str, by: Actor, **changes: Any) -> Self:
        moved = self._moved(action, by, **changes)
        if by.department != self.department:
            raise NotYourCase(self.number, by.department or by.id)
        return moved

    def _moved(self, action: str, by: Actor, **changes: Any) -> Self:
        move = LIFE_CYCLE.find(action, self.state, by)
        return replace(self, state=S(move.target or self.state), version=self.version + 1, **changes)
