"""``/v1/exposures``: proposing, verifying, hearing, deciding; ``/v1/exposure-board`` is what everybody may read."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import exposure as says
from contracts.people import Role
from contracts.wire import convert, read
from gateway.desk import Accepted, AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE, PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, created, described, shown

CLERKS = (Role.OFFICER, Role.DIRECTOR)
UNIT = (Role.DEPUTY, Role.HEAD)
DECIDERS = (Role.DIRECTOR, Role.LEADER)
READERS = (*OFFICE, *DEPARTMENT, Role.HEAD, Role.LEADER, Role.REVIEWER, Role.CUSTODIAN)


@post(
    "/v1/exposures",
    roles=CLERKS,
    body=says.ProposeExposure,
    headers=WRITE,
    responses={201: described(says.ExposureProgress), 202: described(AcceptedView)},
    summary="Propose to expose 提出曝光",
    tags=["exposures"],
)
async def propose_exposure(request: Asked, desk: AtHand) -> Response[bytes]:
    """Proposes to expose what was found true; another verifies it, and the department is heard before."""
    reply = await desk.send(request, "complaints", await read_body(request, says.ProposeExposure))
    if isinstance(reply, Accepted):
        return answered(reply)
    progress = read(says.ExposureProgress, bytes(reply.answer))
    return created(progress, reply, location=f"/v1/exposures/{progress.number}")


@get(
    "/v1/exposures/{number:str}",
    roles=READERS,
    responses={200: described(says.ExposureFile)},
    summary="One exposure with its papers 查看曝光件",
    tags=["exposures"],
)
async def find_exposure(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One exposure with its papers; a department sees its own, once it was served."""
    query = convert(says.FindExposure, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.ExposureFile))


@get(
    "/v1/exposures",
    roles=READERS,
    asks=says.FindExposures,
    responses={200: described(says.ExposurePage)},
    summary="Exposures, the newest first 曝光列表",
    tags=["exposures"],
)
async def find_exposures(  # noqa: PLR0913 - a list has filters
    request: Asked,
    desk: AtHand,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,  # ``state`` is a word of Litestar's own
    medium: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    ground: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of exposures; ``next`` of one page is ``after`` of the following one."""
    asked = {
        "state": standing,
        "medium": medium,
        "department": department,
        "ground": ground,
        "after": after,
        "limit": limit,
    }
    query = convert(says.FindExposures, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.ExposurePage))


@get(
    "/v1/exposure-board",
    roles=PUBLIC,
    asks=says.FindExposureBoard,
    responses={200: described(says.ExposureBoard)},
    summary="What everybody may read 曝光台",
    tags=["exposures"],
)
async def find_exposure_board(
    request: Asked,
    desk: AtHand,
    department: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """What is known to everybody now: what was found, of which department, and what became of it."""
    asked = {"department": department, "after": after, "limit": limit}
    query = convert(says.FindExposureBoard, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.ExposureBoard))


_action = actions_of("exposures", answer=says.ExposureProgress)

ACTIONS = (
    _action("revise", says.ReviseExposure, CLERKS, "Write it anew 修改"),
    _action("verify", says.VerifyExposure, CLERKS, "Verify its facts 核实"),
    _action("check_privacy", says.CheckExposurePrivacy, (Role.CUSTODIAN, Role.DIRECTOR), "Check privacy 隐私审查"),
    _action("reply", says.ReplyToExposure, UNIT, "Make the department's statement 陈述"),
    _action("approve", says.ApproveExposure, DECIDERS, "Approve 批准"),
    _action("reject", says.RejectExposure, DECIDERS, "Reject 不予曝光"),
    _action("publish", says.PublishExposure, CLERKS, "Publish 发布"),
    _action("note_rectified", says.NoteRectified, CLERKS, "Say that it was put right 整改说明"),
    _action("correct", says.CorrectExposure, (Role.DIRECTOR,), "Correct 更正"),
    _action("withdraw", says.WithdrawExposure, (*CLERKS, Role.LEADER), "Withdraw 撤下"),
)

ROUTES = (propose_exposure, find_exposure, find_exposures, find_exposure_board, *ACTIONS)
