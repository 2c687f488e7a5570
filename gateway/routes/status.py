"""``/v1/status``: what a complainant sees; number and receipt are in the body, not in the address."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.middleware.rate_limit import RateLimitConfig

from contracts import complaints as says
from gateway.desk import AtHand, read_body
from gateway.edge.access import PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.receipts import receipt_hash
from gateway.routes.answers import described, shown


class StatusForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Number and receipt."""

    number: says.Number
    receipt: Annotated[str, msgspec.Meta(pattern=r"^\d{16}\Z")]


@post(
    "/v1/status",
    roles=PUBLIC,
    body=StatusForm,
    status_code=200,
    middleware=[RateLimitConfig(rate_limit=("minute", 30)).middleware],
    responses={200: described(says.StatusView)},
    summary="The status, for number and receipt 查询进度",
    tags=["status"],
)
async def check_status(request: Asked, desk: AtHand) -> Response[bytes]:
    """Anybody who holds both may ask, thirty times a minute from one address."""
    form = await read_body(request, StatusForm)
    query = says.CheckStatus(number=form.number, receipt_hash=receipt_hash(desk.receipt_key, form.receipt))
    view = await desk.bus.query("complaints", query, caller_of(request), says.StatusView)
    return shown(view, headers={"Cache-Control": "no-store"})


ROUTES = (check_status,)
