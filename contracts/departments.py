"""The departments' door: what departments' systems post, and what is handed to one department alone."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from contracts.accountability import AccountabilityOutcome, AccountabilityState, Measure, Target
from contracts.complaints import AnsweredQuestion, ContactResult, Finding
from contracts.directory import Post
from contracts.exposure import ExposureNumber, ExposureState, Medium
from contracts.inspection import FindingNumber, FindingState, Gravity
from contracts.rectification import Attachments, RectificationKind, RectificationNumber, RectificationState, Responsible
from contracts.refusals import Refusal
from contracts.special_supervision import SpecialResult, SpecialSupervisionNumber
from contracts.supervision import Level, NoticeGround, NoticeNumber
from contracts.wire import Code, Event, Name, Text

Number = Annotated[str, msgspec.Meta(pattern=r"^TS-\d{4}-\d{6,}\Z")]


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


class MoreTimeAsked(Event, frozen=True, kw_only=True):
    """A department asks for more time (延期)."""

    number: Number
    reason: Text


class CaseAnswered(Event, frozen=True, kw_only=True):
    """A department has answered a case: what it found, and what it has done about it."""

    number: Number
    finding: Finding
    measures: Text
    basis: Text | None = None


class NoticeAcknowledged(Event, frozen=True, kw_only=True):
    """A department has a notice (签收督办单)."""

    number: NoticeNumber


class NoticeAnswered(Event, frozen=True, kw_only=True):
    """A department says what it does about a notice (答复督办)."""

    number: NoticeNumber
    answer: Text


class NoticeServed(Event, frozen=True, kw_only=True):
    """A notice to a department, in its queue: what is late or done wrong, by when to answer, for which posts."""

    notice: str
    number: str
    case: str
    level: Level
    issued_at: datetime
    answer_by: date
    clock: str | None = None
    ground: NoticeGround | None = None
    posts: list[Post] = msgspec.field(default_factory=list)


class CaseHandedOver(Event, frozen=True, kw_only=True):
    """The redacted case, for the department that is to act on it; it goes to that department's own queue alone."""

    complaint: str
    number: str
    version: int
    category: Code
    title: str
    text: str
    dispatched_at: datetime
    due_on: date
    answers: list[AnsweredQuestion] = msgspec.field(default_factory=list)


class RectificationServed(Event, frozen=True, kw_only=True):
    """An order to put something right, for the department that is to do it; it comes again when the fault does."""

    rectification: str
    number: str
    version: int
    kind: RectificationKind
    category: Code
    problem: str
    cause: str
    ordered_at: datetime
    due_on: date
    complaint: str | None = None


class RectificationRuledOn(Event, frozen=True, kw_only=True):
    """What the office says of a department's plan or report; the state says what, ``reason`` why not."""

    number: str
    version: int
    state: RectificationState
    due_on: date
    reason: str | None = None


class AccountabilityTold(Event, frozen=True, kw_only=True):
    """What has become of holding a department to account: which fact, and by when the unit may do what about it.

    Ids and codes alone: what is alleged, and of whom, is read over HTTP by those who may.
    """

    accountability: str
    number: str
    version: int
    fact: str
    state: AccountabilityState
    target: Target
    measure: Measure
    ground: str
    basis: str
    hearing_until: date | None = None
    appeal_until: date | None = None
    decision_due_on: date | None = None
    outcome: AccountabilityOutcome | None = None


class RectificationPlanned(Event, frozen=True, kw_only=True):
    """A department has said what it will do, and which post answers for it."""

    number: RectificationNumber
    measures: Text
    responsible: Responsible
    post: Name
    attachments: Attachments = msgspec.field(default_factory=list)


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


class ExposureServed(Event, frozen=True, kw_only=True):
    """What is to be made known of the department, before it is: it may speak for itself until ``reply_until``."""

    exposure: str
    number: str
    version: int
    medium: Medium
    ground: str
    title: str
    text: str
    reply_until: date


class ExposureRuledOn(Event, frozen=True, kw_only=True):
    """What became of an exposure: approved, rejected, published, corrected, withdrawn; ``reason`` says why."""

    number: str
    version: int
    state: ExposureState
    reason: str | None = None


class ExposureAnswered(Event, frozen=True, kw_only=True):
    """A department speaks for itself before it is exposed (陈述)."""

    number: ExposureNumber
    statement: Text


class InspectionNoticeServed(Event, frozen=True, kw_only=True):
    """The department will be inspected openly (明察): what is looked at, and between which days."""

    inspection: str
    number: str
    version: int
    topic: str
    from_on: date
    until_on: date


class FindingServed(Event, frozen=True, kw_only=True):
    """What an inspection has found at the department; it confirms or disputes it until ``answer_until``."""

    finding: str
    number: str
    version: int
    inspection: str
    category: Code
    gravity: Gravity
    problem: str
    rule: str
    answer_until: date


class FindingRuledOn(Event, frozen=True, kw_only=True):
    """What became of a finding: it holds, or was dropped; ``reason`` says why."""

    number: str
    version: int
    state: FindingState
    reason: str | None = None


class FindingAnswered(Event, frozen=True, kw_only=True):
    """A department confirms a finding, or disputes it and says why (确认或异议)."""

    number: FindingNumber
    confirmed: bool
    statement: Text


class SpecialSupervisionServed(Event, frozen=True, kw_only=True):
    """A special supervision that the department is part of: it reports on itself until ``self_check_until``."""

    special_supervision: str
    number: str
    version: int
    topic: str
    category: Code
    plan: str
    checklist: list[str]
    starts_on: date
    ends_on: date
    self_check_until: date


class SpecialSupervisionEnded(Event, frozen=True, kw_only=True):
    """A special supervision that the department is part of is over; what it found came as orders to put right."""

    number: str
    version: int
    result: SpecialResult


class SelfChecked(Event, frozen=True, kw_only=True):
    """A department has looked at itself for a special supervision (自查报告)."""

    number: SpecialSupervisionNumber
    report: Text
    attachments: Attachments = msgspec.field(default_factory=list)


class EventRefused(Event, frozen=True, kw_only=True):
    """Tells a department that one of its events was not taken, and why."""

    event_id: str
    event_type: str
    refusal: Refusal
    reason_zh: str
    reason_en: str
