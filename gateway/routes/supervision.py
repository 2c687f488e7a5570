"""``/v1/supervision``: notices to whoever is late."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import supervision as says
from contracts.people import Role
from contracts.wire import convert
from gateway.desk import AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, described, shown

UNIT = (*DEPARTMENT, Role.HEAD)
LATE_ONE = (*UNIT, Role.DIRECTOR)
READERS = (*OFFICE, *UNIT, Role.LEADER)


@post(
    "/v1/supervision",
    roles=(*OFFICE, Role.LEADER),
    body=says.IssueNotice,
    headers=WRITE,
    responses={201: described(says.NoticeProgress), 202: described(AcceptedView)},
    summary="Issue a notice 督办",
    tags=["supervision"],
)
async def issue_notice(request: Asked, desk: AtHand) -> Response[bytes]:
    """Issues a notice about a case to whoever has it; one that is open at this level is given instead.

    A red or listed one is the director's or a leader's to issue; nobody is urged about a case that has ended.
    """
    order = await read_body(request, says.IssueNotice)
    return answered(await desk.send(request, "complaints", order), status=201)


@get(
    "/v1/supervision",
    roles=READERS,
    asks=says.FindNotices,
    responses={200: described(says.NoticePage)},
    summary="Notices, the newest first 督办列表",
    tags=["supervision"],
)
async def find_notices(  # noqa: PLR0913 - one argument a filter
    request: Asked,
    desk: AtHand,
    case: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    level: FromQuery[str | None] = None,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of notices; ``next`` of one page is ``after`` of the following one."""
    asked = {"case": case, "department": department, "level": level, "state": standing, "after": after, "limit": limit}
    query = convert(says.FindNotices, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.NoticePage))


@get(
    "/v1/supervision/{number:str}",
    roles=READERS,
    responses={200: described(says.NoticeView)},
    summary="One notice 查看督办单",
    tags=["supervision"],
)
async def find_notice(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One notice, with its version as ETag; a department sees its own alone."""
    query = convert(says.FindNotice, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.NoticeView))


_action = actions_of("supervision", answer=says.NoticeProgress)

ROUTES = (
    issue_notice,
    find_notices,
    find_notice,
    _action("acknowledge", says.AcknowledgeNotice, LATE_ONE, "Have it 签收督办单"),
    _action("answer", says.AnswerNotice, LATE_ONE, "Answer it 答复督办"),
    _action("lift", says.LiftNotice, (*OFFICE, Role.LEADER), "Take it back 解除督办"),
    _action("escalate", says.EscalateNotice, (*OFFICE, Role.LEADER), "Take it to the next level 升级督办"),
)
