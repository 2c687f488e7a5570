"""``/v1/commands/{id}``: what came of a command whose reply was late."""

from typing import Any

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath

from contracts.mail import FindReply, Reply
from contracts.people import Role
from contracts.refusals import NotFound, Refused
from contracts.wire import convert
from gateway.desk import AtHand
from gateway.edge.caller import Asked, caller_of
from gateway.routes.answers import AcceptedView, answered, described, shown

SERVICES = ("complaints", "approvals", "notifications")


class CommandUnknown(NotFound):
    """No service takes such a command."""

    zh = "没有编号为 {0} 的命令。"
    en = "There is no command {0}."


_ITS_ANSWER = ResponseSpec(
    Any,
    generate_examples=False,
    description="The command's own answer, as the service gave it",
)


@get(
    "/v1/commands/{id:str}",
    roles=tuple(Role),
    responses={200: _ITS_ANSWER, 202: described(AcceptedView)},
    summary="What came of a command 命令结果",
    tags=["commands"],
)
async def find_command(id: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """The command's own answer or refusal once it was carried out; 202 while it was not."""
    service, _, command = id.partition(".")
    if service not in SERVICES:
        raise CommandUnknown(id)
    query = convert(FindReply, {"command": command})
    try:
        reply = await desk.bus.query(service, query, caller_of(request), Reply)
    except NotFound:
        return shown(AcceptedView(command=f"/v1/commands/{id}"), status=202)
    if reply.refusal is not None:
        raise Refused.recall(reply.refusal)
    return answered(reply)


ROUTES = (find_command,)
