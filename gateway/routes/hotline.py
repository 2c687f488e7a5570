"""``/v1/hotline/calls``: what call-centre software posts, in the words that it uses (newCall, answer, hangup)."""

from urllib.parse import parse_qsl

import msgspec
from litestar import Response, post

from contracts import complaints as says
from contracts.people import Role
from contracts.refusals import Invalid
from contracts.wire import Contract, Token, convert, read, write
from gateway.desk import AtHand, Desk
from gateway.edge.access import OFFICE
from gateway.edge.caller import Asked
from gateway.edge.conditions import WRITE
from gateway.routes.answers import AcceptedView, answered, described


class CallForm(msgspec.Struct, frozen=True, kw_only=True):
    """A call event; what else the software sends is passed over, since each sends something of its own."""

    event: says.CallEvent
    call_id: Token = msgspec.field(name="callId")
    caller: str | None = msgspec.field(name="from", default=None)
    line: Token | None = msgspec.field(name="to", default=None)
    user: str | None = None


@post(
    "/v1/hotline/calls",
    roles=(Role.OPERATOR, *OFFICE),
    body=CallForm,
    headers=WRITE,
    status_code=200,
    responses={200: described(says.CallProgress), 202: described(AcceptedView)},
    summary="A call rings, is answered, ends 来电事件",
    tags=["hotline"],
)
async def record_call(request: Asked, desk: AtHand) -> Response[bytes]:
    """Takes JSON and HTML forms alike; the same event of the same call again changes nothing."""
    form = _read(CallForm, request.content_type[0], await request.body())
    order = says.RecordCall(
        call_id=form.call_id,
        event=form.event,
        line=form.line or "unknown",
        agent=convert(Token | None, form.user or None),  # type: ignore[arg-type]  # msgspec takes unions
        caller=_sealed(form.caller, desk),
    )
    return answered(await desk.send(request, "complaints", order))


def _read(contract: type[Contract], kind: str, body: bytes) -> Contract:
    if kind == "application/x-www-form-urlencoded":
        return convert(contract, dict(parse_qsl(body.decode("utf-8", "replace"), max_num_fields=50)))
    return read(contract, body)


def _sealed(caller: str | None, desk: Desk) -> str | None:
    """The caller's number for the vault; whoever withholds it ("anonymous", "unknown") is nobody, and no fault."""
    try:
        reporter = convert(says.Reporter, {"phone": caller}) if caller else None
    except Invalid:
        return None
    return desk.keys.seal("complaints", write(reporter)) if reporter else None


ROUTES = (record_call,)
