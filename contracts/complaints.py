"""The published language of the complaints service (投诉)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.refusals import Conflict, Forbidden, Invalid, NotFound
from contracts.wire import Answer, Code, Command, Event, Name, Query, Sealed, Text, Token

Number = Annotated[str, msgspec.Meta(pattern=r"^TS-\d{4}-\d{6,}\Z", examples=["TS-2026-000123"])]
"""What people know a complaint by: 投诉, the year, a number without gaps."""

Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Channel(StrEnum):
    """How a complaint came in (domain-complaints 4.2)."""

    HOTLINE = "hotline"
    EFFICIENCY_LINE = "efficiency_line"
    LEADER_LETTER = "leader_letter"
    LETTER = "letter"
    VISIT = "visit"
    WEB = "web"
    EMAIL = "email"
    MONITOR_POINT = "monitor_point"
    MEDIA = "media"
    EVENT = "event"
    INSPECTION = "inspection"
    SURVEY_OPINION = "survey_opinion"
    REFERRAL = "referral"


class Mode(StrEnum):
    """What a complainant lets be known of themself."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class State(StrEnum):
    """Where a complaint stands."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    REPLIED = "replied"
    VERIFIED = "verified"
    CLOSED = "closed"


class Finding(StrEnum):
    """What the investigation found."""

    SUBSTANTIATED = "substantiated"
    PARTLY = "partly"
    NOT_SUBSTANTIATED = "not_substantiated"
    UNDETERMINABLE = "undeterminable"


class Outcome(StrEnum):
    """What came of it; kept apart from the state, since closed is not resolved."""

    RESOLVED = "resolved"
    PARTLY_RESOLVED = "partly_resolved"
    UNRESOLVED_EXPLAINED = "unresolved_explained"
    UNFOUNDED = "unfounded"


class CallEvent(StrEnum):
    """What call-centre software tells of a call, in its own words."""

    NEW_CALL = "newCall"
    ANSWER = "answer"
    HANGUP = "hangup"


# What a person says. It is sealed at the edge and opened by the complaints service alone.


class Reporter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who complains, and how to reach them."""

    name: Name | None = None
    phone: Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9][0-9 -]{4,23}\Z")] | None = None
    email: Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+\Z")] | None = (
        None
    )
    language: Annotated[str, msgspec.Meta(pattern=r"^(zh|en)\Z")] = "zh"


