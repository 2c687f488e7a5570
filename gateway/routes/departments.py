"""``/v1/departments`` and ``/v1/events``: the directory, and the departments' door over HTTP."""

from collections.abc import Iterator

import msgspec
from aio_pika import DeliveryMode, Message
from litestar import Response, post, put
from litestar.params import FromPath

from contracts import complaints as says
from contracts.refusals import Fault, Forbidden, Invalid
from contracts.wire import Code, Name, Token, convert, read
from gateway.desk import AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, Caller, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.answers import AcceptedView, answered, described, shown
from kernel.trace import is_trace

STRUCTURED = "application/cloudevents+json"
BATCHED = "application/cloudevents-batch+json"


class DepartmentForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A department's title, as people know it."""

    title: Name


class PostedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A CloudEvent 1.0; ``source`` is ``/departments/<your department>``.

    ``traceparent`` is its extension for distributed tracing; an event without one belongs to its request's trace.
    """

    specversion: str
    id: Token
    source: Token
    type: Code
    data: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"{}"))
    time: str | None = None
    subject: str | None = None
    traceparent: str | None = None


class EventsTaken(msgspec.Struct):
    """How many events the broker has; whom they are for checks them, and a refusal goes to the department's queue."""

    taken: int


class SourceNotYours(Forbidden):
    """The event names another department."""

    zh = "事件来源应为 {0}。"
    en = "The event's source must be {0}."


@put(
    "/v1/departments/{code:str}",
    roles=OFFICE,
    body=DepartmentForm,
    headers=WRITE,
    responses={200: described(says.DepartmentView), 202: described(AcceptedView)},
    summary="Enter a department in the directory 部门名录",
    tags=["departments"],
)
async def enter_department(code: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Enters a department, or gives it another title; the code names its queue and its broker user."""
    form = await read_body(request, DepartmentForm)
    order = convert(says.EnterDepartment, {"code": code, "title": form.title})
    return answered(await desk.send(request, "complaints", order))


@post(
    "/v1/events",
    roles=DEPARTMENT,
    body=PostedEvent,
    status_code=202,
    responses={202: described(EventsTaken)},
    summary="Post events of a department 部门事件",
    tags=["departments"],
)
async def post_events(request: Asked, desk: AtHand) -> Response[bytes]:
    """Takes one CloudEvent (structured or binary mode) or a batch; 202 once the broker has them all."""
    caller = caller_of(request)
    department = caller.actor.department or ""
    events = [_traced(event, caller) for event in _events(request, await request.body())]
    for event in events:
        _check_source(event, department)
    for event in events:
        await desk.bus.post(department, _message(event), event.type)
    return shown(EventsTaken(len(events)), status=202)


def _events(request: Asked, body: bytes) -> Iterator[PostedEvent]:
    kind = request.content_type[0]
    if kind == BATCHED:
        yield from read(list[PostedEvent], body)
    elif kind == STRUCTURED or "ce-id" not in request.headers:
        yield read(PostedEvent, body)
    else:
        attributes = {name[3:]: value for name, value in request.headers.items() if name.startswith("ce-")}
        yield msgspec.structs.replace(convert(PostedEvent, attributes), data=msgspec.Raw(body))


def _traced(event: PostedEvent, caller: Caller) -> PostedEvent:
    """The event in its own trace, or in the one whose id its request is answered with."""
    own = event.traceparent or ""
    return event if is_trace(own) else msgspec.structs.replace(event, traceparent=caller.trace)


def _check_source(event: PostedEvent, department: str) -> None:
    source = f"/departments/{department}"
    if event.specversion != "1.0":
        raise Invalid.of(Fault(pointer="/specversion", rule="not_one_of", detail="1.0"))
    if not department or event.source != source:
        raise SourceNotYours(source)


def _message(event: PostedEvent) -> Message:
    return Message(
        msgspec.json.encode(event),
        content_type=STRUCTURED,
        message_id=event.id,
        delivery_mode=DeliveryMode.PERSISTENT,
    )


ROUTES = (enter_department, post_events)
