"""One complaint: each method is a clerk's act, and gives the complaint after it and the fact to tell."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.complaints import (
    Channel,
    ComplaintAccepted,
    ComplaintClosed,
    ComplaintDispatched,
    ComplaintFact,
    ComplaintFiled,
    ComplaintReplied,
    ComplaintSigned,
    ComplaintVerified,
    FileComplaint,
    Finding,
    Mode,
    NotYourCase,
    Outcome,
    State,
)
from contracts.people import Actor
from contracts.refusals import Outdated
from services.complaints.domain.life_cycle import find_move

Fact = TypeVar("Fact", bound=ComplaintFact)


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """A complaint without its words and without its complainant: those are in the vault.

    ``version`` grows by one with each fact; ``party`` is the complainant's id in the vault; ``about`` the department
    that is complained of; ``department`` the one that handles it; ``due_on`` the day by which it must answer.
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
    department: str | None = None
    due_on: date | None = None
    finding: Finding | None = None
    outcome: Outcome | None = None

    @classmethod
    def file(
        cls,
        command: FileComplaint,
        *,
        id: UUID,
        number: str,
        at: datetime,
        party: UUID | None,
        language: str,
        content_print: str,
    ) -> tuple["Complaint", ComplaintFiled]:
        """Registers a complaint (登记); ``content_print`` tells it from another under the same external id."""
        complaint = cls(
            id=id,
            number=number,
            version=1,
            state=State.REGISTERED,
            channel=command.channel,
            category=command.category,
            mode=command.mode,
            receipt_hash=command.receipt_hash,
            content_print=content_print,
            filed_at=at,
            changed_at=at,
            party=party,
            source=command.source,
            external_id=command.external_id,
            about=command.about,
        )
        said = {"channel": command.channel, "category": command.category, "mode": command.mode, "about": command.about}
        return complaint, complaint.fact(ComplaintFiled, **said, language=language)

    def accept(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintAccepted]:
        """The office takes it on (受理)."""
        moved = self._move("accept", by, at)
        return moved, moved.fact(ComplaintAccepted)

    def dispatch(self, department: str, *, due_on: date, by: Actor, at: datetime) -> tuple[Self, ComplaintDispatched]:
        """The office hands it to a department (派单), to be answered by ``due_on``."""
        moved = self._move("dispatch", by, at, department=department, due_on=due_on)
        return moved, moved.fact(ComplaintDispatched, department=department, due_on=due_on)

    def sign(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintSigned]:
        """The department signs for it (签收)."""
        moved = self._handled("sign", by, at)
        return moved, moved.fact(ComplaintSigned, department=moved.department)

    def reply(self, finding: Finding, *, by: Actor, at: datetime) -> tuple[Self, ComplaintReplied]:
        """The department answers (反馈)."""
        moved = self._handled("reply", by, at, finding=finding)
        return moved, moved.fact(ComplaintReplied, department=moved.department, finding=finding)

    def verify(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintVerified]:
        """The office has checked the answer (核实)."""
        moved = self._move("verify", by, at)
        return moved, moved.fact(ComplaintVerified, department=moved.department)

    def close(self, outcome: Outcome, *, by: Actor, at: datetime) -> tuple[Self, ComplaintClosed]:
        """The office closes it (办结); the outcome is kept apart from the state."""
        moved = self._move("close", by, at, outcome=outcome)
        return moved, moved.fact(ComplaintClosed, department=moved.department, outcome=outcome)

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version.

        Raises:
            Outdated: when somebody else was faster.
        """
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def _handled(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        """A move that belongs to the handling department alone."""
        moved = self._move(action, by, at, **changes)
        if by.department != self.department:
            raise NotYourCase(self.number, by.department or by.id)
        return moved

    def _move(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        move = find_move(action, self.state, by)
        return replace(self, state=move.target, version=self.version + 1, changed_at=at, **changes)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            complaint=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            party=str(self.party) if self.party else None,
            **said,
        )


Moved = tuple[Complaint, ComplaintFact]
"""A complaint after a move, and the fact to tell."""