class Testimony(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The complaint in the complainant's words, and who they are."""

    title: Name
    text: Text
    reporter: Reporter | None = None


# Commands


class FileComplaint(Command, frozen=True, kw_only=True):
    """Registers a complaint (登记). The same (channel, source, external_id) is the same complaint."""

    channel: Channel
    category: Code
    testimony: Sealed
    receipt_hash: Hash
    source: Token | None = None
    external_id: Token | None = None
    mode: Mode = Mode.NAMED
    about: Code | None = None


class Step(Command, frozen=True, kw_only=True):
    """One move of a complaint; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: Number
    version: int | None = None


class AcceptComplaint(Step, frozen=True, kw_only=True):
    """Takes the complaint on (受理)."""


class DispatchComplaint(Step, frozen=True, kw_only=True):
    """Hands the complaint to the department that is to handle it (派单)."""

    department: Code


class SignComplaint(Step, frozen=True, kw_only=True):
    """The department signs for it (签收)."""


class ReplyToComplaint(Step, frozen=True, kw_only=True):
    """The department answers (反馈)."""

    finding: Finding
    measures: Text
    basis: Text | None = None


class VerifyComplaint(Step, frozen=True, kw_only=True):
    """The office has checked the reply against what was really done (核实)."""


class CloseComplaint(Step, frozen=True, kw_only=True):
    """Closes the complaint with its outcome (办结)."""

    outcome: Outcome


class RecordCall(Command, frozen=True, kw_only=True):
    """What the call-centre software tells of one call: three events with one call id."""

    call_id: Token
    event: CallEvent
    line: Token
    agent: Token | None = None
    caller: Sealed | None = None


class EnterDepartment(Command, frozen=True, kw_only=True):
    """Enters a department in the directory, or changes its title."""

    code: Code
    title: Name


# Answers


class Progress(Answer, frozen=True, kw_only=True):
    """Where a complaint stands after a command."""

    id: str
    number: str
    version: int
    state: State


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
    """A complaint as the office sees it; its text is asked for separately, and that is written down."""

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


class ComplaintPage(Answer, frozen=True, kw_only=True):
    """One page of complaints, the newest first; ``next`` asks for the page after it."""

    complaints: list[ComplaintView]
    next: str | None = None


class StatusView(Answer, frozen=True, kw_only=True):
    """What a complainant sees of their complaint with number and receipt."""

    number: str
    state: State
    filed_at: datetime
    changed_at: datetime
    department: str | None = None
    due_on: date | None = None
    outcome: Outcome | None = None


class SealedView(Answer, frozen=True, kw_only=True):
    """Something about a person, sealed to whoever asked for it."""

    sealed: str


# Queries


class FindComplaint(Query, frozen=True, kw_only=True):
    """One complaint by its number."""

    number: Number


class FindComplaints(Query, frozen=True, kw_only=True):
    """A page of complaints, the newest first."""

    state: State | None = None
    department: Code | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class CheckStatus(Query, frozen=True, kw_only=True):
    """The status for whoever holds number and receipt."""

    number: Number
    receipt_hash: Hash


class ReadTestimony(Query, frozen=True, kw_only=True):
    """The complainant's words, for an officer; sealed to the gateway, and written down with the reason."""

    number: Number
    reason: Name


class FindAddress(Query, frozen=True, kw_only=True):
    """Where to reach a party at this moment, for a message about to be sent; sealed to the notifications service."""

    party: Token
    message: Token


# Events: ids and codes only


class ComplaintFact(Event, frozen=True, kw_only=True):
    """What every fact about a complaint says; ``party`` is the complainant's id in the vault."""

    complaint: str
    number: str
    version: int
    state: State
    party: str | None = None


class ComplaintFiled(ComplaintFact, frozen=True, kw_only=True):
    """A complaint was registered."""

    channel: Channel
    category: str
    mode: Mode
    about: str | None = None
    language: str = "zh"


class ComplaintAccepted(ComplaintFact, frozen=True, kw_only=True):
    """The office took it on."""


class ComplaintDispatched(ComplaintFact, frozen=True, kw_only=True):
    """It was handed to a department."""

    department: str
    due_on: date


class ComplaintSigned(ComplaintFact, frozen=True, kw_only=True):
    """The department signed for it."""

    department: str


class ComplaintReplied(ComplaintFact, frozen=True, kw_only=True):
    """The department answered."""

    department: str
    finding: Finding


class ComplaintVerified(ComplaintFact, frozen=True, kw_only=True):
    """The office checked the answer."""

    department: str


class ComplaintClosed(ComplaintFact, frozen=True, kw_only=True):
    """It is closed, with its outcome."""

    department: str
    outcome: Outcome


class CallRecorded(Event, frozen=True, kw_only=True):
    """A call rang, was answered or ended."""

    call_id: str
    version: int
    state: str
    line: str


class DepartmentEntered(Event, frozen=True, kw_only=True):
    """The directory has a department, or another title for it."""

    code: str
    version: int
    title: str


# Refusals


class ComplaintUnknown(NotFound):
    """No complaint has this number."""

    zh = "没有编号为 {0} 的投诉件。"
    en = "There is no complaint {0}."


class ReceiptUnknown(NotFound):
    """Number and receipt do not belong together; which of the two is wrong is not said."""

    zh = "受理编号或查询码不正确。"
    en = "The number or the receipt is wrong."


class MoveNotAllowed(Conflict):
    """The complaint's state does not allow the action; the allowed ones are named."""

    zh = "投诉件处于“{1}”状态,不能执行“{0}”。"
    en = "A complaint that is {1} cannot be moved by {0}."


class NotYourRole(Forbidden):
    """The action belongs to other roles."""

    zh = "操作“{0}”须由下列角色执行:{1}。"
    en = "The action {0} belongs to: {1}."


class NotYourCase(Forbidden):
    """The case is with another department."""

    zh = "投诉件 {0} 不由 {1} 承办。"
    en = "Complaint {0} is not with {1}."


class CategoryUnknown(Invalid):
    """The category is not one of the city's."""

    zh = "没有类别“{0}”,可用类别:{1}。"
    en = "There is no category {0}; there are: {1}."


class DepartmentUnknown(Invalid):
    """The directory does not have the department."""

    zh = "部门名录中没有“{0}”。"
    en = "The directory has no department {0}."


class SourceReused(Conflict):
    """The same external id came with another complaint."""

    zh = "来源 {0} 的编号 {1} 已用于内容不同的投诉。"
    en = "The id {1} of {0} was already used for another complaint."


class CallUnknown(Invalid):
    """A complaint names a call that no call-centre software told of."""

    zh = "没有编号为 {0} 的来电。"
    en = "There is no call {0}."


class TestimonyUnreadable(Invalid):
    """What was sealed cannot be opened, or is not what it should be."""

    zh = "密封内容无法打开。"
    en = "The sealed content cannot be opened."


class PartyUnknown(NotFound):
    """The vault has nobody with this id."""

    zh = "没有编号为 {0} 的当事人。"
    en = "The vault has no party {0}."
