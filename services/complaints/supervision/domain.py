"""One notice: issued at a level, acknowledged, answered, lifted or escalated (domain-complaints 4.6).

The ladder is the city's own: 联络员, 副职, 一把手, 优化办, 领导小组.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, Self, TypeVar
from uuid import UUID

from contracts.complaints import NotYourCase, NotYourRole, SamePerson, State
from contracts.directory import Post
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.supervision import (
    Addressee,
    Level,
    LiftedFor,
    NoHigherLevel,
    NoticeGround,
    NoticeState,
    SupervisionAcknowledged,
    SupervisionAnswered,
    SupervisionDueMoved,
    SupervisionEscalated,
    SupervisionFact,
    SupervisionIssued,
    SupervisionLifted,
)
from services.complaints.domain.clocks import Step
from services.complaints.domain.life_cycle import ENDED
from services.complaints.domain.moves import LifeCycle, Move

Fact = TypeVar("Fact", bound=SupervisionFact)
S = NoticeState

OVER = frozenset({*ENDED, State.ARCHIVED})
"""Where a complaint stands when nobody is urged about it any more."""

STANDING = frozenset({State.SUSPENDED, State.AWAITING_INFO})
"""Where it waits for somebody else, and the notices about it with it."""

OPEN = (S.ISSUED, S.ACKNOWLEDGED, S.ANSWERED)
UNIT = frozenset({Role.LIAISON, Role.DEPUTY, Role.HEAD})
OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
LEADER = frozenset({Role.LEADER})
SYSTEM = frozenset({Role.SYSTEM})
AT_THE_TOP = LEADER | SYSTEM | {Role.DIRECTOR}
"""Who has a case turn red or listed: no officer alone does; the director lists it when a leader wishes so."""

LATE_ONE = UNIT | {Role.DIRECTOR}
"""Whoever is late: a department's people or, where the office itself is, its director."""


class Rung(NamedTuple):
    """Whom a level goes to, who may answer for it, the clock of the answer, and who may issue it.

    ``lists`` is the clock after which it is listed, answered or not, unless it was lifted.
    """

    to: tuple[Role, ...]
    answered_by: frozenset[Role]
    clock: str
    issued_by: frozenset[Role]
    lists: str | None = None


HIGH = frozenset({Role.HEAD, Role.DIRECTOR})
ANYBODY = OFFICE | LEADER | SYSTEM
RUNGS = {
    # level            to                             answered by               clock            issued by
    Level.BLUE: Rung((Role.LIAISON,), LATE_ONE, "notice_blue", ANYBODY),
    Level.YELLOW: Rung((Role.DEPUTY, Role.LIAISON), LATE_ONE - {Role.LIAISON}, "notice_yellow", ANYBODY),
    Level.RED: Rung((Role.HEAD, Role.DIRECTOR), HIGH, "notice_red", AT_THE_TOP, "listing"),
    Level.LISTED: Rung((Role.LEADER, Role.HEAD), HIGH, "notice_listed", AT_THE_TOP),
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
        Move("issue", (), S.ISSUED, ANYBODY, "supervision_issued"),
        Move("acknowledge", (S.ISSUED,), S.ACKNOWLEDGED, LATE_ONE, "supervision_acknowledged"),
        Move("answer", (S.ISSUED, S.ACKNOWLEDGED), S.ANSWERED, LATE_ONE, "supervision_answered"),
        Move("lift", OPEN, S.LIFTED, ANYBODY, "supervision_lifted"),
        Move("escalate", OPEN, S.ESCALATED, ANYBODY, "supervision_escalated"),
    )
)


def check_issuer(level: Level, by: Actor) -> None:
    """Checks that somebody may have a case come to this level.

    Raises:
        NotYourRole
    """
    LIFE_CYCLE.find_first("issue", by)
    if not by.is_any_of(*RUNGS[level].issued_by):
        raise NotYourRole(f"issue {level}", ", ".join(sorted(RUNGS[level].issued_by)))


class Why(NamedTuple):
    """Why a notice is issued: a clock that is late, a ground, or what somebody wrote and the department reads of it."""

    clock: str | None = None
    ground: NoticeGround | None = None
    reason: str | None = None
    reason_told: str | None = None


UNSAID = Why()


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A notice about a case; ``department`` is None where the office itself is late.

    ``addressees`` are the holders of posts whom it went to, as the directory had them on the day; ``reason_told`` is
    what the department reads of the ``reason``.
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
    reason_told: str | None = None
    lifted_for: LiftedFor | None = None

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
        why: Why = UNSAID,
        addressees: tuple[Addressee, ...] = (),
        circulated: tuple[Addressee, ...] = (),
        title: str | None = None,
    ) -> tuple[Self, SupervisionIssued]:
        """Issues a notice (催办、督办); what is ``circulated`` names the unit by its ``title``."""
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
            **why._asdict(),
        )
        whom = {"to": list(notice.rung.to), "addressees": list(addressees), "circulated": list(circulated)}
        return notice, notice.fact(SupervisionIssued, answer_by=answer_by, title=title, **whom)

    @property
    def posts(self) -> list[Post]:
        """The posts of the late department that it is addressed to."""
        return [one.post for one in self.addressees if one.department == self.department and one.party is not None]

    @property
    def why(self) -> Why:
        """Why it was issued."""
        return Why(self.clock, self.ground, self.reason, self.reason_told)

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

    def lift(self, *, by: Actor, at: datetime, lifted_for: LiftedFor | None = None) -> tuple[Self, SupervisionLifted]:
        """What it asked for is done (解除), or not asked any more; not by whoever answered it.

        Raises:
            SamePerson
        """
        moved = self._moved("lift", by, ended_at=at, lifted_for=lifted_for)
        if by.id == self.answered_by:
            raise SamePerson("lift", by.id)
        return moved, moved.fact(SupervisionLifted, lifted_for=lifted_for)

    def move_due_day(self, answer_by: date) -> tuple[Self, SupervisionDueMoved]:
        """Its case stood still meanwhile (中止); nobody acts, so no role is asked."""
        moved = replace(self, version=self.version + 1, answer_by=answer_by)
        return moved, moved.fact(SupervisionDueMoved, answer_by=answer_by)

    def escalate(self, *, by: Actor, at: datetime) -> tuple[Self, SupervisionEscalated]:
        """It goes to the next level (升级).

        Raises:
            NoHigherLevel, NotYourRole
        """
        moved = self._moved("escalate", by, ended_at=at)
        check_issuer(self.higher, by)
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
