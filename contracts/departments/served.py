"""What is handed to one department alone, in its own queue."""

from datetime import date, datetime

import msgspec

from contracts.accountability import AccountabilityOutcome, AccountabilityState, Measure, Target
from contracts.complaints import CaseView
from contracts.directory import Post
from contracts.exposure import ExposureState, Medium
from contracts.inspection import FindingState, Gravity
from contracts.rectification import RectificationKind, RectificationState
from contracts.refusals import Refusal
from contracts.special_supervision import SpecialResult
from contracts.supervision import Level, LiftedFor, NoticeGround
from contracts.wire import Code, Event, Token


class NoticeServed(Event, frozen=True, kw_only=True):
    """A notice to a department, in its own queue: what is late or what it has done, and by when it must answer.

    ``posts`` are those of the department that it is addressed to; there is none where all of them are vacant.
    ``reason`` is what the office wrote, without what tells who complains. It comes again with a later day when its case
    stood still meanwhile.
    """

    notice: str
    number: str
    case: str
    level: Level
    issued_at: datetime
    answer_by: date
    clock: str | None = None
    ground: NoticeGround | None = None
    reason: str | None = None
    posts: list[Post] = msgspec.field(default_factory=list)


class NoticeLifted(Event, frozen=True, kw_only=True):
    """A notice to the department asks nothing of it any more; ``lifted_for`` says why, unless a person lifted it."""

    notice: str
    number: str
    case: str
    level: Level
    lifted_at: datetime
    lifted_for: LiftedFor | None = None


class ComplaintNumbered(Event, frozen=True, kw_only=True):
    """Tells a department under which number the complaint that it handed in is registered."""

    external_id: Token
    number: str
    version: int


class CaseHandedOver(CaseView, Event, frozen=True, kw_only=True):
    """The redacted case, for the department that is to act on it; it goes to that department's own queue alone."""


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


class EventRefused(Event, frozen=True, kw_only=True):
    """Tells a department that one of its events was not taken, and why."""

    event_id: str
    event_type: str
    refusal: Refusal
    reason_zh: str
    reason_en: str
