"""``/v1/callbacks``: whom the callback agent has to call."""

from litestar import Response, get
from litestar.params import FromQuery

from contracts import callbacks
from contracts import complaints as says
from contracts.people import Role
from contracts.wire import convert, read
from gateway.desk import AtHand
from gateway.edge.caller import Asked, caller_of
from gateway.routes.answers import described, shown


@get(
    "/v1/callbacks",
    roles=(Role.CALLBACK_AGENT,),
    asks=callbacks.FindCallbacks,
    responses={200: described(callbacks.CallbackPage)},
    summary="Whom to call back 待回访",
    tags=["complaints"],
)
async def find_callbacks(
    request: Asked, desk: AtHand, after: FromQuery[str | None] = None, limit: FromQuery[int] = 20
) -> Response[bytes]:
    """Verified cases whose complainants are to be called, by others than whoever answered or verified them.

    Named people come with name and telephone, and each look is written down; who complains confidentially is shown by
    the custodian alone (`POST /v1/identity-requests`, ground `callback`).
    """
    asked = {"limit": limit, **({"after": after} if after else {})}
    query = convert(callbacks.FindCallbacks, asked)
    view = await desk.bus.query("complaints", query, caller_of(request), says.SealedView)
    page = read(callbacks.CallbackPage, desk.keys.open("gateway", view.sealed))
    return shown(page, headers={"Cache-Control": "no-store"})


ROUTES = (find_callbacks,)
