"""One message as the mailboxes see it, whatever it looked like on the wire."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid, Refused
from contracts.wire import read
from kernel.connection import UNREADABLE
from kernel.trace import trace_id_of, trace_of


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A command, a query or an event.

    ``id`` is unique for its sender and ``key`` everywhere; ``type`` is the contract's wire name; ``door`` is where
    an event came in (a service, or ``departments``); ``flaw`` is why the message cannot be handed to anybody, and
    ``via`` who sent it when what it says of itself is not to be believed; ``lethal`` says that a process ended under it
    each time; ``delivery`` is the AMQP message it came in.
    """

    id: str
    type: str
    body: bytes
    actor: Actor
    source: str = ""
    via: str = ""
    door: str = ""
    reply_to: str = ""
    correlation_id: str = ""
    correlation: str = ""
    trace: str = ""
    occurred_at: datetime | None = None
    fingerprint: bytes = b""
    flaw: Refused | None = None
    lethal: bool = False
    delivery: Any = field(default=None, repr=False, compare=False)

    @cached_property
    def key(self) -> str:
        """What ``received`` knows it by: a CloudEvents id is unique within its source.

        With ``via`` before them, an event under a false name takes no id from whom that name belongs to.
        """
        return " ".join(part for part in (self.via, self.source, self.id) if part)

    @property
    def trace_id(self) -> str:
        """The id of the trace that it is part of."""
        return trace_id_of(self.trace)

    @property
    def address(self) -> str:
        """What its handler is found by: an event of one door never reaches the handler of another's."""
        return f"{self.door} {self.type}" if self.door else self.type

    @cached_property
    def print(self) -> bytes:
        """Tells two bodies under one id apart; the sender's own print counts, since a seal is new each time."""
        return self.fingerprint or hashlib.sha256(self.type.encode() + b"\n" + self.body).digest()


NOBODY = Actor(id="unknown")
"""Who acts when a message does not say it: somebody without a role."""


def read_command(message: Any) -> Letter:
    """Reads a command: ``message_id``, ``type``, ``reply_to``, and the actor in the headers."""
    properties, headers = message.properties, message.headers or {}
    actor, flaw = _actor(headers)
    message_id = text_of(properties, "message_id")
    if not message_id:
        flaw = Invalid.of(Fault(pointer="/message_id", rule="required"))
    id_ = message_id or hashlib.sha256(body_of(message)).hexdigest()
    return Letter(
        id=id_,
        type=text_of(properties, "type"),
        body=body_of(message),
        actor=actor,
        reply_to=properties.get("reply_to") or "",
        correlation_id=properties.get("correlation_id") or "",
        trace=trace_of(text_of(headers, "traceparent"), id_),
        fingerprint=text_of(headers, "fingerprint").encode(),
        flaw=unreadable(message) or flaw,
        delivery=message,
    )


def read_query(message: Any) -> Letter:
    """Reads nameko's RPC request: the routing key names the query, the body holds its arguments."""
    properties, headers = message.properties, message.headers or {}
    actor, flaw = _actor(headers)
    if actor is NOBODY:
        actor = _nameko_caller(headers)
    id_ = text_of(properties, "correlation_id")
    return Letter(
        id=id_,
        type=text_of(message.delivery_info, "routing_key").rpartition(".")[2],
        body=body_of(message),
        actor=actor,
        reply_to=properties.get("reply_to") or "",
        correlation_id=properties.get("correlation_id") or "",
        trace=trace_of(text_of(headers, "traceparent"), id_),
        flaw=flaw,
        delivery=message,
    )


def body_of(message: Any) -> bytes:
    """The body as it came, to the byte."""
    return message.body.encode() if isinstance(message.body, str) else bytes(message.body)


def unreadable(message: Any) -> Invalid | None:
    """The flaw of a message whose properties no client can decode."""
    return Invalid.of(Fault(pointer="/properties", rule="malformed")) if UNREADABLE in message.properties else None


_TEXT = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,1024}")
"""No control characters and no half surrogates, which no table keeps; short enough to be handed on in a header."""


def text_of(values: Mapping[str, Any], name: str) -> str:
    """The text of a header or a property; whatever is no such text counts as not there."""
    return _text(values.get(name))


def _text(value: object) -> str:
    return value if isinstance(value, str) and _TEXT.fullmatch(value) else ""


def actor_of(message: Any) -> Actor:
    """Who acts, as the headers of a command or a query say."""
    return _actor(message.headers or {})[0]


def _actor(headers: Mapping[str, Any]) -> tuple[Actor, Refused | None]:
    said = headers.get("actor")
    if said is None:
        return NOBODY, None
    try:
        return read(Actor, said if isinstance(said, str | bytes) else b""), None
    except Invalid as flaw:
        return NOBODY, Invalid.of(
            *(msgspec.structs.replace(fault, pointer=f"/actor{fault.pointer}") for fault in flaw.faults)
        )


def _nameko_caller(headers: Mapping[str, Any]) -> Actor:
    """A stock ``RpcProxy`` names the calling service in its call stack: ``notifications.deliver_messages.<id>``."""
    stack = headers.get("nameko.call_id_stack")
    service = _text(stack[-1]).partition(".")[0] if isinstance(stack, list) and stack else ""
    return Actor(id=f"/services/{service}", roles=[Role.SYSTEM]) if service else NOBODY


@dataclass(frozen=True)
class Origin:
    """Where a message entered the broker, and as which of its users."""

    exchange: str
    key: str
    user: str


def origin_of(message: Any) -> Origin:
    """Where a message came in, also after the retry ladder's detour.

    Only the platform may publish to the default exchange, so what such a message says of itself is believed.
    """
    headers = message.headers or {}
    if _is_copy(message):
        return Origin(text_of(headers, "came-by"), text_of(headers, "came-as"), text_of(headers, "came-from"))
    exchange = message.delivery_info.get("exchange") or ""
    return Origin(exchange, text_of(message.delivery_info, "routing_key"), text_of(message.properties, "user_id"))


FIRST_FAILED = "first-failed"
"""The header in which a letter on the retry ladder carries the moment of its first failure."""


def first_failure_of(message: Any) -> datetime | None:
    """When a letter failed for the first time; None on its first delivery, whatever its sender wrote there."""
    return moment_of(text_of(message.headers or {}, FIRST_FAILED)) if _is_copy(message) else None


def tries_of(message: Any) -> int:
    """How often the message says that it was tried; whatever is no such number counts as none."""
    said = (message.headers or {}).get("attempt")
    return max(said, 0) if isinstance(said, int) else 0


def moment_of(said: str) -> datetime | None:
    """The moment that a text names; None when it names none."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _is_copy(message: Any) -> bool:
    """Whether it is a copy of ours, which came over the ladder or from the dead letters."""
    return not message.delivery_info.get("exchange") and "came-by" in (message.headers or {})
