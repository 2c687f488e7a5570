"""The published language of identity custody (身份保管): who may look at a complainant, why and how long."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.complaints.words import Number
from contracts.refusals import Conflict, Forbidden, NotFound
from contracts.wire import Answer, Command, Event, Query, Text, Token

IdentityNumber = Annotated[str, msgspec.Meta(pattern=r"^SM-\d{4}-\d{6,}\Z")]
"""What people know a request by: 身份密级查阅."""

Limit = Annotated[int, msgspec.Meta(ge=1, le=100)]


class IdentityState(StrEnum):
    """Where a request stands."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    EXPIRED = "expired"
    REVOKED = "revoked"


class IdentityAct(StrEnum):
    """What the log of an identity holds: each request, grant, refusal and look, and each look that was denied."""

    REQUESTED = "requested"
    GRANTED = "granted"
    REFUSED = "refused"
    EXPIRED = "expired"
    REVOKED = "revoked"
    LOOKED = "looked"
    DENIED = "denied"


class IdentityGround(StrEnum):
    """For what an identity may be looked at at all (个人信息保护法第六条: a stated purpose, and no more)."""

    CONTACT = "contact"
    VERIFICATION = "verification"
    CALLBACK = "callback"
    PROTECTION = "protection"
    LEGAL_DUTY = "legal_duty"


class RequestIdentity(Command, frozen=True, kw_only=True):
    """Asks to look at who complains, with the ground and the motive (申请查阅身份)."""

    case: Number
    ground: IdentityGround
    motive: Text


class IdentityStep(Command, frozen=True, kw_only=True):
    """One move of a request; ``version`` is the one that its sender has seen."""

    number: IdentityNumber
    version: int | None = None


class GrantIdentity(IdentityStep, frozen=True, kw_only=True):
    """The custodian lets the one who asked look, up to a day (准予查阅); without a day as the rule says."""

    until: date | None = None


class RefuseIdentity(IdentityStep, frozen=True, kw_only=True):
    """The custodian does not, and says why (不予查阅)."""

    reason: Text


class RevokeIdentity(IdentityStep, frozen=True, kw_only=True):
    """The custodian takes a grant back, and says why (撤销授权)."""

    reason: Text


class FindIdentityRequest(Query, frozen=True, kw_only=True):
    """One request."""

    number: IdentityNumber


class FindIdentityRequests(Query, frozen=True, kw_only=True):
    """A page of requests, the newest first; an officer sees their own alone."""

    case: Number | None = None
    state: IdentityState | None = None
    after: Token | None = None
    limit: Limit = 20


class ReadIdentity(Query, frozen=True, kw_only=True):
    """Who complains, for the one person whom it was granted to; sealed to the gateway, and written down."""

    number: IdentityNumber


class FindIdentityLog(Query, frozen=True, kw_only=True):
    """A page of what was done about the identity of one complaint's complainant, the newest first."""

    number: Number
    after: Token | None = None
    limit: Limit = 20


class IdentityProgress(Answer, frozen=True, kw_only=True):
    """Where a request stands after a command."""

    number: str
    version: int
    state: IdentityState
    until: date | None = None


class IdentityView(IdentityProgress, frozen=True, kw_only=True):
    """One request, with what was written; never with who complains."""

    case: str
    ground: IdentityGround
    motive: str
    requested_by: str
    requested_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None
    ended_at: datetime | None = None


class IdentityPage(Answer, frozen=True, kw_only=True):
    """One page of requests; ``next`` asks for the page after it."""

    requests: list[IdentityView]
    next: str | None = None


class IdentityLogEntry(Answer, frozen=True, kw_only=True):
    """One act: by whom, when, on which request and why.

    A look without a request is that at a named complainant's words, or at the address for a message to be sent.
    """

    id: str
    act: IdentityAct
    by: str
    at: datetime
    number: str | None = None
    reason: str | None = None


class IdentityLog(Answer, frozen=True, kw_only=True):
    """One page of the log; ``next`` asks for the page after it."""

    number: str
    entries: list[IdentityLogEntry]
    next: str | None = None


class IdentityFact(Event, frozen=True, kw_only=True):
    """What every fact about a request says."""

    request: str
    number: str
    version: int
    state: IdentityState
    case: str
    ground: IdentityGround


class IdentityRequested(IdentityFact, frozen=True, kw_only=True):
    """Somebody asked to look at who complains."""


class IdentityGranted(IdentityFact, frozen=True, kw_only=True):
    """The custodian let them, up to a day."""

    until: date


class IdentityRefused(IdentityFact, frozen=True, kw_only=True):
    """The custodian did not."""


class IdentityGrantExpired(IdentityFact, frozen=True, kw_only=True):
    """The day has passed."""


class IdentityGrantRevoked(IdentityFact, frozen=True, kw_only=True):
    """The custodian took the grant back."""


class IdentityLookedAt(Event, frozen=True, kw_only=True):
    """Somebody has looked at who complains; whoever complains is told."""

    look: str
    version: int
    request: str
    number: str
    case: str


class IdentityRequestUnknown(NotFound):
    """There is no such request, or it is somebody else's."""

    zh = "没有编号为 {0} 的身份查阅申请。"
    en = "There is no identity request {0}."


class IdentityOpen(Conflict):
    """Whoever complains has given their name openly: it stands with the words."""

    zh = "投诉件 {0} 为实名投诉,身份随投诉内容查看,无需申请。"
    en = "Complaint {0} is a named one: its complainant is shown with the words, nothing needs to be granted."


class IdentityNone(Conflict):
    """The vault knows nobody, or they complain without a name: there is nothing to look at."""

    zh = "投诉件 {0} 没有留存投诉人身份。"
    en = "Nobody is known as the complainant of {0}."


class IdentityRequestedBefore(Conflict):
    """The same person's request on the same case waits for its decision, or was granted."""

    zh = "您对投诉件 {0} 的申请 {1} 尚未了结。"
    en = "Your request {1} on complaint {0} is still open."


class IdentityKeptFromDepartments(Forbidden):
    """A department never learns who complains."""

    zh = "部门({0})不得申请或查阅投诉人身份。"
    en = "A department ({0}) never asks for or sees who complains."


class IdentityNotGranted(Forbidden):
    """The grant is one person's, or there is none."""

    zh = "身份查阅 {0} 未授权给 {1}。"
    en = "The request {0} does not let {1} look."


class IdentityGrantOver(Forbidden):
    """The time of the grant has passed."""

    zh = "身份查阅 {0} 的授权已于 {1} 届满。"
    en = "The grant of {0} was over on {1}."
