"""``/v1/departments``: the directory, with its posts and its published complaint phones."""

from datetime import date
from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import directory as says
from contracts.complaints import DepartmentView, SealedView
from contracts.wire import Command, Name, Token, convert, read, write
from gateway.desk import AtHand, Desk, read_body
from gateway.edge.access import OFFICE, PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import CHANGE, version_of
from gateway.routes.answers import AcceptedView, answered, described, shown


class AppointForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who holds which post, and since when; without a day since today."""

    post: says.Post
    official: says.Official
    since: date | None = None


class RelieveForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which post was left, and when; ``party`` says by whom, where several hold it."""

    post: says.Post
    until: date | None = None
    party: Token | None = None


class PublishForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phone that takes complaints, and since when; without a day since today."""

    phone: Name
    since: date | None = None


class WithdrawForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A phone that takes none any more."""

    phone: Name
    until: date | None = None


@get(
    "/v1/departments",
    roles=PUBLIC,
    asks=says.FindDepartments,
    responses={200: described(says.EntryPage)},
    summary="The directory 部门名录",
    tags=["departments"],
)
async def find_departments(
    request: Asked,
    desk: AtHand,
    on: FromQuery[str | None] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of departments with their phones and posts, today or ``on`` a day that has passed; it names nobody."""
    asked = {"on": on, "after": after, "limit": limit}
    query = convert(says.FindDepartments, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.EntryPage))


@get(
    "/v1/departments/{code:str}",
    roles=PUBLIC,
    asks=says.FindDepartment,
    responses={200: described(says.EntryView)},
    summary="One department 查看部门",
    tags=["departments"],
)
async def find_department(
    code: FromPath[str], request: Asked, desk: AtHand, on: FromQuery[str | None] = None
) -> Response[bytes]:
    """One department, today or ``on`` a day that has passed; the office sees who holds its posts."""
    asked = {"code": code} if on is None else {"code": code, "on": on}
    caller = caller_of(request)
    if not caller.actor.is_any_of(*OFFICE):
        query = convert(says.FindDepartment, asked)
        return shown(await desk.bus.query("complaints", query, caller, says.EntryView))
    sealed = await desk.bus.query("complaints", convert(says.ReadDepartment, asked), caller, SealedView)
    entry = read(says.EntryView, desk.keys.open("gateway", sealed.sealed))
    return shown(entry, headers={"Cache-Control": "no-store"})


@post(
    "/v1/departments/{code:str}/actions/appoint",
    roles=OFFICE,
    body=AppointForm,
    headers=CHANGE,
    status_code=200,
    responses={200: described(DepartmentView), 202: described(AcceptedView)},
    summary="Fill a post 任职",
    tags=["departments"],
)
async def appoint_official(code: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Puts down who holds a post, from today or from a day that has passed; one person at a time leads or liaises."""
    form = await read_body(request, AppointForm)
    official = desk.keys.seal("complaints", write(form.official))
    said = msgspec.to_builtins(form) | {"official": official}
    return await _change(says.AppointOfficial, code, said, request, desk)


@post(
    "/v1/departments/{code:str}/actions/relieve",
    roles=OFFICE,
    body=RelieveForm,
    headers=CHANGE,
    status_code=200,
    responses={200: described(DepartmentView), 202: described(AcceptedView)},
    summary="Vacate a post 免职",
    tags=["departments"],
)
async def relieve_official(code: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Puts down that somebody has left a post; the days on which they held it stay in the directory."""
    form = await read_body(request, RelieveForm)
    return await _change(says.RelieveOfficial, code, msgspec.to_builtins(form), request, desk)


@post(
    "/v1/departments/{code:str}/actions/publish_phone",
    roles=OFFICE,
    body=PublishForm,
    headers=CHANGE,
    status_code=200,
    responses={200: described(DepartmentView), 202: described(AcceptedView)},
    summary="Publish a complaint phone 公布投诉电话",
    tags=["departments"],
)
async def publish_phone(code: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Publishes a phone that takes complaints: anybody sees it in the directory."""
    form = await read_body(request, PublishForm)
    return await _change(says.PublishPhone, code, msgspec.to_builtins(form), request, desk)


@post(
    "/v1/departments/{code:str}/actions/withdraw_phone",
    roles=OFFICE,
    body=WithdrawForm,
    headers=CHANGE,
    status_code=200,
    responses={200: described(DepartmentView), 202: described(AcceptedView)},
    summary="Take a complaint phone back 停用投诉电话",
    tags=["departments"],
)
async def withdraw_phone(code: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Takes a published phone back."""
    form = await read_body(request, WithdrawForm)
    return await _change(says.WithdrawPhone, code, msgspec.to_builtins(form), request, desk)


async def _change(order: type[Command], code: str, said: dict[str, Any], request: Asked, desk: Desk) -> Response[bytes]:
    """Sends the change of one entry, at the version that the client has seen."""
    asked = {"code": code, "version": version_of(request), **said}
    return answered(await desk.send(request, "complaints", convert(order, asked)))


ROUTES = (find_departments, find_department, appoint_official, relieve_official, publish_phone, withdraw_phone)
