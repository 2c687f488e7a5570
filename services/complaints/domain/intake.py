"""From the registration to the decision whether it is taken on."""

from datetime import datetime
from typing import Self
from uuid import UUID

import workdays
from contracts.complaints import (
    AlreadyProposed,
    ComplaintAccepted,
    ComplaintFiled,
    ComplaintMerged,
    ComplaintRefused,
    ComplaintUnmerged,
    FileComplaint,
    InfoReceived,
    InfoRequested,
    JoinedCaseClosed,
    MergedIntoItself,
    MergeInARing,
    MergeOfAnotherMatter,
    MergeTargetEnded,
    NotProposed,
    RefusalGround,
    RefusalProposed,
    State,
    TooLate,
)
from contracts.people import Actor, Role
from services.complaints.domain.case import Case
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.life_cycle import OPEN

UNMERGED_WITHIN = 15
"""Working days."""

REFUSAL = "refusal"


class Intake(Case):
    """What the office does before anybody handles it."""

    @classmethod
    def file(  # noqa: PLR0913 - what a registration says
        cls,
        command: FileComplaint,
        *,
        id: UUID,
        number: str,
        at: datetime,
        party: UUID | None,
        language: str,
        content_print: str,
        severity: int = 1,
    ) -> tuple[Self, ComplaintFiled]:
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
            about_section=command.about_section,
            kind=command.kind,
            severity=severity,
        )
        said = {"channel": command.channel, "category": command.category, "mode": command.mode, "about": command.about}
        fact = complaint.fact(
            ComplaintFiled, **said, language=language, kind=command.kind, severity=severity, visitors=command.visitors
        )
        return complaint, fact

    def request_info(self, *, by: Actor, at: datetime) -> tuple[Self, InfoRequested]:
        """The office asks for what is missing (补正)."""
        moved = self.moved("request_info", by, at)
        return moved, moved.fact(InfoRequested)

    def provide_info(self, *, by: Actor, at: datetime) -> tuple[Self, InfoReceived]:
        """What was missing came (补充材料)."""
        moved = self.moved("provide_info", by, at)
        return moved, moved.fact(InfoReceived)

    def accept(self, *, by: Actor, at: datetime, claims: tuple[str, ...] = ()) -> tuple[Self, ComplaintAccepted]:
        """The office takes it on (受理), and may name the claims in it (诉求), each of which the reply must answer."""
        moved = self.moved("accept", by, at, claims=claims, **self.without_proposal())
        return moved, moved.fact(ComplaintAccepted)

    def propose_refusal(self, ground: RefusalGround, *, by: Actor, at: datetime) -> tuple[Self, RefusalProposed]:
        """Somebody proposes not to take it on.

        Raises:
            AlreadyProposed: when something else waits for its decision.
        """
        moved = self.moved("propose_refusal", by, at, proposed=REFUSAL, proposed_by=by.id, proposed_as=ground)
        if self.proposed is not None:
            raise AlreadyProposed(self.proposed)
        return moved, moved.fact(RefusalProposed, ground=ground)

    def refuse(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintRefused]:
        """The director does not take it on (不予受理), as another person proposed.

        The two stay known as those who have checked and verified it: neither decides a review of the refusal.

        Raises:
            NotProposed, SamePerson
        """
        checked = {"checked_by": self.proposed_by} | self.without_proposal()
        moved = self.moved("refuse", by, at, ended_at=at, verified_by=by.id, **checked)
        if self.proposed != REFUSAL or self.proposed_as is None:
            raise NotProposed(REFUSAL)
        self.need_another("refuse", by, self.proposed_by)
        return moved, moved.fact(ComplaintRefused, ground=RefusalGround(self.proposed_as))

    def merge(self, into: "Case", *, followed: bool, by: Actor, at: datetime) -> tuple[Self, ComplaintMerged]:
        """Joins it to another case of the same matter (并案); ``followed`` says that others already follow it.

        Raises:
            MergedIntoItself, MergeInARing, MergeTargetEnded
            MergeOfAnotherMatter: of another category, or when they complain of two departments.
        """
        moved = self.moved("merge", by, at, previous=self.state, merged_into=into.number, ended_at=at)
        if into.number == self.number:
            raise MergedIntoItself(self.number)
        if followed:
            raise MergeInARing(self.number)
        if into.state not in OPEN:
            raise MergeTargetEnded(into.number, into.state)
        if self.category != into.category or len({self.about, into.about} - {None}) > 1:
            raise MergeOfAnotherMatter(self.number, into.number)
        return moved, moved.fact(ComplaintMerged, into=into.number)

    def follow(self, closed: "Case", *, by: Actor, at: datetime) -> tuple[Self, JoinedCaseClosed]:
        """The case that it was joined to is closed: its own complainant is told what came of it (并案告知)."""
        moved = self.moved("follow", by, at, outcome=closed.outcome)
        return moved, moved.fact(JoinedCaseClosed, into=closed.number, outcome=closed.outcome)

    def unmerge(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintUnmerged]:
        """The director takes it out again, within 15 working days; or by itself when the other came to nothing.

        Raises:
            TooLate
        """
        alone = {"previous": None, "merged_into": None, "ended_at": None, "outcome": None}
        moved = self.moved("unmerge", by, at, to=self.previous, **alone)
        since = self.ended_at or self.changed_at
        last = workdays.add(day_of(since), UNMERGED_WITHIN).due
        if day_of(at) > last and not by.is_any_of(Role.SYSTEM):
            raise TooLate("unmerge", str(last))
        return moved, moved.fact(ComplaintUnmerged, out_of=self.merged_into or "")
