"""What it answers."""

from datetime import date, datetime

import msgspec

from contracts.complaints.words import (
    Channel,
    ClockClass,
    Finding,
    Handling,
    Kind,
    Mode,
    Outcome,
    State,
    Testimony,
)
from contracts.wire import Answer, Code


class Progress(Answer, frozen=True, kw_only=True):
    """Where a complaint stands after a command."""

    id: str
    number: str
    version: int
    state: State


class Registered(Progress, frozen=True, kw_only=True):
    """Where a complaint stands after its registration; ``chain_head`` is the hash of that fact in the history.

    Whoever keeps both can prove that a registration was later deleted or made anew: ``mingcha receipt verify``.
    ``filed_by_another`` says that another client had filed the same before, who alone has the receipt.
    """

    registered_at: datetime | None = None
    chain_head: str | None = None
    filed_by_another: bool = False


class CallProgress(Answer, frozen=True, kw_only=True):
    """Where a call stands after an event."""

    call_id: str
    state: str
    version: int


class DepartmentView(Answer, frozen=True, kw_only=True):
    """One department of the directory."""

    code: str
    title: str
    version: int


class ComplaintView(Answer, frozen=True, kw_only=True):
    """A complaint as the office sees it; its text is asked for separately, and that is written down.

    A department sees it without ``source`` and ``external_id``, which may lead to whoever complains.
    """

    id: str
    number: str
    version: int
    state: State
    channel: Channel
    category: str
    mode: Mode
    filed_at: datetime
    changed_at: datetime
    source: str | None = None
    external_id: str | None = None
    about: str | None = None
    department: str | None = None
    due_on: date | None = None
    finding: Finding | None = None
    outcome: Outcome | None = None
    about_section: str | None = None
    kind: Kind = Kind.COMPLAINT
    severity: int = 1
    handling: Handling | None = None
    section: str | None = None
    assisting: list[str] = msgspec.field(default_factory=list)
    clock_class: ClockClass | None = None
    dispatched_at: datetime | None = None
    returns: int = 0
    is_contacted: bool = False
    mediations: int = 0
    extension: str | None = None
    redos: int = 0
    calls: int = 0
    is_reached: bool = False
    reopenings: int = 0
    reviews: int = 0
    ended_at: datetime | None = None
    merged_into: str | None = None
    proposed: str | None = None


class QuestionView(Answer, frozen=True, kw_only=True):
    """What is asked of whoever complains of something."""

    code: str
    zh: str
    en: str
    required: bool


class AnsweredQuestion(Answer, frozen=True, kw_only=True):
    """A question of a category with the complainant's answer; None where nobody has answered it."""

    code: str
    zh: str
    en: str
    answer: str | None = None


class TestimonyView(Testimony, frozen=True, kw_only=True):
    """The complaint in the complainant's words, who they are, and each question of the category with its answer.

    ``supplements`` are what was supplied afterwards, the first one first.
    """

    answers: list[AnsweredQuestion] = msgspec.field(default_factory=list)
    supplements: list[str] = msgspec.field(default_factory=list)


class CaseView(Answer, frozen=True, kw_only=True):
    """The redacted case, as a department that is to act on it reads it.

    ``text`` holds what was supplied afterwards too; ``section`` is the one of the lead unit that may know of the case,
    and is told to that unit alone; ``answers`` are the complainant's to the questions of the category, ``claims`` what
    the reply must answer one by one, both redacted as the text is.
    """

    complaint: str
    number: str
    version: int
    category: Code
    title: str
    text: str
    dispatched_at: datetime
    due_on: date
    section: Code | None = None
    answers: list[AnsweredQuestion] = msgspec.field(default_factory=list)
    claims: list[str] = msgspec.field(default_factory=list)


class ReplyView(Answer, frozen=True, kw_only=True):
    """What a department answered to a case, or the office where it has handled the case itself.

    ``answers`` are those to the claims of the case, in their order.
    """

    finding: Finding
    measures: str
    basis: str | None = None
    department: str | None = None
    replied_at: datetime
    answers: list[str] = msgspec.field(default_factory=list)


class CaseReplies(Answer, frozen=True, kw_only=True):
    """Every reply to one case, the first one first: an answer that was sent back stays beside the next."""

    number: str
    replies: list[ReplyView]


class CategoryView(Answer, frozen=True, kw_only=True):
    """What a complaint can be about, and what follows from it.

    ``lead`` is the department that leads, or ``duty_list``: whose it is by the list of duties.
    """

    code: str
    zh: str
    en: str
    severity: int
    environment: str
    object: str
    domain: str
    clock_class: ClockClass
    law: str
    public: bool
    questions: list[QuestionView]
    lead: str = "duty_list"


class CategoryList(Answer, frozen=True, kw_only=True):
    """All categories of one configuration."""

    configuration: str
    categories: list[CategoryView]


class ProposalView(Answer, frozen=True, kw_only=True):
    """A lead unit that is proposed, and why; a case goes to it once it is in the directory (``in_directory``)."""

    department: str
    ground: str
    zh: str
    en: str
    source: str
    in_directory: bool = True


class DutyView(Answer, frozen=True, kw_only=True):
    """Whose duty it is what a word of a case's title stands for."""

    word: str
    department: str


class DutyList(Answer, frozen=True, kw_only=True):
    """The list of duties (职责清单) of one configuration; the lead of a category is said with the category."""

    configuration: str
    source: str
    duties: list[DutyView]


class RoutingView(Answer, frozen=True, kw_only=True):
    """The units that a complaint may go to, the likeliest first."""

    number: str
    proposals: list[ProposalView]


class FactView(Answer, frozen=True, kw_only=True):
    """One fact: its data are the event's, ``said`` what an official wrote when bringing it about."""

    version: int
    type: str
    data: msgspec.Raw
    actor: str
    occurred_at: datetime
    causation: str
    correlation: str
    prev_hash: str
    hash: str
    said: dict[str, str] = msgspec.field(default_factory=dict)


class CaseHistory(Answer, frozen=True, kw_only=True):
    """Every fact of one complaint, in their order."""

    number: str
    facts: list[FactView]


class ComplaintPage(Answer, frozen=True, kw_only=True):
    """One page of complaints, the newest first; ``next`` asks for the page after it."""

    complaints: list[ComplaintView]
    next: str | None = None


class ToldClock(Answer, frozen=True, kw_only=True):
    """One clock whose last day was told outside (domain-complaints 4.4)."""

    code: str
    zh: str
    en: str
    state: str
    due_on: date


class StatusView(Answer, frozen=True, kw_only=True):
    """What a complainant sees of their complaint with number and receipt.

    ``chain_head`` is the hash of the registration in the history; ``allowed`` what they may do now themself;
    ``receipt_change_needed`` says that somebody else has seen the receipt: until it is changed it opens this alone.
    """

    number: str
    state: State
    filed_at: datetime
    changed_at: datetime
    department: str | None = None
    due_on: date | None = None
    outcome: Outcome | None = None
    question: str | None = None
    followed: str | None = None
    chain_head: str | None = None
    clocks: list[ToldClock] = msgspec.field(default_factory=list)
    allowed: list[str] = msgspec.field(default_factory=list)
    receipt_change_needed: bool = False


class SealedView(Answer, frozen=True, kw_only=True):
    """Something about a person, sealed to whoever asked for it."""

    sealed: str
