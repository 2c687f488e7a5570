"""``/v1/complaints``: filing, moving, reading."""

import hashlib
from typing import Annotated, NamedTuple

import msgspec
from litestar import Response, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter

from contracts import complaints as says
from contracts.mail import Reply
from contracts.people import Role
from contracts.wire import Code, Name, Text, Token, convert, read, write, write_content
from gateway.desk import Accepted, AtHand, Desk, read_body
from gateway.edge.access import DEPARTMENT, OFFICE, REVIEW
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE, command_id, etag
from gateway.edge.proofs import Proof, sign
from gateway.edge.receipts import receipt_for, receipt_hash
from gateway.routes.answers import AcceptedView, created, described, shown

READERS = (Role.OPERATOR, Role.CALLBACK_AGENT, *OFFICE, *REVIEW, *DEPARTMENT, Role.HEAD)
"""Who sees how complaints stand; whoever acts for a department, or answers for it, its own."""

UNCHANGED = ResponseSpec(None, generate_examples=False, description="It is at the version of If-None-Match")


class ComplaintForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A complaint as a client files it; ``external_id`` is the source's own id, for a hotline the call id.

    ``answers`` are those to the questions of the category: ``GET /v1/categories/{code}`` says which.
    ``instruction`` is what a leader wrote on the letter (channel ``leader_letter`` alone), an official's text: it is
    put down on the case, by the office, and found at ``GET /v1/instructions?case=``.
    ``visitors`` is how many came, for a visit: five at most.
    """

    channel: says.Channel
    category: Code
    title: Name
    text: Text
    reporter: says.Reporter | None = None
    source: Token | None = None
    external_id: Token | None = None
    mode: says.Mode = says.Mode.NAMED
    about: Code | None = None
    about_section: Code | None = None
    kind: says.Kind = says.Kind.COMPLAINT
    answers: says.Answers = msgspec.field(default_factory=dict)
    instruction: says.Instructed | None = None
    visitors: says.Visitors | None = None


class Filed(says.Registered, frozen=True, kw_only=True):
    """What a client gets for filing; the receipt is shown here and nowhere else.

    ``proof`` is what the receipt says of the history, signed: it proves a registration that is deleted or made anew.
    ``receipt`` is null where another client had filed the same before (``filed_by_another``): theirs is the one.
    """

    receipt: str | None = None
    proof: Proof | None = None


class FiledLater(AcceptedView, frozen=True, kw_only=True):
    """The filing is on its way; its receipt is good once it was carried out.

    It opens nothing where the filing is refused, or where ``command`` says in the end that another client had filed the
    same before (``filed_by_another``).
    """

    receipt: str


@post(
    "/v1/complaints",
    roles=(Role.OPERATOR, *OFFICE),
    body=ComplaintForm,
    headers=WRITE,
    responses={201: described(Filed), 202: described(FiledLater)},
    summary="File a complaint 登记投诉",
    tags=["complaints"],
)
async def file_complaint(request: Asked, desk: AtHand) -> Response[bytes]:
    """Registers a complaint; the same channel, source and external_id is the same complaint."""
    form = await read_body(request, ComplaintForm)
    reply, receipt, _ = await send_filing(form, request, desk)
    if isinstance(reply, Accepted):
        later = FiledLater(command=reply.location, receipt=receipt)
        return shown(later, status=202, headers={"Location": reply.location})
    filed = _filed(read(says.Registered, bytes(reply.answer)), receipt, desk)
    return created(filed, reply, location=f"/v1/complaints/{filed.number}")


class Sent(NamedTuple):
    """A filing that was sent; the receipt is nobody's where another client had filed the same before."""

    reply: Reply | Accepted
    receipt: str
    command: str


async def send_filing(form: ComplaintForm, request: Asked, desk: Desk) -> Sent:
    """Sends a filing for a request, however it came.

    Raises:
        Refused: what the service refuses.
        BusAway: when the broker did not confirm it.
    """
    id_ = command_id(request)
    receipt = receipt_for(desk.receipt_key, *origin_of(form, caller_of(request).actor.id, id_))
    return Sent(await desk.send(request, "complaints", _order(form, desk, receipt), id=id_), receipt, id_)


