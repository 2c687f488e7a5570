"""``/v1/receipts``: what whoever complains does themself; number and receipt are in the body, not in the address."""

from typing import Annotated

import msgspec
from litestar import Response, get, post

from contracts import complaints as says
from contracts import mailbox
from contracts import receipts as told
from contracts.wire import Command, Text, Token, read, write
from gateway.desk import Accepted, AtHand, Desk, read_body
from gateway.edge.access import PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import WRITE, command_id
from gateway.edge.proofs import Proof, check, public_key
from gateway.edge.receipts import OFTEN, SELDOM, ReceiptForm, receipt_for, receipt_hash
from gateway.routes.answers import AcceptedView, answered, described, shown

NEVER_KEPT = {"Cache-Control": "no-store"}


class ActForm(ReceiptForm, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Number and receipt, and what there is to say about it."""

    text: Text | None = None


class MessageForm(ReceiptForm, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message to the office; ``supplies`` says that it is what the office has asked for."""

    text: Text
    supplies: bool = False


class PageForm(ReceiptForm, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which page of the mailbox."""

    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class Changed(told.ReceiptProgress, frozen=True, kw_only=True):
    """The new receipt; it is shown here and nowhere else."""

    receipt: str


class ChangedLater(AcceptedView, frozen=True, kw_only=True):
    """The change is on its way; the new receipt is good once it was carried out, and the one before is until then."""

    receipt: str


class KeyView(msgspec.Struct, frozen=True, kw_only=True):
    """The key with which anybody can check a proof of registration: Ed25519, base64."""

    public_key: str


@post(
    "/v1/receipts/messages",
    roles=PUBLIC,
    body=PageForm,
    status_code=200,
    middleware=[OFTEN],
    responses={200: described(mailbox.MailboxPage)},
    summary="Read the mailbox 查看留言",
    tags=["receipts"],
)
async def open_mailbox(request: Asked, desk: AtHand) -> Response[bytes]:
    """What the office and the complainant wrote to each other, in its order."""
    form = await read_body(request, PageForm)
    hash_ = receipt_hash(desk.receipt_key, form.receipt)
    query = mailbox.OpenMailbox(number=form.number, receipt_hash=hash_, after=form.after, limit=form.limit)
    with desk.guesses.counted(request, form.number):
        view = await desk.bus.query("complaints", query, caller_of(request), says.SealedView)
    return shown(read(mailbox.MailboxPage, desk.keys.open("gateway", view.sealed)), headers=NEVER_KEPT)


@post(
    "/v1/receipts/actions/write",
    roles=PUBLIC,
    body=MessageForm,
    headers=WRITE,
    status_code=201,
    middleware=[SELDOM],
    responses={201: described(mailbox.MailboxProgress), 202: described(AcceptedView)},
    summary="Write to the office 给优化办留言",
    tags=["receipts"],
)
async def write_message(request: Asked, desk: AtHand) -> Response[bytes]:
    """The complainant writes, or supplies what the office has asked for; sealed before it leaves this process."""
    form = await read_body(request, MessageForm)
    order = mailbox.AnswerOffice(
        number=form.number,
        receipt_hash=receipt_hash(desk.receipt_key, form.receipt),
        message=_sealed(form.text, desk),
        supplies=form.supplies,
    )
    return await _carried_out(order, form, request, desk, status=201)


@post(
    "/v1/receipts/actions/withdraw",
    roles=PUBLIC,
    body=ActForm,
    headers=WRITE,
    status_code=200,
    middleware=[SELDOM],
    responses={200: described(says.Progress), 202: described(AcceptedView)},
    summary="Take it back 撤回投诉",
    tags=["receipts"],
)
async def withdraw(request: Asked, desk: AtHand) -> Response[bytes]:
    """The complainant takes their complaint back."""
    form = await read_body(request, ActForm)
    return await _carried_out(told.WithdrawByReceipt(**_said(form, desk)), form, request, desk)


@post(
    "/v1/receipts/actions/request_review",
    roles=PUBLIC,
    body=ActForm,
    headers=WRITE,
    status_code=200,
    middleware=[SELDOM],
    responses={200: described(says.Progress), 202: described(AcceptedView)},
    summary="Ask for a review 申请复查、复核",
    tags=["receipts"],
)
async def request_review(request: Asked, desk: AtHand) -> Response[bytes]:
    """The complainant asks for a review, and after it for a second one, each within 30 days of the end."""
    form = await read_body(request, ActForm)
    return await _carried_out(told.RequestReviewByReceipt(**_said(form, desk)), form, request, desk)


@post(
    "/v1/receipts/actions/change",
    roles=PUBLIC,
    body=ReceiptForm,
    headers=WRITE,
    status_code=200,
    middleware=[SELDOM],
    responses={200: described(Changed), 202: described(ChangedLater)},
    summary="Get another receipt 更换查询码",
    tags=["receipts"],
)
async def change_receipt(request: Asked, desk: AtHand) -> Response[bytes]:
    """A new receipt that nobody else has seen; the one before is dead."""
    form, id_ = await read_body(request, ReceiptForm), command_id(request)
    new = receipt_for(desk.receipt_key, form.number, form.receipt, id_)
    order = told.ChangeReceipt(
        number=form.number,
        receipt_hash=receipt_hash(desk.receipt_key, form.receipt),
        new_hash=receipt_hash(desk.receipt_key, new),
    )
    with desk.guesses.counted(request, form.number):
        reply = await desk.send(request, "complaints", order, id=id_)
    if isinstance(reply, Accepted):
        later = ChangedLater(command=reply.location, receipt=new)
        return shown(later, status=202, headers={"Location": reply.location})
    progress = read(told.ReceiptProgress, bytes(reply.answer))
    return shown(Changed(**msgspec.structs.asdict(progress), receipt=new), headers=NEVER_KEPT)


@post(
    "/v1/receipts/actions/verify",
    roles=PUBLIC,
    body=Proof,
    status_code=200,
    middleware=[SELDOM],
    responses={200: described(told.RegistrationView)},
    summary="Is it still registered as it was? 核验登记",
    tags=["receipts"],
)
async def verify(request: Asked, desk: AtHand) -> Response[bytes]:
    """Holds a proof of registration against the history: genuine, altered (made anew, or later), or deleted."""
    proof = await read_body(request, Proof)
    check(proof, public_key(desk.receipt_key))
    query = told.CheckRegistration(number=proof.number, chain_head=proof.chain_head)
    return shown(await desk.bus.query("complaints", query, caller_of(request), told.RegistrationView))


@get(
    "/v1/receipts/key",
    roles=PUBLIC,
    responses={200: described(KeyView)},
    summary="The key of proofs 登记回执公钥",
    tags=["receipts"],
)
async def find_key(desk: AtHand) -> Response[bytes]:
    """With it anybody can check a proof of registration without us."""
    return shown(KeyView(public_key=public_key(desk.receipt_key)))


async def _carried_out(
    order: Command, form: ReceiptForm, request: Asked, desk: Desk, *, status: int = 200
) -> Response[bytes]:
    with desk.guesses.counted(request, form.number):
        return answered(await desk.send(request, "complaints", order), status=status)


def _said(form: ActForm, desk: Desk) -> dict[str, str]:
    """Number, hash and, if there is something to say, the sealed words."""
    said = {"number": form.number, "receipt_hash": receipt_hash(desk.receipt_key, form.receipt)}
    return said if form.text is None else said | {"message": _sealed(form.text, desk)}


def _sealed(text: str, desk: Desk) -> str:
    return desk.keys.seal("complaints", write(mailbox.Written(text=text)))


ROUTES = (open_mailbox, write_message, withdraw, request_review, change_receipt, verify, find_key)
