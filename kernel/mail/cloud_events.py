"""CloudEvents 1.0 on RabbitMQ: attributes as ``ce-`` headers, as the ``cloudevents`` SDK's RabbitMQ binding has them.

Ours are written in binary mode. From outside, binary, structured and batched modes are read.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any

import msgspec

from contracts.people import Actor, Role
from contracts.refusals import Fault, Forbidden, Invalid, Refused
from contracts.wire import read
from kernel.mail.letter import NOBODY, Letter, body_of, origin_of, text_of
from kernel.mail.names import DEPARTMENTS

STRUCTURED = "application/cloudevents+json"
BATCHED = "application/cloudevents-batch+json"

_Attribute = Annotated[str, msgspec.Meta(min_length=1, max_length=256, pattern=r"^[^\x00-\x1f\x7f]+\Z")]


class CloudEvent(msgspec.Struct, frozen=True, kw_only=True):
    """The attributes that are needed here, and the data untouched."""

    specversion: Annotated[str, msgspec.Meta(pattern=r"^1\.0\Z")]
    id: _Attribute
    source: _Attribute
    type: _Attribute
    data: msgspec.Raw = msgspec.Raw(b"null")
    subject: str | None = None
    time: datetime | None = None
    traceparent: str = ""
    correlation: str = ""


class NotYourSource(Forbidden):
    """An event that does not come from whom it names."""

    zh = "事件来源 {0} 与发送者 {1} 不符。"
    en = "The event's source {0} is not its sender {1}."


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
        events = list(_open(message))
    except Invalid as unreadable:
        yield _unreadable(message, unreadable)
        return
    for event in events:
        actor, flaw = _sender(message, event, platform_user)
        yield Letter(
            id=event.id,
            type=event.type,
            source=event.source,
            door=origin_of(message).exchange.removesuffix(".events"),
            body=bytes(event.data),
            actor=actor,
            trace=event.traceparent,
            correlation=event.correlation,
            flaw=flaw,
            delivery=message,
        )


def _open(message: Any) -> Iterator[CloudEvent]:
    kind = str(message.properties.get("content_type") or "").partition(";")[0].strip()
    if kind == STRUCTURED:
        yield read(CloudEvent, body_of(message))
    elif kind == BATCHED:
        yield from read(list[CloudEvent], body_of(message))
    else:
        yield _binary(message)


def _binary(message: Any) -> CloudEvent:
    headers: Mapping[str, Any] = message.headers or {}
    attributes = {name[3:].lower(): text_of(headers, name) for name in headers if name.lower().startswith("ce-")}
    event = read(CloudEvent, msgspec.json.encode({name: value for name, value in attributes.items() if value}))
    return msgspec.structs.replace(event, data=msgspec.Raw(body_of(message)))


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
    return Letter(
        id=text_of(headers, "ce-id") or hashlib.sha256(body).hexdigest(),
        type=text_of(headers, "ce-type") or "?",
        source=text_of(headers, "ce-source") or "?",
        body=body,
        actor=NOBODY,
        flaw=flaw if flaw.faults else Invalid.of(Fault(pointer="", rule="malformed")),
        delivery=message,
    )
