"""``/v1/rectifications``: ordering, carrying out, checking, looking back."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import rectification as says
from contracts.people import Role
from contracts.wire import convert, read
from gateway.desk import Accepted, AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, created, described, shown

UNIT = (Role.DEPUTY, Role.HEAD, Role.DIRECTOR)
"""Who puts something right: a department's leadership, and the director where it is the office."""

ORDERS = (*OFFICE, Role.LEADER)
"""Who orders and checks: the office, and the leading group where it is the office that is to put something right."""

READERS = (*OFFICE, *DEPARTMENT, Role.HEAD, Role.LEADER, Role.REVIEWER, Role.INSPECTOR)


@post(
    "/v1/rectifications",
    roles=ORDERS,
    body=says.OrderRectification,
    headers=WRITE,
    responses={201: described(says.RectificationProgress), 202: described(AcceptedView)},
    summary="Order a rectification 责令整改",
    tags=["rectifications"],
)
async def order_rectification(request: Asked, desk: AtHand) -> Response[bytes]:
    """Orders a department to put something right; a case's category and department are those of its complaint."""
    reply = await desk.send(request, "complaints", await read_body(request, says.OrderRectification))
    if isinstance(reply, Accepted):
        return answered(reply)
    progress = read(says.RectificationProgress, bytes(reply.answer))
    return created(progress, reply, location=f"/v1/rectifications/{progress.number}")


@get(
    "/v1/rectifications/{number:str}",
    roles=READERS,
    responses={200: described(says.RectificationFile)},
    summary="One rectification with its papers 查看整改件",
    tags=["rectifications"],
)
async def find_rectification(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One rectification with what office and department wrote; a department sees its own alone."""
    query = convert(says.FindRectification, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.RectificationFile))


@get(
    "/v1/rectifications",
    roles=READERS,
    asks=says.FindRectifications,
    responses={200: described(says.RectificationPage)},
    summary="Rectifications, the newest first 整改列表",
    tags=["rectifications"],
)
async def find_rectifications(  # noqa: PLR0913 - a list has filters
    request: Asked,
    desk: AtHand,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,  # ``state`` is a word of Litestar's own
    kind: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    complaint: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of rectifications; ``next`` of one page is ``after`` of the following one."""
    asked = {
        "state": standing,
        "kind": kind,
        "department": department,
        "complaint": complaint,
        "after": after,
        "limit": limit,
    }
    query = convert(says.FindRectifications, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.RectificationPage))


_action = actions_of("rectifications", answer=says.RectificationProgress)

ACTIONS = (
    _action("plan", says.SubmitRectificationPlan, UNIT, "Submit a plan 提交整改方案"),
    _action("accept_plan", says.AcceptRectificationPlan, ORDERS, "Agree with the plan 同意方案"),
    _action("return_plan", says.ReturnRectificationPlan, ORDERS, "Send the plan back 退回方案"),
    _action("begin", says.BeginRectification, UNIT, "Begin 开始整改"),
    _action("report", says.ReportRectification, UNIT, "Report what was done 整改报告"),
    _action("answer", says.AnswerPolicyProposal, UNIT, "Answer a policy proposal in writing 书面答复"),
    _action("accept", says.AcceptRectification, ORDERS, "Strike it off 销号"),
    _action("reject", says.RejectRectification, ORDERS, "Reject the report 不予销号"),
    _action("recheck", says.RecheckRectification, ORDERS, "Look back: it holds 回头看"),
    _action("relapse", says.RelapseRectification, ORDERS, "Look back: it is there again 反弹"),
    _action("refuse", says.RefuseRectification, UNIT, "Refuse to put it right 拒不整改"),
)

ROUTES = (order_rectification, find_rectification, find_rectifications, *ACTIONS)
