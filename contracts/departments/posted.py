"""What departments' systems post at the departments' door."""

from typing import Annotated

import msgspec

from contracts.accountability import AccountabilityNumber
from contracts.complaints import Answers, ContactResult, Finding, Kind
from contracts.exposure import ExposureNumber
from contracts.inspection import FindingNumber
from contracts.rectification import Attachments, RectificationNumber, Responsible
from contracts.special_supervision import SpecialSupervisionNumber
from contracts.supervision import NoticeNumber
from contracts.wire import Code, Event, Name, Text, Token

Number = Annotated[str, msgspec.Meta(pattern=r"^TS-\d{4}-\d{6,}\Z")]


class ComplaintReceived(Event, frozen=True, kw_only=True):
    """A department hands in a complaint that was made to it (channel ``event``), under its own ``external_id``.

    Channel and source are not said: the source is the department that posts. Nor is who complains, since no event
    carries a person: the case is anonymous.
    """

    external_id: Token
    category: Code
    title: Name
    text: Text
    about: Code | None = None
    about_section: Code | None = None
    kind: Kind = Kind.COMPLAINT
    answers: Answers = msgspec.field(default_factory=dict)


class CaseSignedFor(Event, frozen=True, kw_only=True):
    """A department has signed for a case that was dispatched to it (签收)."""

    number: Number


class CaseReturned(Event, frozen=True, kw_only=True):
    """A department says that a case is not its own (退单), by which rule, and whose it is."""

    number: Number
    basis: Text
    rightful: Code


class ComplainantReached(Event, frozen=True, kw_only=True):
    """A department has spoken to the complainant of a case, or could not (首次联系)."""

    number: Number
    result: ContactResult


class CaseTakenUp(Event, frozen=True, kw_only=True):
    """A department has begun to investigate a case (调查)."""

    number: Number


class CaseMediated(Event, frozen=True, kw_only=True):
    """A department has held a round of mediation (调解), with the position of either side."""

    number: Number
    complainants_position: Text
    departments_position: Text


class CaseMediationEnded(Event, frozen=True, kw_only=True):
    """A department says that the mediation of a case is over, and whether the parties agreed (调解结束)."""

    number: Number
    agreed: bool


class MoreTimeAsked(Event, frozen=True, kw_only=True):
    """A department asks for more time (延期)."""

    number: Number
    reason: Text


class CaseAnswered(Event, frozen=True, kw_only=True):
    """A department has answered a case: what it found, what it has done about it and by which rule, claim by claim."""

    number: Number
    finding: Finding
    measures: Text
    basis: Text
    answers: Annotated[list[Text], msgspec.Meta(max_length=20)] = msgspec.field(default_factory=list)


class NoticeAcknowledged(Event, frozen=True, kw_only=True):
    """A department has a notice (签收督办单)."""

    number: NoticeNumber


class NoticeAnswered(Event, frozen=True, kw_only=True):
    """A department says what it does about a notice (答复督办)."""

    number: NoticeNumber
    answer: Text


class RectificationPlanned(Event, frozen=True, kw_only=True):
    """A department has said what it will do, and which post answers for it."""

    number: RectificationNumber
    measures: Text
    responsible: Responsible
    post: Name
    attachments: Attachments = msgspec.field(default_factory=list)


class RectificationTakenUp(Event, frozen=True, kw_only=True):
    """A department has begun to carry its plan out."""

    number: RectificationNumber


class RectificationDeclined(Event, frozen=True, kw_only=True):
    """A department will not put something right, and says why (拒不整改)."""

    number: RectificationNumber
    reason: Text


class RectificationReported(Event, frozen=True, kw_only=True):
    """A department has reported what it did, with evidence."""

    number: RectificationNumber
    evidence: Text
    attachments: Attachments = msgspec.field(default_factory=list)


class ProposalAnswered(Event, frozen=True, kw_only=True):
    """A department has answered a policy proposal in writing: taken up or not, and why."""

    number: RectificationNumber
    adopted: bool
    answer: Text
    attachments: Attachments = msgspec.field(default_factory=list)


class ExposureAnswered(Event, frozen=True, kw_only=True):
    """A department speaks for itself before it is exposed (陈述)."""

    number: ExposureNumber
    statement: Text


class AccountabilityAnswered(Event, frozen=True, kw_only=True):
    """A department makes its statement before it is held to account (陈述申辩)."""

    number: AccountabilityNumber
    statement: Text


class AccountabilityContested(Event, frozen=True, kw_only=True):
    """A department appeals against being held to account (申诉)."""

    number: AccountabilityNumber
    reason: Text


class FindingAnswered(Event, frozen=True, kw_only=True):
    """A department confirms a finding, or disputes it and says why (确认或异议)."""

    number: FindingNumber
    confirmed: bool
    statement: Text


class SelfChecked(Event, frozen=True, kw_only=True):
    """A department has looked at itself for a special supervision (自查报告)."""

    number: SpecialSupervisionNumber
    report: Text
    attachments: Attachments = msgspec.field(default_factory=list)
