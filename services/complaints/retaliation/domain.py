"""Whom the watch protects, what it sees, and an alarm from the suspicion to the director's finding.

Protection goes on after the closing (ISO 37002, 8.4; 信访工作条例第四十六条).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple, Self, TypeVar
from uuid import UUID

from contracts.complaints import Mode
from contracts.directory import Post
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.retaliation import (
    AlarmState,
    RetaliationConfirmed,
    RetaliationDismissed,
    RetaliationFact,
    RetaliationLookedInto,
    RetaliationSuspected,
)
from contracts.supervision import Addressee
from services.complaints.directory.domain.ladder import Holder
from services.complaints.domain.case import Case
from services.complaints.domain.life_cycle import THE_OFFICE as OFFICE
from services.complaints.domain.moves import LifeCycle, Move

Fact = TypeVar("Fact", bound=RetaliationFact)
S = AlarmState

WATCHED_FOR = 90
"""Calendar days after the closing."""

PROTECTED = frozenset({Mode.NAMED, Mode.CONFIDENTIAL})
"""Of whoever stays anonymous nobody knows an enterprise."""

DIRECTOR = frozenset({Role.DIRECTOR})
READERS = DIRECTOR | {Role.CUSTODIAN}

TOLD = (Post.DIRECTOR, Post.CUSTODIAN)
"""Who is told of an alarm: the director or, while there is none, a custodian. It never leaves the office."""

LIFE_CYCLE = LifeCycle(
    (
        # action       from                to               who                        fact
        Move("suspect", (), S.SUSPECTED, frozenset({Role.SYSTEM}), "retaliation_suspected"),
        Move("look_into", (S.SUSPECTED,), S.LOOKED_INTO, DIRECTOR, "retaliation_looked_into"),
        Move("confirm", (S.LOOKED_INTO,), S.CONFIRMED, DIRECTOR, "retaliation_confirmed"),
        Move("dismiss", (S.LOOKED_INTO,), S.DISMISSED, DIRECTOR, "retaliation_dismissed"),
    )
)


class Deed(NamedTuple):
    """What a department did to an enterprise: the event's name, whose deed, its own number, the day, to whom."""

    kind: str
    department: str
    reference: str
    done_on: date
    enterprise: str


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One closed case under watch: the enterprise as its keyed hash alone, the department, the days."""

    id: UUID
    enterprise_hash: str
    department: str
    complaint_id: UUID
    case: str
    since: date
    until: date


def watched_unit(case: Case, closed: Case) -> str | None:
    """The department that is watched after ``closed``, for the complainant of ``case``: that one, or one joined to it.

    It is the one that was complained of, else the one that handled it; None where nobody is protected.
    """
    return (case.about or closed.about or closed.department) if case.mode in PROTECTED and case.party else None


def last_day(since: date) -> date:
    """The last day of the watch."""
    return since + timedelta(days=WATCHED_FOR)


def addressee(holder: Holder) -> Addressee:
    """The holder of the first of the posts that is held; where none is, the first of them, vacant."""
    for place, post in enumerate(TOLD):
        party = holder(OFFICE, post)
        if party is not None:
            return Addressee(department=OFFICE, post=post, party=str(party), instead_of=list(TOLD[:place]))
    return Addressee(department=OFFICE, post=TOLD[0])


@dataclass(frozen=True, kw_only=True)
class RetaliationAlarm:
    """An alarm: a deed of a department, and the closed cases of the same enterprise against it."""

    id: UUID
    number: str
    version: int
    state: AlarmState
    department: str
    deed: str
    reference: str
    done_on: date
    cases: tuple[str, ...]
    raised_at: datetime
    finding: str | None = None
    found_by: str | None = None
    opened: str | None = None

    @classmethod
    def suspect(
        cls, deed: Deed, cases: tuple[str, ...], *, id: UUID, number: str, at: datetime, to: Addressee
    ) -> tuple[Self, RetaliationSuspected]:
        """The watch has seen something (预警), and tells ``to``."""
        alarm = cls(
            id=id,
            number=number,
            version=1,
            state=S.SUSPECTED,
            department=deed.department,
            deed=deed.kind,
            reference=deed.reference,
            done_on=deed.done_on,
            cases=cases,
            raised_at=at,
        )
        return alarm, alarm.fact(RetaliationSuspected, addressees=[to])

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version; raises ``Outdated``."""
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def look_into(self, *, by: Actor) -> tuple[Self, RetaliationLookedInto]:
        """The director takes it up (核查)."""
        moved = self._moved("look_into", by)
        return moved, moved.fact(RetaliationLookedInto)

    def check_confirmable(self, by: Actor) -> None:
        """Checks that somebody may confirm it now.

        Raises:
            NotYourRole, MoveNotAllowed
        """
        LIFE_CYCLE.find("confirm", self.state, by)

    def confirm(self, finding: str, *, opened: str, by: Actor) -> tuple[Self, RetaliationConfirmed]:
        """The director finds that it was retaliation (属实); ``opened`` is the case that follows."""
        moved = self._moved("confirm", by, finding=finding, found_by=by.id, opened=opened)
        return moved, moved.fact(RetaliationConfirmed, opened=opened)

    def dismiss(self, finding: str, *, by: Actor) -> tuple[Self, RetaliationDismissed]:
        """The director finds that it was none (排除)."""
        moved = self._moved("dismiss", by, finding=finding, found_by=by.id)
        return moved, moved.fact(RetaliationDismissed)

    def fact(self, kind: type[Fact], /, **said: Any) -> Fact:
        """The fact to tell of its present version: neither the case, nor the deed, nor the enterprise."""
        return kind(
            alarm=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            department=self.department,
            **said,
        )

    def _moved(self, action: str, by: Actor, **changes: Any) -> Self:
        move = LIFE_CYCLE.find(action, self.state, by)
        return replace(self, state=S(move.target or self.state), version=self.version + 1, **changes)
