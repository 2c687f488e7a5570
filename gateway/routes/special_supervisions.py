"""``/v1/special-supervisions``: drafted, launched, self-checked, visited, reported, put right, closed."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import special_supervision as says
from contracts.people import Role
from contracts.wire import convert, read
from gateway.desk import Accepted, AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, created, described, shown

RESOURCE = "special-supervisions"
CLERKS = (Role.OFFICER, Role.DIRECTOR)
DIRECTOR = (Role.DIRECTOR,)
VISITORS = (*CLERKS, Role.INSPECTOR)
UNIT = (Role.DEPUTY, Role.HEAD)
PROPOSED_TO = (*CLERKS, Role.LEADER)
READERS = (*OFFICE, *DEPARTMENT, Role.HEAD, Role.LEADER, Role.REVIEWER, Role.INSPECTOR)


@post(
    f"/v1/{RESOURCE}",
    roles=CLERKS,
    body=says.DraftSpecialSupervision,
    headers=WRITE,
    responses={201: described(says.SpecialSupervisionProgress), 202: described(AcceptedView)},
    summary="Draft a special supervision 拟定专项督查方案",
    tags=[RESOURCE],
)
async def draft_special_supervision(request: Asked, desk: AtHand) -> Response[bytes]:
    """Drafts it: a pattern of like cases brings its departments with it, a leader's instruction its number."""
    reply = await desk.send(request, "complaints", await read_body(request, says.DraftSpecialSupervision))
    if isinstance(reply, Accepted):
        return answered(reply)
    progress = read(says.SpecialSupervisionProgress, bytes(reply.answer))
    return created(progress, reply, location=f"/v1/{RESOURCE}/{progress.number}")


@get(
    f"/v1/{RESOURCE}/{{number:str}}",
    roles=READERS,
    responses={200: described(says.SpecialSupervisionFile)},
    summary="One special supervision with its papers 查看专项督查",
    tags=[RESOURCE],
)
async def find_special_supervision(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """It with its papers; a department sees the plan and what is about itself, once it was launched."""
    query = convert(says.FindSpecialSupervision, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.SpecialSupervisionFile))


@get(
    f"/v1/{RESOURCE}",
    roles=READERS,
    asks=says.FindSpecialSupervisions,
    responses={200: described(says.SpecialSupervisionPage)},
    summary="Special supervisions, the newest first 专项督查列表",
    tags=[RESOURCE],
)
async def find_special_supervisions(
    request: Asked,
    desk: AtHand,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,  # ``state`` is a word of Litestar's own
    category: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of them; ``next`` of one page is ``after`` of the following one."""
    asked = {"state": standing, "category": category, "department": department, "after": after, "limit": limit}
    query = convert(says.FindSpecialSupervisions, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.SpecialSupervisionPage))


@get(
    "/v1/special-supervision-proposals",
    roles=PROPOSED_TO,
    asks=says.FindSpecialSupervisionProposals,
    responses={200: described(says.SpecialSupervisionProposals)},
    summary="What like cases call for, by category 专项督查建议",
    tags=[RESOURCE],
)
async def find_special_supervision_proposals(
    request: Asked,
    desk: AtHand,
    category: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """The pattern behind each proposal: the like cases and their departments, and what was drafted on them."""
    asked = {"category": category, "after": after, "limit": limit}
    query = convert(
        says.FindSpecialSupervisionProposals, {name: value for name, value in asked.items() if value is not None}
    )
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.SpecialSupervisionProposals))


_action = actions_of(RESOURCE, answer=says.SpecialSupervisionProgress)

ACTIONS = (
    _action("launch", says.LaunchSpecialSupervision, (Role.DIRECTOR, Role.LEADER), "Launch it 部署"),
    _action("cancel", says.CancelSpecialSupervision, DIRECTOR, "Give the draft up 取消"),
    _action("submit_self_check", says.SubmitSelfCheck, UNIT, "Report on oneself 自查报告"),
    _action("go_on_site", says.GoOnSite, VISITORS, "Set out 实地督查"),
    _action("record_round", says.RecordRound, VISITORS, "Record a visit 督查一轮"),
    _action("report", says.ReportSpecialSupervision, CLERKS, "Report 督查报告"),
    _action("order_rectifications", says.OrderSpecialRectifications, CLERKS, "Order all to be put right 责令整改"),
    _action("recheck", says.RecheckSpecialSupervision, CLERKS, "Recheck 复查"),
    _action("close", says.CloseSpecialSupervision, DIRECTOR, "End it 办结"),
)

ROUTES = (
    draft_special_supervision,
    find_special_supervision,
    find_special_supervisions,
    find_special_supervision_proposals,
    *ACTIONS,
)
