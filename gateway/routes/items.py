"""``/v1/imports``, ``/v1/rounds/{round}/batches``, ``/v1/items``: the registry of approval items."""

from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import approvals as says
from contracts.wire import Name, convert
from gateway.desk import AtHand, read_body
from gateway.edge.access import PUBLIC, REGISTRY
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.answers import AcceptedView, answered, described, shown

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of an item list."""


class BatchForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A batch and the totals that whoever orders it knows it to hold."""

    batch: says.Ordinal
    declared_departments: says.Total
    declared_items: says.Total
    title: Name | None = None


@post(
    "/v1/imports",
    roles=REGISTRY,
    body=bytes,
    headers=WRITE,
    request_max_body_size=LARGEST_FILE,
    responses={201: described(says.ImportReport), 202: described(AcceptedView)},
    summary="Import an item list 导入事项清单",
    tags=["items"],
)
async def import_items(file_name: FromQuery[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """Takes the bytes of an XLSX or CSV as they are; all of its rows are imported or none."""
    said = {"file_name": file_name, "content": msgspec.to_builtins(await request.body())}
    return answered(await desk.send(request, "approvals", convert(says.ImportItems, said)), status=201)


@post(
    "/v1/rounds/{reform_round:int}/batches",
    roles=REGISTRY,
    body=BatchForm,
    headers=WRITE,
    responses={201: described(says.BatchView), 202: described(AcceptedView)},
    summary="Publish a batch of a reform round 公布一批事项",
    tags=["items"],
)
async def publish_batch(reform_round: FromPath[int], request: Asked, desk: AtHand) -> Response[bytes]:
    """Publishes all drafts; the declared totals must be those of the registry."""
    form = await read_body(request, BatchForm)
    order = convert(says.PublishBatch, {"round": reform_round, **msgspec.to_builtins(form)})
    return answered(await desk.send(request, "approvals", order), status=201)


@get(
    "/v1/rounds/batches",
    roles=PUBLIC,
    responses={200: described(says.BatchList)},
    summary="Published batches 已公布批次",
    tags=["items"],
)
async def find_batches(request: Asked, desk: AtHand) -> Response[bytes]:
    """All batches, in the order of round and batch."""
    return shown(await desk.bus.query("approvals", says.FindBatches(), caller_of(request), says.BatchList))


@get(
    "/v1/items/{code:str}",
    roles=PUBLIC,
    responses={200: described(says.ItemView)},
    summary="One item by its code 查看事项",
    tags=["items"],
)
async def find_item(code: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One item; the public sees what is published."""
    query = convert(says.FindItem, {"code": code})
    return shown(await desk.bus.query("approvals", query, caller_of(request), says.ItemView))


@get(
    "/v1/items",
    roles=PUBLIC,
    asks=says.FindItems,
    responses={200: described(says.ItemPage)},
    summary="Find items by name, department, type 查找事项",
    tags=["items"],
)
async def find_items(  # noqa: PLR0913 - one argument a filter
    request: Asked,
    desk: AtHand,
    name: FromQuery[str | None] = None,
    department: FromQuery[str | None] = None,
    item_status: Annotated[str | None, QueryParameter(name="status")] = None,
    item_type: Annotated[str | None, QueryParameter(name="type")] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of items; ``next`` of one page is ``after`` of the following one."""
    asked = {
        "name": name,
        "department": department,
        "status": item_status,
        "type": item_type,
        "after": after,
        "limit": limit,
    }
    query = convert(says.FindItems, {key: value for key, value in asked.items() if value is not None})
    return shown(await desk.bus.query("approvals", query, caller_of(request), says.ItemPage))


@get(
    "/v1/items/departments",
    roles=PUBLIC,
    responses={200: described(says.DepartmentList)},
    summary="Departments with their number of items 部门事项数",
    tags=["items"],
)
async def find_departments(request: Asked, desk: AtHand) -> Response[bytes]:
    """All departments that have items."""
    return shown(await desk.bus.query("approvals", says.FindDepartments(), caller_of(request), says.DepartmentList))


ROUTES = (import_items, publish_batch, find_batches, find_item, find_items, find_departments)