def origin_of(form: ComplaintForm, by: str, command: str) -> tuple[str | None, ...]:
    """What a receipt is derived from; with the body, since it may be shown before the service has looked at that."""
    content = hashlib.sha256(write_content(form)).hexdigest()
    return (by, content, *((form.channel, form.source, form.external_id) if form.external_id else (command,)))


def _filed(registered: says.Registered, derived: str, desk: Desk) -> Filed:
    said, at, head = msgspec.structs.asdict(registered), registered.registered_at, registered.chain_head
    receipt = None if registered.filed_by_another else derived
    proof = sign(desk.receipt_key, registered.number, at, head) if at and head else None
    return Filed(**said, receipt=receipt, proof=proof)


def _order(form: ComplaintForm, desk: Desk, receipt: str) -> says.FileComplaint:
    """The command: whoever complains and what they say is sealed before it leaves this process."""
    testimony = says.Testimony(title=form.title, text=form.text, reporter=form.reporter)
    return says.FileComplaint(
        channel=form.channel,
        category=form.category,
        testimony=desk.keys.seal("complaints", write(testimony)),
        receipt_hash=receipt_hash(desk.receipt_key, receipt),
        source=form.source,
        external_id=form.external_id,
        mode=form.mode,
        about=form.about,
        about_section=form.about_section,
        kind=form.kind,
        answers=desk.keys.seal("complaints", write(form.answers)) if form.answers else None,
        instruction=form.instruction,
        visitors=form.visitors,
    )


@get(
    "/v1/complaints/{number:str}",
    roles=READERS,
    responses={200: described(says.ComplaintView), 304: UNCHANGED},
    summary="One complaint 查看投诉",
    tags=["complaints"],
)
async def find_complaint(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
    """One complaint, with its version as ETag; a department sees its own alone."""
    query = convert(says.FindComplaint, {"number": number})
    view = await desk.bus.query("complaints", query, caller_of(request), says.ComplaintView)
    if request.headers.get("if-none-match") == etag(view.version):
        return Response(b"", status_code=304, headers={"ETag": etag(view.version)})
    return shown(view)


@get(
    "/v1/complaints",
    roles=READERS,
    asks=says.FindComplaints,
    responses={200: described(says.ComplaintPage)},
    summary="Complaints, the newest first 投诉列表",
    tags=["complaints"],
)
async def find_complaints(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    request: Asked,
    desk: AtHand,
    standing: Annotated[str | None, QueryParameter(name="state")] = None,  # ``state`` is a word of Litestar's own
    department: FromQuery[str | None] = None,
    category: FromQuery[str | None] = None,
    channel: FromQuery[str | None] = None,
    about: FromQuery[str | None] = None,
    filed_from: FromQuery[str | None] = None,
    filed_to: FromQuery[str | None] = None,
    text: Annotated[str | None, QueryParameter(description="检索词,以空格分隔 / words, apart by spaces")] = None,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of complaints; ``next`` of one page is ``after`` of the next. The office alone looks for words."""
    asked = {
        "state": standing,
        "department": department,
        "category": category,
        "channel": channel,
        "about": about,
        "filed_from": filed_from,
        "filed_to": filed_to,
        "text": text,
        "after": after,
        "limit": limit,
    }
    query = convert(says.FindComplaints, {name: value for name, value in asked.items() if value is not None})
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.ComplaintPage))


@get(
    "/v1/complaints/{number:str}/testimony",
    roles=(Role.OFFICER, Role.DIRECTOR, Role.LEADER),
    asks=says.ReadTestimony,
    responses={200: described(says.TestimonyView)},
    summary="A complaint's words 查看投诉内容",
    tags=["complaints"],
)
async def read_testimony(
    number: FromPath[str], reason: FromQuery[str], request: Asked, desk: AtHand
) -> Response[bytes]:
    """What the complainant said, answered and supplied, and who they are; the look and its reason are written down.

    A leader reads that of complaints about the office alone.
    """
    query = convert(says.ReadTestimony, {"number": number, "reason": reason})
    view = await desk.bus.query("complaints", query, caller_of(request), says.SealedView)
    testimony = read(says.TestimonyView, desk.keys.open("gateway", view.sealed))
    return shown(testimony, headers={"Cache-Control": "no-store"})


ROUTES = (file_complaint, find_complaint, find_complaints, read_testimony)
