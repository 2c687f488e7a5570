"""``/v1/status``: what a complainant sees; number and receipt are in the body, not in the address."""

from litestar import Response, post

from contracts import complaints as says
from gateway.desk import AtHand, read_body
from gateway.edge.access import PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.receipts import OFTEN, ReceiptForm, receipt_hash
from gateway.routes.answers import described, shown


@post(
    "/v1/status",
    roles=PUBLIC,
    body=ReceiptForm,
    status_code=200,
    middleware=[OFTEN],
    responses={200: described(says.StatusView)},
    summary="The status, for number and receipt 查询进度",
    tags=["status"],
)
async def check_status(request: Asked, desk: AtHand) -> Response[bytes]:
    """Anybody who holds both may ask, thirty times a minute from one address; wrong receipts are counted."""
    form = await read_body(request, ReceiptForm)
    query = says.CheckStatus(number=form.number, receipt_hash=receipt_hash(desk.receipt_key, form.receipt))
    with desk.guesses.counted(request, form.number):
        view = await desk.bus.query("complaints", query, caller_of(request), says.StatusView)
    return shown(view, headers={"Cache-Control": "no-store"})


ROUTES = (check_status,)
