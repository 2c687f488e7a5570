"""One exposure: each method is somebody's act, and gives what it is after it and the fact to tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self, TypeVar

from contracts.complaints import Reporter
from contracts.exposure import (
    ExposureApproved,
    ExposureCorrected,
    ExposureExpired,
    ExposureFact,
    ExposureNotYours,
    ExposurePrivacyChecked,
    ExposureProposed,
    ExposurePublished,
    ExposureRectifiedNoted,
    ExposureRejected,
    ExposureReplied,
    ExposureReplyLapsed,
    ExposureRevised,
    ExposureState,
    ExposureVerified,
    ExposureWithdrawn,
    Medium,
    ReplyNotOver,
    SameHand,
)
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid
from contracts.supervision import Addressee
from services.complaints.domain.moves import LifeCycle, Move
from services.complaints.domain.numbered import Numbered
from services.complaints.domain.redaction import redact

Fact = TypeVar("Fact", bound=ExposureFact)
S = ExposureState

OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
DIRECTOR = frozenset({Role.DIRECTOR})
LEADER = frozenset({Role.LEADER})
PRIVACY = frozenset({Role.CUSTODIAN, Role.DIRECTOR})
UNIT = frozenset({Role.DEPUTY, Role.HEAD})
ITSELF = frozenset({Role.SYSTEM})

HEARD = (S.RIGHT_OF_REPLY, S.REPLIED)
UNDECIDED = (S.PROPOSED, S.VERIFIED, *HEARD)
DECIDED = (S.APPROVED, S.PUBLISHED)


def _cycle(decides: frozenset[Role]) -> LifeCycle:
    """Who decides: for the media the leading group, for all else the director; the rest is the same."""
    return LifeCycle(
        (
            # action                 from                to           who                  what is told
            Move("propose", (), S.PROPOSED, OFFICE, "exposure_proposed"),
            Move("revise", UNDECIDED, S.PROPOSED, OFFICE, "exposure_revised"),
            Move("verify", (S.PROPOSED,), S.VERIFIED, OFFICE, "exposure_verified"),
            Move("check_privacy", (S.VERIFIED,), S.RIGHT_OF_REPLY, PRIVACY, "exposure_privacy_checked"),
            Move("reply", (S.RIGHT_OF_REPLY,), S.REPLIED, UNIT, "exposure_replied"),
            Move("lapse", (S.RIGHT_OF_REPLY,), None, ITSELF, "exposure_reply_lapsed"),
            Move("approve", HEARD, S.APPROVED, decides, "exposure_approved"),
            Move("reject", HEARD, S.REJECTED, decides, "exposure_rejected"),
            Move("publish", (S.APPROVED,), S.PUBLISHED, OFFICE, "exposure_published"),
            Move("note_rectified", (S.PUBLISHED,), None, OFFICE, "exposure_rectified_noted"),
            Move("correct", (S.PUBLISHED,), None, DIRECTOR, "exposure_corrected"),
            Move("withdraw", UNDECIDED, S.WITHDRAWN, OFFICE, "exposure_withdrawn"),
            Move("withdraw", DECIDED, S.WITHDRAWN, DIRECTOR | decides, "exposure_withdrawn"),
            Move("expire", (S.PUBLISHED,), S.EXPIRED, ITSELF, "exposure_expired"),
        )
    )


LIFE_CYCLES: Mapping[Medium, LifeCycle] = {
    Medium.INTERNAL: _cycle(DIRECTOR),
    Medium.WEB: _cycle(DIRECTOR),
    Medium.MEDIA: _cycle(LEADER),
}


@dataclass(frozen=True, kw_only=True)
class Exposure(Numbered):
    """An exposure. ``ground`` is the number of what was found true, ``note`` says that it was put right since.

    ``proposed_by`` and ``verified_by`` are clients, no people: who did the one does neither the other nor decides.
    """

    state: ExposureState
    medium: Medium
    ground: str
    department: str
    category: str
    title: str
    text: str
    proposed_by: str
    proposed_at: datetime
    verified_by: str | None = None
    reply_until: date | None = None
    replied_at: datetime | None = None
    reply_lapsed_at: datetime | None = None
    published_at: datetime | None = None
    expires_on: date | None = None
    rectification: str | None = None
    note: str | None = None
    correction: str | None = None

    @property
    def life_cycle(self) -> LifeCycle:
        """The table of its medium."""
        return LIFE_CYCLES[self.medium]

    @property
    def is_circulated(self) -> bool:
        """Whether every department may read it."""
        return self.medium is Medium.INTERNAL and self.state is S.PUBLISHED

    @property
    def is_served(self) -> bool:
        """Whether the department has it."""
        return self.reply_until is not None

    @classmethod
    def propose(cls, *, by: Actor, at: datetime, **what: Any) -> tuple["Exposure", ExposureProposed]:
        """The office proposes it (提出曝光); ``what`` are its other fields.

        Raises:
            NotYourRole
        """
        LIFE_CYCLES[what["medium"]].find_first("propose", by)
        proposed = cls(version=1, state=S.PROPOSED, changed_at=at, proposed_by=by.id, proposed_at=at, **what)
        return proposed, proposed.fact(ExposureProposed)

    def revise(self, title: str, text: str, *, by: Actor, at: datetime) -> tuple[Self, ExposureRevised]:
        """It is written anew: whoever writes it has proposed it, and it is checked and heard from the beginning."""
        again = {"verified_by": None, "reply_until": None, "replied_at": None, "reply_lapsed_at": None}
        moved = self.moved("revise", by, at, title=title, text=text, proposed_by=by.id, **again)
        return moved, moved.fact(ExposureRevised)

    def verify(self, *, by: Actor, at: datetime) -> tuple[Self, ExposureVerified]:
        """Another official has checked every fact (核实).

        Raises:
            SameHand
        """
        moved = self._by_another("verify", by, at, verified_by=by.id)
        return moved, moved.fact(ExposureVerified)

    def check_privacy(self, *, reply_until: date, by: Actor, at: datetime) -> tuple[Self, ExposurePrivacyChecked]:
        """Nobody who complained can be told from it (隐私审查): the department may speak now.

        Raises:
            SameHand: for who has written it; who verified its facts may look for traces too.
        """
        moved = self.moved("check_privacy", by, at, reply_until=reply_until)
        self._need_another_than_writer(by)
        return moved, moved.fact(ExposurePrivacyChecked, reply_until=reply_until)

    def reply(self, *, by: Actor, at: datetime) -> tuple[Self, ExposureReplied]:
        """The department speaks for itself (陈述); a late one is heard as long as nothing is decided.

        Raises:
            ExposureNotYours
        """
        moved = self.moved("reply", by, at, replied_at=at)
        if by.department != self.department:
            raise ExposureNotYours(self.number, by.department or by.id)
        return moved, moved.fact(ExposureReplied)

    def lapse(self, *, by: Actor, at: datetime) -> tuple[Self, ExposureReplyLapsed]:
        """The department has let its three working days pass."""
        moved = self.moved("lapse", by, at, reply_lapsed_at=at)
        return moved, moved.fact(ExposureReplyLapsed)

    def approve(self, *, by: Actor, at: datetime) -> tuple[Self, ExposureApproved]:
        """It is to be made known (批准).

        Raises:
            SameHand, ReplyNotOver
        """
        moved = self._decided("approve", by, at)
        return moved, moved.fact(ExposureApproved)

    def reject(self, *, by: Actor, at: datetime) -> tuple[Self, ExposureRejected]:
        """It is not to be made known (不予曝光).

        Raises:
            SameHand, ReplyNotOver
        """
        moved = self._decided("reject", by, at)
        return moved, moved.fact(ExposureRejected)

    def publish(
        self, *, expires_on: date, by: Actor, at: datetime, to: Sequence[Addressee] = ()
    ) -> tuple[Self, ExposurePublished]:
        """It is known from now on, for twelve months (发布); ``to`` are told of it (通报)."""
        moved = self.moved("publish", by, at, published_at=at, expires_on=expires_on)
        return moved, moved.fact(ExposurePublished, expires_on=expires_on, addressees=list(to))

    def note_rectified(
        self, rectification: str, note: str, *, by: Actor, at: datetime
    ) -> tuple[Self, ExposureRectifiedNoted]:
        """It says that the department has put it right (整改说明)."""
        moved = self.moved("note_rectified", by, at, rectification=rectification, note=note)
        return moved, moved.fact(ExposureRectifiedNoted, rectification=rectification)

    def correct(self, correction: str, *, by: Actor, at: datetime) -> tuple[Self, ExposureCorrected]:
        """It is corrected (更正); what stood there stays to be seen."""
        moved = self.moved("correct", by, at, correction=correction)
        return moved, moved.fact(ExposureCorrected)

    def withdraw(self, *, by: Actor, at: datetime) -> tuple[Self, ExposureWithdrawn]:
        """It is taken back (撤下): a proposal by the office, what was decided by who may decide."""
        moved = self.moved("withdraw", by, at)
        return moved, moved.fact(ExposureWithdrawn, was=self.state)

    def expire(self, *, by: Actor, at: datetime) -> tuple[Self, ExposureExpired]:
        """Its twelve months are over (期满)."""
        moved = self.moved("expire", by, at)
        return moved, moved.fact(ExposureExpired)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(
            exposure=str(self.id),
            number=self.number,
            version=self.version,
            state=self.state,
            medium=self.medium,
            department=self.department,
            category=self.category,
            ground=self.ground,
            **said,
        )

    def _decided(self, action: str, by: Actor, at: datetime) -> Self:
        """A decision: by another than who wrote and who verified, and after the department had its time."""
        moved = self._by_another(action, by, at)
        if self.state is S.RIGHT_OF_REPLY and self.reply_lapsed_at is None:
            raise ReplyNotOver(self.number, str(self.reply_until))
        return moved

    def _by_another(self, action: str, by: Actor, at: datetime, **changes: Any) -> Self:
        moved = self.moved(action, by, at, **changes)
        self._need_another_than_writer(by)
        if by.id == self.verified_by:
            raise SameHand(self.number, "核实", "verified it")
        return moved

    def _need_another_than_writer(self, by: Actor) -> None:
        if by.id == self.proposed_by:
            raise SameHand(self.number, "拟写", "wrote it")


def check_nobody_in_it(*, reporter: Reporter | None, **texts: str) -> None:
    """Checks that texts for everybody's eyes hold no telephone, address or identity number, nor who complained.

    Nothing is masked here: who writes such a text is to look at it again.

    Raises:
        Invalid: naming each field that holds a person.
    """
    faults = [
        Fault(
            pointer=f"/{field}",
            rule="personal_data",
            zh="拟公开的文字不得含有个人信息或可识别投诉人的内容。",
            en="What is made known must hold no personal data, and nothing that tells who complained.",
        )
        for field, text in texts.items()
        if redact(text, reporter) != text
    ]
    if faults:
        raise Invalid.of(*faults)


Moved = tuple[Exposure, ExposureFact]
"""An exposure after a move, and the fact to tell."""
