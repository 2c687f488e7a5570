"""``/v1/inspections``: planned under seal, carried out by two, and what was found in ``/v1/inspection-findings``."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import inspection as says
from contracts.complaints import SealedView
from contracts.people import Role
from contracts.wire import convert, read, write
from gateway.desk import Accepted, AtHand, read_body
from gateway.edge.access import DEPARTMENT, OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.actions import actions_of
from gateway.routes.answers import AcceptedView, answered, created, described, shown

DIRECTOR = (Role.DIRECTOR,)
INSPECTOR = (Role.INSPECTOR,)
CLERKS = (Role.OFFICER, Role.DIRECTOR)
UNIT = (Role.DEPUTY, Role.HEAD)
WATCHERS = (*OFFICE, Role.LEADER, Role.REVIEWER, Role.INSPECTOR)
READERS = (*WATCHERS, *DEPARTMENT, Role.HEAD)


class InspectionForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An inspection as the director plans it: of these departments one is drawn, of these inspectors two."""

    mode: says.InspectionMode
    plan: says.InspectionPlan


@post(
    "/v1/inspections",
    roles=DIRECTOR,
    body=InspectionForm,
    headers=WRITE,
    responses={201: described(says.InspectionProgress), 202: described(AcceptedView)},
    summary="Plan an inspection 制定检查方案",
    tags=["inspections"],
)
async def plan_inspection(request: Asked, desk: AtHand) -> Response[bytes]:
    """Plans an inspection; the plan is sealed before it leaves this process, and drawn and kept encrypted."""
    form = await read_body(request, InspectionForm)
    order = says.PlanInspection(mode=form.mode, plan=desk.keys.seal("complaints", write(form.plan)))
    reply = await desk.send(request, "complaints", order)
    if isinstance(reply, Accepted):
        return answered(reply)
    progress = read(says.InspectionProgress, bytes(reply.answer))
    return created(progress, reply, location=f"/v1/inspections/{progress.number}")


@get(
    "/v1/inspections/{number:str}",
    roles=WATCHERS,
    responses={200: described(says.InspectionFile)},
    summary="One inspection with its findings 查看检查",
    tags=["inspections"],
)
async def find_inspection(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One inspection with its record and findings; where it goes is shown once it was announced or carried out."""
    query = convert(says.FindInspection, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.InspectionFile))


@get(
    "/v1/inspections",
    roles=WATCHERS,
    asks=says.FindInspections,
    responses={200: described(says.InspectionPage)},
    summary="Inspections, the newest first 检查列表",
    tags=["inspections"],
)
async def find_inspections(
    request: Asked,
    desk: AtHand,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,  # ``state`` is a word of Litestar's own
    mode: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of inspections; ``next`` of one page is ``after`` of the following one."""
    asked = {"state": standing, "mode": mode, "department": department, "after": after, "limit": limit}
    query = convert(says.FindInspections, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.InspectionPage))


@get(
    "/v1/inspections/{number:str}/plan",
    roles=(*DIRECTOR, *INSPECTOR),
    asks=says.ReadInspectionPlan,
    responses={200: described(says.DrawnPlan)},
    summary="The drawn plan 查看检查方案",
    tags=["inspections"],
)
async def read_inspection_plan(
    number: FromPath[str], reason: FromQuery[str], request: Asked, desk: AtHand
) -> Response[bytes]:
    """The plan, for the director and for the pair that was drawn; the look and its reason are written down."""
    query = convert(says.ReadInspectionPlan, {"number": number, "reason": reason})
    view = await desk.bus.query("complaints", query, caller_of(request), SealedView)
    plan = read(says.DrawnPlan, desk.keys.open("gateway", view.sealed))
    return shown(plan, headers={"Cache-Control": "no-store"})


@get(
    "/v1/inspection-findings/{number:str}",
    roles=READERS,
    responses={200: described(says.FindingFile)},
    summary="One finding with its papers 查看检查发现",
    tags=["inspection-findings"],
)
async def find_finding(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One finding with its papers; a department sees its own, once it was served."""
    query = convert(says.FindFinding, {"number": number})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.FindingFile))


@get(
    "/v1/inspection-findings",
    roles=READERS,
    asks=says.FindFindings,
    responses={200: described(says.FindingPage)},
    summary="Findings, the newest first 检查发现列表",
    tags=["inspection-findings"],
)
async def find_findings(  # noqa: PLR0913 - a list has filters
    request: Asked,
    desk: AtHand,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,
    inspection: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    category: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of findings; ``next`` of one page is ``after`` of the following one."""
    asked = {
        "state": standing,
        "inspection": inspection,
        "department": department,
        "category": category,
        "after": after,
        "limit": limit,
    }
    query = convert(says.FindFindings, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.FindingPage))


_action = actions_of("inspections", answer=says.InspectionProgress)
_found = actions_of("inspections", answer=says.FindingProgress)
_finding = actions_of("inspection-findings", answer=says.FindingProgress)

ACTIONS = (
    _action("announce", says.AnnounceInspection, DIRECTOR, "Tell the department 明察通知"),
    _action("carry_out", says.CarryOutInspection, INSPECTOR, "Say that it was carried out 实施"),
    _found("record_finding", says.RecordFinding, INSPECTOR, "Record what was found 发现问题"),
    _action("close", says.CloseInspection, CLERKS, "End it 办结"),
    _action("cancel", says.CancelInspection, DIRECTOR, "Give it up 取消"),
    _finding("attest", says.AttestFinding, INSPECTOR, "Attest it as the second 共同确认"),
    _finding("confirm", says.ConfirmFinding, UNIT, "Confirm it 确认"),
    _finding("dispute", says.DisputeFinding, UNIT, "Dispute it 异议"),
    _finding("uphold", says.UpholdFinding, DIRECTOR, "Uphold it 维持"),
    _finding("drop", says.DropFinding, (*INSPECTOR, *DIRECTOR), "Drop it 撤销"),
    _finding("rectify", says.RectifyFinding, CLERKS, "Order a rectification 责令整改"),
    _finding("open_case", says.OpenCaseOnFinding, CLERKS, "Open a case of the office's own motion 主动立案"),
)

ROUTES = (
    plan_inspection,
    find_inspection,
    find_inspections,
    read_inspection_plan,
    find_finding,
    find_findings,
    *ACTIONS,
)
