"""``/v1/webhook-endpoints`` and ``/v1/messages``: where departments are told, and what was told to whom."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery, QueryParameter

from contracts import notifications as says
from contracts.people import Role
from contracts.wire import Code, convert, read
from gateway.desk import Accepted, AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE, command_id
from gateway.edge.receipts import webhook_secret
from gateway.routes.answers import AcceptedView, answered, created, described, shown


class EndpointForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a department's system takes webhooks, and which events it wants."""

    department: Code
    url: says.Url
    events: Annotated[list[Code], msgspec.Meta(min_length=1, max_length=32)]


class EndpointMade(says.EndpointView, frozen=True, kw_only=True):
    """The endpoint and its signing secret, which is shown here and nowhere else."""

    secret: str


@post(
    "/v1/webhook-endpoints",
    roles=(*OFFICE, *DEPARTMENT),
    body=EndpointForm,
    headers=WRITE,
    responses={201: described(EndpointMade), 202: described(AcceptedView)},
    summary="Register a webhook endpoint 登记推送地址",
    tags=["notifications"],
)
async def register_endpoint(request: Asked, desk: AtHand) -> Response[bytes]:
    """Standard Webhooks, signed; the same address again gets a further secret, and the last two sign."""
    form = await read_body(request, EndpointForm)
    id_ = command_id(request)
    secret = webhook_secret(desk.receipt_key, id_)
    sealed = desk.keys.seal("notifications", secret.encode())
    order = says.RegisterEndpoint(department=form.department, url=form.url, events=form.events, secret=sealed)
    reply = await desk.send(request, "notifications", order, id=id_)
    if isinstance(reply, Accepted):
        return answered(reply)
    endpoint = read(says.EndpointView, bytes(reply.answer))
    made = EndpointMade(**msgspec.structs.asdict(endpoint), secret=secret)
    return created(made, reply, location="/v1/webhook-endpoints")


@get(
    "/v1/webhook-endpoints",
    roles=(*OFFICE, *DEPARTMENT),
    asks=says.FindEndpoints,
    responses={200: described(says.EndpointPage)},
    summary="Webhook endpoints 推送地址",
    tags=["notifications"],
)
async def find_endpoints(request: Asked, desk: AtHand, department: FromQuery[str | None] = None) -> Response[bytes]:
    """The endpoints of a department, or of all; a department sees its own alone."""
    query = convert(says.FindEndpoints, {"department": department})
    return shown(await desk.bus.query("notifications", query, caller_of(request), says.EndpointPage))


@get(
    "/v1/messages",
    roles=(Role.OPERATOR, *OFFICE, *DEPARTMENT),
    asks=says.FindMessages,
    responses={200: described(says.MessagePage)},
    summary="Messages and whether they went 通知记录",
    tags=["notifications"],
)
async def find_messages(
    request: Asked,
    desk: AtHand,
    number: FromQuery[str | None] = None,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,  # ``state`` is a word of Litestar's own
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of messages, the newest first, without addresses."""
    asked = {"number": number, "state": standing, "after": after, "limit": limit}
    query = convert(says.FindMessages, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("notifications", query, caller_of(request), says.MessagePage))


ROUTES = (register_endpoint, find_endpoints, find_messages)
