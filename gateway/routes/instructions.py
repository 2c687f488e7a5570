"""``/v1/instructions``: leaders' instructions, and what is reported back."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import instruction as says
from contracts.people import Role
from contracts.wire import convert
from gateway.desk import AtHand, read_body
from gateway.edge.access import OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, described, shown

LEADER = (Role.LEADER, Role.DIRECTOR)
READERS = (*OFFICE, Role.LEADER)


@post(
    "/v1/instructions",
    roles=READERS,
    body=says.GiveInstruction,
    headers=WRITE,
    responses={201: described(says.InstructionProgress), 202: described(AcceptedView)},
    summary="Put down a leader's instruction 批示",
    tags=["instructions"],
)
async def give_instruction(request: Asked, desk: AtHand) -> Response[bytes]:
    """A leader's instruction on a case; without a day it is to be reported back in ten working days."""
    order = await read_body(request, says.GiveInstruction)
    return answered(await desk.send(request, "complaints", order), status=201)


@get(
    "/v1/instructions",
    roles=READERS,
    asks=says.FindInstructions,
    responses={200: described(says.InstructionPage)},
    summary="Instructions, the newest first 批示列表",
    tags=["instructions"],
)
async def find_instructions(
    request: Asked,
    desk: AtHand,
    case: FromQuery[str | None] = None,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of instructions; ``next`` of one page is ``after`` of the following one."""
    asked = {"case": case, "state": standing, "after": after, "limit": limit}
    query = convert(says.FindInstructions, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.InstructionPage))


@get(
    "/v1/instructions/{number:str}",
    roles=READERS,
    responses={200: described(says.InstructionView)},
    summary="One instruction 查看批示",
    tags=["instructions"],
)
async def find_instruction(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One instruction, with its version as ETag."""
    query = convert(says.FindInstruction, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.InstructionView))


_action = actions_of("instructions", answer=says.InstructionProgress)

ROUTES = (
    give_instruction,
    find_instructions,
    find_instruction,
    _action("report", says.ReportBack, OFFICE, "Report back 专报"),
    _action("accept", says.AcceptReport, LEADER, "Be content with the report 阅"),
    _action("return", says.ReturnReport, LEADER, "Want more 退回"),
)
