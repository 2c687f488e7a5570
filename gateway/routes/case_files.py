"""What stands in a case's file: ``/v1/complaints/{number}/clocks``, ``…/history``, ``…/case``, ``…/replies``."""

from litestar import Response, get
from litestar.params import FromPath

from contracts import clocks
from contracts import complaints as says
from contracts.people import Role
from contracts.wire import convert
from gateway.desk import AtHand
from gateway.edge.access import DEPARTMENT, OFFICE, PUBLIC, REVIEW
from gateway.edge.caller import Asked, caller_of
from gateway.routes.answers import described, shown

UNIT = (*DEPARTMENT, Role.HEAD)
"""Whoever acts for a department, and its head, who answers for it."""


@get(
    "/v1/complaints/{number:str}/clocks",
    roles=(Role.OPERATOR, *OFFICE, *REVIEW, *UNIT),
    responses={200: described(clocks.ClockList)},
    summary="Every clock, day by day 时限说明",
    tags=["complaints"],
)
async def find_clocks(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """The clocks of a complaint: the law, the calendar, and every day that counted, was skipped or paused, and why."""
    query = convert(clocks.FindClocks, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), clocks.ClockList))


@get(
    "/v1/complaints/{number:str}/history",
    roles=(*OFFICE, *REVIEW),
    responses={200: described(says.CaseHistory)},
    summary="What happened, in order 办理记录",
    tags=["complaints"],
)
async def find_history(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Every fact of a complaint with who brought it about, what was written then, and its place in the hash chain."""
    query = convert(says.FindHistory, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.CaseHistory))


@get(
    "/v1/complaints/{number:str}/case",
    roles=UNIT,
    responses={200: described(says.CaseView)},
    summary="The redacted case 查看交办内容",
    tags=["complaints"],
)
async def find_case(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """What the lead unit and those that assist read of a case: the words as they are now, without who wrote them."""
    query = convert(says.FindCase, {"number": number})
    view = await desk.bus.query("complaints", query, caller_of(request), says.CaseView)
    return shown(view, headers={"Cache-Control": "no-store"})


@get(
    "/v1/complaints/{number:str}/replies",
    roles=(*OFFICE, *REVIEW, *UNIT),
    responses={200: described(says.CaseReplies)},
    summary="What was answered to it 查看反馈",
    tags=["complaints"],
)
async def find_case_replies(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Findings, measures and their basis, the first reply first; a department sees those to its own cases."""
    query = convert(says.FindCaseReplies, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.CaseReplies))


@get(
    "/v1/complaints/{number:str}/routing",
    roles=OFFICE,
    responses={200: described(says.RoutingView)},
    summary="Whose case it may be 派单建议",
    tags=["complaints"],
)
async def find_routing(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """The units that a complaint may go to, the likeliest first: rulings, the list of duties, who is complained of."""
    query = convert(says.FindRouting, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.RoutingView))


@get(
    "/v1/categories",
    roles=PUBLIC,
    responses={200: described(says.CategoryList)},
    summary="What complaints can be about 投诉类别",
    tags=["complaints"],
)
async def find_categories(request: Asked, desk: AtHand) -> Response[bytes]:
    """Every category in both languages, with its law, its questions and how fast it is handled."""
    return shown(await desk.bus.query("complaints", says.FindCategories(), caller_of(request), says.CategoryList))


@get(
    "/v1/categories/{code:str}",
    roles=PUBLIC,
    responses={200: described(says.CategoryView)},
    summary="One category with its questions 投诉类别与问题",
    tags=["complaints"],
)
async def find_category(code: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One category with the questions that whoever complains of it is asked, in both languages."""
    query = convert(says.FindCategory, {"code": code})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.CategoryView))


@get(
    "/v1/duties",
    roles=(Role.OPERATOR, *OFFICE, *DEPARTMENT),
    responses={200: described(says.DutyList)},
    summary="The list of duties 职责清单",
    tags=["complaints"],
)
async def find_duties(request: Asked, desk: AtHand) -> Response[bytes]:
    """Whose duty it is what a word of a case's title stands for; a category says its lead department itself."""
    return shown(await desk.bus.query("complaints", says.FindDuties(), caller_of(request), says.DutyList))


ROUTES = (
    find_clocks,
    find_history,
    find_case,
    find_case_replies,
    find_routing,
    find_categories,
    find_category,
    find_duties,
)
