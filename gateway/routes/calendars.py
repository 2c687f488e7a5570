"""``/v1/calendars``: the working days of a year, and the notices that they come from."""

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from contracts.calendars import CalendarProgress, CalendarView, FindCalendar, ImportCalendar
from contracts.people import Role
from contracts.wire import convert
from gateway.desk import AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.answers import AcceptedView, answered, described, shown


@post(
    "/v1/calendars",
    roles=(Role.DIRECTOR, Role.ADMIN),
    asks=FindCalendar,
    body=ImportCalendar,
    headers=WRITE,
    status_code=200,
    responses={200: described(CalendarProgress), 202: described(AcceptedView)},
    summary="Import a year's holidays 导入放假安排",
    tags=["calendars"],
)
async def import_calendar(request: Asked, desk: AtHand) -> Response[bytes]:
    """Takes a file of NateScarlet/holiday-cn; what says the same as the calendar makes no new edition."""
    return answered(await desk.send(request, "complaints", await read_body(request, ImportCalendar)))


@get(
    "/v1/calendars/{year:int}",
    roles=(*OFFICE, *DEPARTMENT, Role.HEAD, Role.LEADER),
    responses={200: described(CalendarView)},
    summary="A year's working days 工作日历",
    tags=["calendars"],
)
async def find_calendar(
    year: FromPath[int], request: Asked, desk: AtHand, edition: FromQuery[str | None] = None
) -> Response[bytes]:
    """The days of a year that are not what their weekday says, by the newest edition or by an older one."""
    asked = {"year": year} if edition is None else {"year": year, "edition": edition}
    return shown(await desk.bus.query("complaints", convert(FindCalendar, asked), caller_of(request), CalendarView))


ROUTES = (import_calendar, find_calendar)
