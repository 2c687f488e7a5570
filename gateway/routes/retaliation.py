"""``/v1/retaliation-alarms``: for the director and the custodian alone."""

from typing import Annotated

from litestar import Response, get
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import retaliation as says
from contracts.people import Role
from contracts.wire import convert
from gateway.desk import AtHand
from gateway.edge.caller import Asked, caller_of
from gateway.routes.actions import actions_of
from gateway.routes.answers import described, shown

DIRECTOR = (Role.DIRECTOR,)
READERS = (*DIRECTOR, Role.CUSTODIAN)


@get(
    "/v1/retaliation-alarms",
    roles=READERS,
    asks=says.FindAlarms,
    responses={200: described(says.AlarmPage)},
    summary="Alarms, the newest first 打击报复预警",
    tags=["retaliation-alarms"],
)
async def find_alarms(
    request: Asked,
    desk: AtHand,
    department: FromQuery[str | None] = None,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of alarms; nothing in it leads to a complainant."""
    asked = {"department": department, "state": standing, "after": after, "limit": limit}
    query = convert(says.FindAlarms, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.AlarmPage))


@get(
    "/v1/retaliation-alarms/{number:str}",
    roles=READERS,
    asks=says.FindAlarm,
    responses={200: described(says.AlarmView)},
    summary="One alarm 查看预警",
    tags=["retaliation-alarms"],
)
async def find_alarm(number: FromPath[str], reason: FromQuery[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One alarm with the cases and the deed that it is about; the look and its reason are written down."""
    query = convert(says.FindAlarm, {"number": number, "reason": reason})
    view = await desk.bus.query("complaints", query, caller_of(request), says.AlarmView)
    return shown(view, headers={"Cache-Control": "no-store"})


_action = actions_of("retaliation-alarms", answer=says.AlarmProgress)

ROUTES = (
    find_alarms,
    find_alarm,
    _action("look_into", says.LookIntoAlarm, DIRECTOR, "Take it up 核查"),
    _action("confirm", says.ConfirmRetaliation, DIRECTOR, "It was retaliation 属实"),
    _action("dismiss", says.DismissAlarm, DIRECTOR, "It was none 排除"),
)
