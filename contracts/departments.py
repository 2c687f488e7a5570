"""The departments' door: what departments' systems post, and what is handed to one department alone."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from contracts.complaints import AnsweredQuestion, ContactResult, Finding
from contracts.directory import Post
from contracts.rectification import Attachments, RectificationKind, RectificationNumber, RectificationState, Responsible
from contracts.refusals import Refusal
from contracts.supervision import Level, NoticeNumber
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
    """A notice to the department that is late, in its own queue: what is late, and by when it must answer.

    ``posts`` are those of the department that it is addressed to; there is none where all of them are vacant.
    """

    notice: str
    number: str
    case: str
    level: Level
    issued_at: datetime
    answer_by: date
    clock: str | None = None
    posts: list[Post] = msgspec.field(default_factory=list)


class CaseHandedOver(Event, frozen=True, kw_only=True):
    """The redacted case, for the department that is to act on it; it goes to that department's own queue alone.

    ``answers`` are the complainant's to the questions of the category, redacted as the text is.
    """

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


class EventRefused(Event, frozen=True, kw_only=True):
    """Tells a department that one of its events was not taken, and why."""

    event_id: str
    event_type: str
    refusal: Refusal
    reason_zh: str
    reason_en: str
