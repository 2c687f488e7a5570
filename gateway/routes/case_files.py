"""``/v1/complaints/{number}/clocks`` and ``…/history``: why a day is the day, and what happened when."""

from litestar import Response, get
from litestar.params import FromPath

from contracts import clocks
from contracts import complaints as says
from contracts.people import Role
from contracts.wire import convert
from gateway.desk import AtHand
from gateway.edge.access import DEPARTMENT, OFFICE, PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.routes.answers import described, shown


@get(
    "/v1/complaints/{number:str}/clocks",
    roles=(Role.OPERATOR, Role.LEADER, *OFFICE, *DEPARTMENT),
    responses={200: described(clocks.ClockList)},
    summary="Every clock, day by day 时限说明",
    tags=["complaints"],
)
async def find_clocks(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """The clocks of a complaint: the law, the calendar, and every day that was counted or skipped, and why."""
    query = convert(clocks.FindClocks, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), clocks.ClockList))


@get(
    "/v1/complaints/{number:str}/history",
    roles=(*OFFICE, Role.LEADER),
    responses={200: described(says.CaseHistory)},
    summary="What happened, in order 办理记录",
    tags=["complaints"],
)
async def find_history(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Every fact of a complaint with who brought it about, what was written then, and its place in the hash chain."""
    query = convert(says.FindHistory, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.CaseHistory))


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


ROUTES = (find_clocks, find_history, find_routing, find_categories, find_category)
