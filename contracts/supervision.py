"""The published language of supervision (督办): notices to whoever is late, and what becomes of them."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.complaints.words import Number
from contracts.directory import Post
from contracts.refusals import Conflict, NotFound
from contracts.wire import Answer, Code, Command, Event, Query, Text, Token

NoticeNumber = Annotated[str, msgspec.Meta(pattern=r"^DB-\d{4}-\d{6,}\Z")]


class Level(StrEnum):
    """How grave a notice is: 催办, 督办单, red, 挂牌督办."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"
    LISTED = "listed"


class NoticeGround(StrEnum):
    """What is supervised at once, whatever the clocks say (domain-complaints 4.6)."""

    FALSE_REPLY = "false_reply"  # 虚假答复
    SECOND_REDO = "second_redo"  # 两次以上重办
    RECTIFICATION_REFUSED = "rectification_refused"  # 拒不整改


class NoticeState(StrEnum):
    """Where a notice stands."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    LIFTED = "lifted"
    ESCALATED = "escalated"


class LiftedFor(StrEnum):
    """Why a notice was lifted by itself; by hand there is no such reason."""

    MET = "met"  # 事项已办
    TRANSFERRED = "transferred"  # 已转其他单位
    ENDED = "ended"  # 投诉件已终结


class Addressee(msgspec.Struct, frozen=True, kw_only=True):
    """The holder of a post whom a notice goes to, by their id in the vault; no ``party`` means that it is vacant.

    ``instead_of`` are the vacant posts below, for which this one stands in.
    """

    department: str
    post: Post
    party: str | None = None
    instead_of: list[Post] = msgspec.field(default_factory=list)


class IssueNotice(Command, frozen=True, kw_only=True):
    """Issues a notice about a case by hand; one that is open at this level is given instead.

    It goes to whoever has the case; where the office handles it itself, to the department that is named.
    """

    case: Number
    level: Level
    reason: Text
    department: Code | None = None


class NoticeStep(Command, frozen=True, kw_only=True):
    """One move of a notice; ``version`` is the one that its sender has seen."""

    number: NoticeNumber
    version: int | None = None


class AcknowledgeNotice(NoticeStep, frozen=True, kw_only=True):
    """The department has it (签收督办单)."""


class AnswerNotice(NoticeStep, frozen=True, kw_only=True):
    """The department says what it does about it (答复督办)."""

    answer: Text


class LiftNotice(NoticeStep, frozen=True, kw_only=True):
    """The office takes it back, since what it asked for is done (解除督办)."""


class EscalateNotice(NoticeStep, frozen=True, kw_only=True):
    """It goes to the next level (升级督办)."""


class FindNotice(Query, frozen=True, kw_only=True):
    """One notice."""

    number: NoticeNumber


class FindNotices(Query, frozen=True, kw_only=True):
    """A page of notices, the newest first."""

    case: Number | None = None
    department: Code | None = None
    level: Level | None = None
    state: NoticeState | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class NoticeProgress(Answer, frozen=True, kw_only=True):
    """Where a notice stands after a command."""

    number: str
    version: int
    state: NoticeState
    level: Level


class NoticeView(NoticeProgress, frozen=True, kw_only=True):
    """One notice; ``to`` are the roles that it is meant for, ``addressees`` the posts that it went to when issued.

    ``clock`` is the clock that was late, ``ground`` what was supervised without one; by hand there is neither. A
    department reads the ``reason`` without what tells who complains.
    """

    case: str
    to: list[str]
    issued_at: datetime
    issued_by: str
    department: str | None = None
    clock: str | None = None
    ground: NoticeGround | None = None
    answer_by: date | None = None
    reason: str | None = None
    answer: str | None = None
    ended_at: datetime | None = None
    lifted_for: LiftedFor | None = None
    addressees: list[Addressee] = msgspec.field(default_factory=list)


class NoticePage(Answer, frozen=True, kw_only=True):
    """One page of notices; ``next`` asks for the page after it."""

    notices: list[NoticeView]
    next: str | None = None


class SupervisionFact(Event, frozen=True, kw_only=True):
    """What every fact about a notice says; no department means that the office itself is late."""

    notice: str
    number: str
    version: int
    state: NoticeState
    level: Level
    case: str
    department: str | None = None
    clock: str | None = None
    ground: NoticeGround | None = None


class SupervisionIssued(SupervisionFact, frozen=True, kw_only=True):
    """A notice was issued, to be answered by a day; ``to`` are its level's roles, ``addressees`` whom it reached.

    A red one is ``circulated`` to the departments' liaisons, and names the late unit by its ``title`` (通报).
    """

    answer_by: date
    to: list[str]
    addressees: list[Addressee] = msgspec.field(default_factory=list)
    circulated: list[Addressee] = msgspec.field(default_factory=list)
    title: str | None = None


class SupervisionAcknowledged(SupervisionFact, frozen=True, kw_only=True):
    """Its department has it."""


class SupervisionAnswered(SupervisionFact, frozen=True, kw_only=True):
    """Its department said what it does about it."""


class SupervisionEscalated(SupervisionFact, frozen=True, kw_only=True):
    """It went to the next level."""


class SupervisionLifted(SupervisionFact, frozen=True, kw_only=True):
    """It was taken back, by hand or ``lifted_for`` what has happened to its case."""

    lifted_for: LiftedFor | None = None


class SupervisionDueMoved(SupervisionFact, frozen=True, kw_only=True):
    """Its case stood still, and goes on: it is to be answered by a later day."""

    answer_by: date


class NoticeUnknown(NotFound):
    """There is no such notice."""

    zh = "没有编号为 {0} 的督办单。"
    en = "There is no notice {0}."


class NoHigherLevel(Conflict):
    """Nothing stands above the leading group."""

    zh = "督办单 {0} 已是最高级别。"
    en = "Notice {0} is at the highest level."


class CaseEnded(Conflict):
    """Nobody is urged about a complaint that has ended."""

    pointer = "/case"
    rule = "ended"
    zh = "投诉件 {0} 已终结,不再督办。"
    en = "Complaint {0} has ended: nobody is urged about it any more."
