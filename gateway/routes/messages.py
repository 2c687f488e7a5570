"""``/v1/complaints/{number}/messages``: the office writes to whoever complains, who answers with their receipt."""

from litestar import Response, get, post
from litestar.params import FromPath, FromQuery

from contracts import complaints as says
from contracts import mailbox
from contracts.people import Role
from contracts.wire import convert, read, write
from gateway.desk import AtHand, read_body
from gateway.edge.access import OFFICE
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE
from gateway.routes.answers import AcceptedView, answered, described, shown

WRITERS = (*OFFICE, Role.CALLBACK_AGENT)


@post(
    "/v1/complaints/{number:str}/messages",
    roles=WRITERS,
    body=mailbox.Written,
    headers=WRITE,
    status_code=201,
    responses={201: described(mailbox.MailboxProgress), 202: described(AcceptedView)},
    summary="Write to whoever complains 给投诉人留言",
    tags=["complaints"],
)
async def ask_reporter(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """The words are sealed before they leave this process."""
    written = await read_body(request, mailbox.Written)
    sealed = desk.keys.seal("complaints", write(written))
    order = convert(mailbox.AskReporter, {"number": number, "message": sealed})
    return answered(await desk.send(request, "complaints", order), status=201)


@get(
    "/v1/complaints/{number:str}/messages",
    roles=WRITERS,
    asks=mailbox.FindMailbox,
    responses={200: described(mailbox.MailboxPage)},
    summary="Read the mailbox 查看留言",
    tags=["complaints"],
)
async def find_mailbox(
    number: FromPath[str], request: Asked, desk: AtHand, after: FromQuery[str | None] = None, limit: FromQuery[int] = 20
) -> Response[bytes]:
    """What the office and the complainant wrote to each other, in its order; a department never reads it."""
    asked = {"number": number, "after": after, "limit": limit}
    query = convert(mailbox.FindMailbox, {name: value for name, value in asked.items() if value is not None})
    view = await desk.bus.query("complaints", query, caller_of(request), says.SealedView)
    page = read(mailbox.MailboxPage, desk.keys.open("gateway", view.sealed))
    return shown(page, headers={"Cache-Control": "no-store"})


ROUTES = (ask_reporter, find_mailbox)
