"""``/v1/identity-requests``: looking at who complains, as the custodian lets, and on record."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import complaints, identity
from contracts.people import Role
from contracts.wire import convert, read
from gateway.desk import AtHand, read_body
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, described, shown

ASKING = (Role.OFFICER, Role.DIRECTOR, Role.CALLBACK_AGENT, Role.REVIEWER)
CUSTODIAN = (Role.CUSTODIAN,)
READERS = (*ASKING, *CUSTODIAN)
WATCHING = (Role.DIRECTOR, Role.CUSTODIAN)


@post(
    "/v1/identity-requests",
    roles=ASKING,
    body=identity.RequestIdentity,
    headers=WRITE,
    status_code=201,
    responses={201: described(identity.IdentityProgress), 202: described(AcceptedView)},
    summary="Ask to look at who complains 申请查阅身份",
    tags=["identity-requests"],
)
async def request_identity(request: Asked, desk: AtHand) -> Response[bytes]:
    """Asks with ground and motive; the custodian decides."""
    order = await read_body(request, identity.RequestIdentity)
    return answered(await desk.send(request, "complaints", order), status=201)


@get(
    "/v1/identity-requests",
    roles=READERS,
    asks=identity.FindIdentityRequests,
    responses={200: described(identity.IdentityPage)},
    summary="Requests, the newest first 查阅申请列表",
    tags=["identity-requests"],
)
async def find_identity_requests(
    request: Asked,
    desk: AtHand,
    case: FromQuery[str | None] = None,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of requests; who is neither custodian nor director sees their own."""
    asked = {"case": case, "state": standing, "after": after, "limit": limit}
    query = convert(identity.FindIdentityRequests, {name: said for name, said in asked.items() if said is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), identity.IdentityPage))


@get(
    "/v1/identity-requests/{number:str}",
    roles=READERS,
    responses={200: described(identity.IdentityView)},
    summary="One request 查阅申请",
    tags=["identity-requests"],
)
async def find_identity_request(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One request, with its version as ETag; never with who complains."""
    query = convert(identity.FindIdentityRequest, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), identity.IdentityView))


@get(
    "/v1/identity-requests/{number:str}/identity",
    roles=ASKING,
    responses={200: described(complaints.Reporter)},
    summary="Who complains 查阅身份",
    tags=["identity-requests"],
)
async def read_identity(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Who complains, for the one person whom it was granted to; written down, and told to whoever complains."""
    query = convert(identity.ReadIdentity, {"number": number})
    view = await desk.bus.query("complaints", query, caller_of(request), complaints.SealedView)
    reporter = read(complaints.Reporter, desk.keys.open("gateway", view.sealed))
    return shown(reporter, headers={"Cache-Control": "no-store"})


@get(
    "/v1/complaints/{number:str}/identity-log",
    roles=WATCHING,
    asks=identity.FindIdentityLog,
    responses={200: described(identity.IdentityLog)},
    summary="Who looked at who complains 身份查阅记录",
    tags=["identity-requests"],
)
async def find_identity_log(
    number: FromPath[str], request: Asked, desk: AtHand, after: FromQuery[str | None] = None, limit: FromQuery[int] = 20
) -> Response[bytes]:
    """Every request, decision, look and denied look, the newest first."""
    asked = {"number": number, "after": after, "limit": limit}
    query = convert(identity.FindIdentityLog, {name: said for name, said in asked.items() if said is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), identity.IdentityLog))


_action = actions_of("identity-requests", answer=identity.IdentityProgress)

ROUTES = (
    request_identity,
    find_identity_requests,
    find_identity_request,
    read_identity,
    find_identity_log,
    _action("grant", identity.GrantIdentity, CUSTODIAN, "Let them look 准予查阅"),
    _action("refuse", identity.RefuseIdentity, CUSTODIAN, "Do not let them 不予查阅"),
    _action("revoke", identity.RevokeIdentity, CUSTODIAN, "Take the grant back 撤销授权"),
)
