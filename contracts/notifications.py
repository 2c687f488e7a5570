"""The published language of the notifications service (通知): who is told what, by which channel, and if it went."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.refusals import Conflict, Forbidden, Invalid
from contracts.wire import Answer, Code, Command, Event, Query, Sealed, Token

Url = Annotated[str, msgspec.Meta(max_length=2048, pattern=r"^https?://[\x21-\x7e]+\Z")]
"""Where a department's system takes webhooks: visible ASCII; what else it must be, the service says."""


class Channel(StrEnum):
    """By what a message goes out."""

    EMAIL = "email"
    WEBHOOK = "webhook"


class Recipient(StrEnum):
    """Who is told."""

    COMPLAINANT = "complainant"
    DEPARTMENT = "department"
    OFFICIAL = "official"  # who holds a post, as the directory says
    LIAISON = "liaison"  # that of every department, of what is made known to all


class State(StrEnum):
    """Where a message stands. A failed one is given up; a skipped one was never to go out, and bears the reason."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class EndpointState(StrEnum):
    """Whether an endpoint is told anything."""

    ACTIVE = "active"
    DISABLED = "disabled"


# Commands


class RegisterEndpoint(Command, frozen=True, kw_only=True):
    """Registers where a department's system takes webhooks.

    The same address again replaces the events, restores a disabled endpoint, and adds the secret: the last two sign.
    ``secret`` is a Standard Webhooks secret (``whsec_…``), sealed to the notifications service at the edge.
    """

    department: Code
    url: Url
    events: Annotated[list[Code], msgspec.Meta(min_length=1, max_length=32)]
    secret: Sealed


# Answers


class EndpointView(Answer, frozen=True, kw_only=True):
    """One endpoint of a department; its secrets are shown to nobody."""

    id: str
    department: str
    url: str
    events: list[str]
    state: EndpointState
    version: int


class EndpointPage(Answer, frozen=True, kw_only=True):
    """The endpoints of one department, or of all."""

    endpoints: list[EndpointView]


class MessageView(Answer, frozen=True, kw_only=True):
    """One message: what is known of it without saying who reads it.

    ``reason`` is why it was skipped or given up, or what the last try met; ``next_try_at`` is there while one is ahead.
    """

    id: str
    number: str
    rule: str
    event_type: str
    recipient: Recipient
    channel: Channel
    state: State
    attempts: int
    planned_at: datetime
    department: str | None = None
    reason: str | None = None
    next_try_at: datetime | None = None
    sent_at: datetime | None = None


class MessagePage(Answer, frozen=True, kw_only=True):
    """One page of messages, the newest first; ``next`` asks for the page after it."""

    messages: list[MessageView]
    next: str | None = None


# Queries


class FindEndpoints(Query, frozen=True, kw_only=True):
    """The endpoints of a department, or of all; a department sees its own alone."""

    department: Code | None = None


class FindMessages(Query, frozen=True, kw_only=True):
    """A page of messages, the newest first; a department sees those to itself alone."""

    number: Token | None = None
    state: State | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


# What a department's endpoint gets


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """The body of a webhook, in the form that Standard Webhooks 1.0 recommends; ``data`` holds ids and codes.

    ``timestamp`` is when the event happened; ``data["version"]`` puts the facts of one case in order.
    """

    type: str
    timestamp: datetime
    data: dict[str, str | int]


# Events: ids and codes only


class MessageFact(Event, frozen=True, kw_only=True):
    """What every fact about a message says; ``attempts`` is how often it was tried."""

    message: str
    version: int
    number: str
    rule: str
    recipient: Recipient
    channel: Channel
    attempts: int
    department: str | None = None


class MessageSent(MessageFact, frozen=True, kw_only=True):
    """The recipient's server took it."""


class MessageFailed(MessageFact, frozen=True, kw_only=True):
    """It was given up; ``reason`` is what the last try met."""

    reason: str


class EndpointFact(Event, frozen=True, kw_only=True):
    """What every fact about an endpoint says; neither its address nor its secrets."""

    endpoint: str
    version: int
    department: str
    state: EndpointState


class EndpointRegistered(EndpointFact, frozen=True, kw_only=True):
    """A department's endpoint was registered, changed or restored."""

    events: list[str]


class EndpointDisabled(EndpointFact, frozen=True, kw_only=True):
    """It is told nothing any more, until it is registered again."""

    reason: str


# Refusals


class NotYourDepartment(Forbidden):
    """A department acts for itself alone."""

    zh = "{0} 不能代表 {1} 操作。"
    en = "{0} cannot act for {1}."


class EndpointUrlRefused(Invalid):
    """Webhooks do not go to such an address; the rule that it breaks is named."""

    pointer = "/url"
    rule = "refused"
    zh = "不能向地址 {0} 推送:{1}。"
    en = "Webhooks cannot go to {0}: {1}."


class EventNotOffered(Invalid):
    """No rule sends this event to departments; those that are sent are named."""

    pointer = "/events"
    rule = "not_one_of"
    zh = "事件“{0}”不能订阅,可订阅:{1}。"
    en = "The event {0} cannot be had; there are: {1}."


class SecretUnreadable(Invalid):
    """The secret cannot be opened, or is no Standard Webhooks secret."""

    pointer = "/secret"
    rule = "malformed"
    zh = "密钥无法读取;应为 whsec_ 加 24 至 64 字节的 base64。"
    en = "The secret cannot be read; it must be whsec_ and the base64 of 24 to 64 bytes."


class TooManyEndpoints(Conflict):
    """A department has as many endpoints as it may have."""

    zh = "{0} 已有 {1} 个推送地址,不能再增加。"
    en = "{0} has {1} endpoints already and can have no more."
