"""CloudEvents 1.0 on RabbitMQ: attributes as ``ce-`` headers, as the ``cloudevents`` SDK's RabbitMQ binding has them.

Ours are written in binary mode. From outside, binary, structured and batched modes are read.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

import msgspec
from amqp import Message

from contracts.people import Actor, Role
from contracts.refusals import Fault, Forbidden, Invalid, Refused
from contracts.wire import convert, read
from kernel.mail.letter import NOBODY, Letter, body_of, origin_of, text_of, unreadable
from kernel.mail.names import DEPARTMENTS
from kernel.trace import trace_of

STRUCTURED = "application/cloudevents+json"
BATCHED = "application/cloudevents-batch+json"

_Attribute = Annotated[str, msgspec.Meta(min_length=1, max_length=256, pattern=r"^[^\x00-\x1f\x7f]+\Z")]
_Extension = Annotated[str, msgspec.Meta(max_length=1024, pattern=r"^[^\x00-\x1f\x7f]*\Z")]


SLOW = timedelta(minutes=5)
"""By so much a department's clock may be ahead of ours."""


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The attributes that are needed here, and the data untouched."""

    specversion: Annotated[str, msgspec.Meta(pattern=r"^1\.0\Z")]
    id: _Attribute
    source: _Attribute
    type: _Attribute
    data: msgspec.Raw = msgspec.Raw(b"null")
    subject: str | None = None
    time: Annotated[datetime, msgspec.Meta(tz=True)] | None = None
    traceparent: _Extension = ""
    correlation: _Extension = ""


class NotYourSource(Forbidden):
    """An event that does not come from whom it names."""

    zh = "事件来源 {0} 与发送者 {1} 不符。"
    en = "The event's source {0} is not its sender {1}."


class NotYetHappened(Invalid):
    """An event of tomorrow."""

    pointer = "/time"
    rule = "in_the_future"
    zh = "事件时间 {0} 晚于当前时间。"
    en = "The event's time {0} lies ahead."


def check_happened(letter: Letter, at: datetime) -> None:
    """Checks that what a department tells of does not lie ahead; how long ago it was, its service judges.

    Raises:
        NotYetHappened
    """
    if letter.door == DEPARTMENTS and letter.occurred_at is not None and letter.occurred_at > at + SLOW:
        raise NotYetHappened(letter.occurred_at.isoformat())


def source_of(service: str) -> str:
    """The ``source`` of a service's events."""
    return f"/services/{service}"


def department_source(department: str) -> str:
    """The ``source`` of a department's events."""
    return f"/departments/{department}"


def headers_of(  # noqa: PLR0913 - one argument an attribute
    *,
    id: str,
    source: str,
    type: str,
    time: datetime,
    subject: str,
    version: int | None = None,
    trace: str = "",
    correlation: str = "",
) -> dict[str, str]:
    """The headers of an event in binary mode; ``sequence`` is the aggregate's version."""
    headers = {
        "ce-specversion": "1.0",
        "ce-id": id,
        "ce-source": source,
        "ce-type": type,
        "ce-time": time.isoformat().replace("+00:00", "Z"),
        "ce-subject": subject,
    }
    extra = {"ce-sequence": str(version or ""), "ce-traceparent": trace, "ce-correlation": correlation}
    return headers | {name: value for name, value in extra.items() if value}


def read_events(message: Any, *, platform_user: str) -> Iterator[Letter]:
    """Reads the one or many events of an AMQP message; what cannot be read is a letter with its flaw."""
    try:
        if flaw := unreadable(message):
            raise flaw
        if _kind(message) != BATCHED:
            yield _letter(message, _open(message), platform_user)
            return
        parts = [_alone(message, bytes(event)) for event in read(list[msgspec.Raw], body_of(message))]
    except Invalid as flaw:
        yield _unreadable(message, flaw)
        return
    for part in parts:
        yield from read_events(part, platform_user=platform_user)


def _letter(message: Any, event: CloudEvent, platform_user: str) -> Letter:
    origin = origin_of(message)
    actor, flaw = _sender(message, event, platform_user)
    return Letter(
        id=event.id,
        type=event.type,
        source=event.source,
        via=_sent_by(message) if flaw else "",
        door=origin.exchange.removesuffix(".events"),
        body=bytes(event.data),
        actor=actor,
        trace=trace_of(event.traceparent, f"{event.source} {event.id}"),
        occurred_at=event.time,
        correlation=event.correlation,
        flaw=flaw,
        delivery=message,
    )


def _kind(message: Any) -> str:
    return text_of(message.properties, "content_type").partition(";")[0].strip().lower()


def _alone(message: Any, event: bytes) -> Message:
    """One event of a batch as though it had come by itself: by itself it is tried again, and dies."""
    part = Message(event, **(message.properties | {"content_type": STRUCTURED, "content_encoding": "utf-8"}))
    part.delivery_info = message.delivery_info
    return part


def _open(message: Any) -> CloudEvent:
    return read(CloudEvent, body_of(message)) if _kind(message) == STRUCTURED else _binary(message)


def _binary(message: Any) -> CloudEvent:
    headers = {name.lower(): value for name, value in (message.headers or {}).items() if isinstance(name, str)}
    said = {name: text_of(headers, f"ce-{name}") for name in CloudEvent.__struct_fields__ if name != "data"}
    event = convert(CloudEvent, {name: value for name, value in said.items() if value})
    return msgspec.structs.replace(event, data=msgspec.Raw(body_of(message)))


def _sent_by(message: Any) -> str:
    """Whose message it is, by the broker's word."""
    origin = origin_of(message)
    return origin.user or origin.key or "?"


def _sender(message: Any, event: CloudEvent, platform_user: str) -> tuple[Actor, Refused | None]:
    """Says who sent it; a department is whom the broker knows it as, and may speak for itself alone."""
    origin = origin_of(message)
    if origin.exchange != DEPARTMENTS:
        return Actor(id=event.source, roles=[Role.SYSTEM]), None
    department = origin.key.partition(".")[0]
    if event.source != department_source(department) or origin.user not in {f"department.{department}", platform_user}:
        return NOBODY, NotYourSource(event.source, origin.user or "?")
    return Actor(id=event.source, roles=[Role.LIAISON, Role.DEPUTY], department=department), None


def _unreadable(message: Any, flaw: Invalid) -> Letter:
    headers = message.headers or {}
    body = body_of(message)
    id_ = text_of(headers, "ce-id") or hashlib.sha256(body).hexdigest()
    return Letter(
        id=id_,
        type=text_of(headers, "ce-type") or "?",
        source=text_of(headers, "ce-source") or "?",
        via=_sent_by(message),
        body=body,
        actor=NOBODY,
        trace=trace_of(text_of(headers, "ce-traceparent"), id_),
        flaw=flaw if flaw.faults else Invalid.of(Fault(pointer="", rule="malformed")),
        delivery=message,
    )
