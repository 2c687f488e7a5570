"""One request to look at who complains: granted to one person for a time, or refused (domain-complaints 4.2)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

import workdays
from contracts.complaints import InThePast, Mode, SamePerson, TooLong
from contracts.identity import (
    IdentityAct,
    IdentityFact,
    IdentityGranted,
    IdentityGrantExpired,
    IdentityGrantOver,
    IdentityGrantRevoked,
    IdentityGround,
    IdentityKeptFromDepartments,
    IdentityNone,
    IdentityNotGranted,
    IdentityOpen,
    IdentityRefused,
    IdentityRequested,
    IdentityState,
    RequestIdentity,
)
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from services.complaints.domain.case import Case
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.moves import LifeCycle, Move

Fact = TypeVar("Fact", bound=IdentityFact)
S = IdentityState

ASKING = frozenset({Role.OFFICER, Role.DIRECTOR, Role.CALLBACK_AGENT, Role.REVIEWER})
CUSTODIAN = frozenset({Role.CUSTODIAN})
SYSTEM = frozenset({Role.SYSTEM})

OPEN = (S.REQUESTED, S.GRANTED)

GRANTED_FOR = 10
"""Working days, the most for which a grant holds."""

LIFE_CYCLE = LifeCycle(
    (
        # action      from             to             who        fact
        Move("request", (), S.REQUESTED, ASKING, "identity_requested"),
        Move("grant", (S.REQUESTED,), S.GRANTED, CUSTODIAN, "identity_granted"),
        Move("refuse", (S.REQUESTED,), S.REFUSED, CUSTODIAN, "identity_refused"),
        Move("revoke", (S.GRANTED,), S.REVOKED, CUSTODIAN, "identity_grant_revoked"),
        Move("expire", (S.GRANTED,), S.EXPIRED, SYSTEM, "identity_grant_expired"),
    )
)


@dataclass(frozen=True, kw_only=True)
class IdentityRequest:
    """Somebody's request to look at who complains in a case; ``until`` is the last day of the grant."""

    id: UUID
    number: str
    version: int
    state: IdentityState
    case: str
    complaint_id: UUID
    party: UUID
    ground: IdentityGround
    motive: str
    requested_by: str
    requested_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None
    until: date | None = None
    ended_at: datetime | None = None

    @classmethod
    def ask(
        cls, said: RequestIdentity, party: UUID, *, id: UUID, number: str, case: Case, by: Actor, at: datetime
    ) -> tuple[Self, IdentityRequested]:
        """Somebody of the office asks (申请查阅身份)."""
        request = cls(
            id=id,
            number=number,
            version=1,
            state=S.REQUESTED,
            case=case.number,
            complaint_id=case.id,
            party=party,
            ground=said.ground,
            motive=said.motive,
            requested_by=by.id,
            requested_at=at,
        )
        return request, request.fact(IdentityRequested)

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version; raises ``Outdated``."""
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def grant(self, until: date, *, by: Actor, at: datetime) -> tuple[Self, IdentityGranted]:
        """The custodian lets the one who asked look (准予查阅), up to a day.

        Raises:
            SamePerson, InThePast
            TooLong: for a day later than ten working days from now.
        """
        moved = self._decided("grant", by, at, until=until)
        last = workdays.add(day_of(at), GRANTED_FOR).due
        if until < day_of(at):
            raise InThePast(str(until))
        if until > last:
            raise TooLong(str(until), str(last))
        return moved, moved.fact(IdentityGranted, until=until)

    def refuse(self, reason: str, *, by: Actor, at: datetime) -> tuple[Self, IdentityRefused]:
        """The custodian does not (不予查阅), and says why; raises ``SamePerson``."""
        moved = self._decided("refuse", by, at, reason=reason, ended_at=at)
        return moved, moved.fact(IdentityRefused)

    def revoke(self, reason: str, *, by: Actor, at: datetime) -> tuple[Self, IdentityGrantRevoked]:
        """The custodian takes a grant back (撤销授权), and says why."""
        moved = self._moved("revoke", by, reason=reason, ended_at=at)
        return moved, moved.fact(IdentityGrantRevoked)

    def expire(self, *, by: Actor, at: datetime) -> tuple[Self, IdentityGrantExpired]:
        """The last day has passed."""
        moved = self._moved("expire", by, ended_at=at)
        return moved, moved.fact(IdentityGrantExpired)

    def check_look(self, *, by: Actor, at: datetime) -> None:
        """Checks that this person may look now.

        Raises:
            IdentityKeptFromDepartments, IdentityNotGranted, IdentityGrantOver
        """
        keep_from_departments(by)
        if by.id != self.requested_by or self.until is None:
            raise IdentityNotGranted(self.number, by.id)
        if self.state is not S.GRANTED or day_of(at) > self.until:
            raise IdentityGrantOver(self.number, str(day_of(self.ended_at) if self.ended_at else self.until))

    def fact(self, kind: type[Fact], /, **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            request=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            case=self.case,
            ground=self.ground,
            **said,
        )

    def _decided(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        moved = self._moved(action, by, decided_by=by.id, decided_at=at, **changes)
        if by.id == self.requested_by:
            raise SamePerson(action, by.id)
        return moved

    def _moved(self, action: str, by: Actor, **changes: Any) -> Self:
        move = LIFE_CYCLE.find(action, self.state, by)
        return replace(self, state=S(move.target or self.state), version=self.version + 1, **changes)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row of the log; a look has its own chain in the history, so that it cannot be taken out unseen."""

    id: UUID
    case: str
    act: IdentityAct
    by: str
    at: datetime
    number: str
    reason: str | None = None
    version: int = 1


def keep_from_departments(by: Actor) -> None:
    """A department never asks and never looks, whatever else its key may do.

    Raises:
        IdentityKeptFromDepartments
    """
    if by.department is not None:
        raise IdentityKeptFromDepartments(by.department)


def protected_party(case: Case) -> UUID:
    """Whom a request is about.

    Raises:
        IdentityOpen: for a named complaint, whose complainant stands with its words.
        IdentityNone: where the vault knows nobody.
    """
    if case.party is None or case.mode is Mode.ANONYMOUS:
        raise IdentityNone(case.number)
    if case.mode is Mode.NAMED:
        raise IdentityOpen(case.number)
    return case.party
