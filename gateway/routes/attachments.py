"""``/v1/complaints/{number}/attachments``, and of what else has files: they come in and go out as streams.

No process holds one in memory.
"""

from collections.abc import AsyncGenerator
from typing import Annotated

import msgspec
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Example
from litestar.params import FromPath, FromQuery, QueryParameter
from litestar.response import Stream

from contracts import attachments as says
from contracts.people import Role
from contracts.refusals import Fault, Invalid
from contracts.wire import Command, Name, convert, read
from gateway.attachments.attaching import attach
from gateway.attachments.desk import FilesAtHand
from gateway.desk import Accepted, AtHand
from gateway.edge.access import DEPARTMENT, PUBLIC
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import CHANGE, WRITE, version_of
from gateway.edge.receipts import receipt_hash
from gateway.routes.answers import AcceptedView, answered, created, described, shown

OFFICERS = (Role.OFFICER, Role.DIRECTOR)
"""Whoever handles cases; an administrator of keys needs to see no photo."""

HOLDERS = ("complaints", "rectifications", "inspections", "special-supervisions")
"""The resources that files belong to."""

BRINGERS = (Role.OPERATOR, Role.INSPECTOR, *OFFICERS, *DEPARTMENT)
"""Who brings files in and sees which there are, each of what is theirs to do; the service knows whose that is."""


def _paths(rest: str = "") -> list[str]:
    """Where the files of each kind of thing are."""
    return [f"/v1/{resource}/{{number:str}}/attachments{rest}" for resource in HOLDERS]


PRIVATE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
"""What a browser is told about somebody else's file: keep it not, guess nothing, run nothing."""

RECEIPT = "Mingcha-Receipt"

FileName = Annotated[
    str,
    QueryParameter(
        description="文件名,仅保留扩展名 / the file's name, of which the ending alone is kept",
        examples=[Example(value="photo.jpg")],
    ),
]

Reason = Annotated[
    str,
    QueryParameter(description="查看理由,将记录 / why, which is written down", examples=[Example(value="核对现场")]),
]


class FileTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What a complainant is told of their file: what arrived, so that it can be compared."""

    size: int
    digest: str


class SharingForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nothing more has to be said."""


class RemovalForm(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why it is removed; the reason stays with its tombstone."""

    reason: Annotated[Name, msgspec.Meta(examples=["拍到无关人员"])]


@post(
    _paths(),
    roles=BRINGERS,
    body=bytes,
    takes=tuple(says.MediaType),
    headers=WRITE,
    request_max_body_size=None,  # by kind, and counted while it streams
    responses={201: described(says.AttachmentView), 202: described(AcceptedView)},
    summary="Attach a file 上传附件",
    tags=["attachments"],
)
async def attach_file(
    number: FromPath[str], file_name: FileName, request: Asked, desk: AtHand, files: FilesAtHand
) -> Response[bytes]:
    """Takes the bytes as they are; Content-Type, the name's ending and the content must agree. The name is not kept."""
    upload = files.expect(request, file_name)
    done = await attach(convert(says.CheckAttaching, {"number": number}), upload, request, desk, files)
    if isinstance(done, Accepted):
        return answered(done)
    return created(done.view, done.reply, location=f"{request.url.path}/{done.view.id}")


@post(
    "/v1/status/attachments",
    roles=PUBLIC,
    body=bytes,
    takes=tuple(says.MediaType),
    headers=(RECEIPT, "Idempotency-Key"),
    request_max_body_size=None,
    middleware=[RateLimitConfig(rate_limit=("minute", 10), store="uploads").middleware],
    responses={201: described(FileTaken), 202: described(FileTaken)},
    summary="Attach a file, for number and receipt 投诉人上传附件",
    tags=["status"],
)
async def attach_own_file(
    number: FromQuery[str], file_name: FileName, request: Asked, desk: AtHand, files: FilesAtHand
) -> Response[bytes]:
    """Anybody who holds both may attach, ten times a minute from one address; 202 when it is on its way."""
    asked = convert(
        says.CheckAttaching, {"number": number, "receipt_hash": receipt_hash(desk.receipt_key, _receipt(request))}
    )
    upload = files.expect(request, file_name)
    with desk.guesses.counted(request, asked.number):
        done = await attach(asked, upload, request, desk, files)
    taken = FileTaken(size=upload.size, digest=upload.digest)
    return shown(taken, status=202 if isinstance(done, Accepted) else 201, headers=PRIVATE)


@get(
    _paths(),
    roles=BRINGERS,
    asks=says.FindAttachments,
    responses={200: described(says.AttachmentPage)},
    summary="What is attached to it 附件列表",
    tags=["attachments"],
)
async def find_attachments(
    number: FromPath[str],
    request: Asked,
    desk: AtHand,
    after: FromQuery[str | None] = None,
    limit: Annotated[int, QueryParameter(description="1 to 100")] = 20,
) -> Response[bytes]:
    """A page of attachments, the newest first; a department sees what is shared with it and what it brought in."""
    asked = {"number": number, "limit": limit} | ({} if after is None else {"after": after})
    query = convert(says.FindAttachments, asked)
    return shown(await desk.bus.query("complaints", query, caller_of(request), says.AttachmentPage))


@get(
    _paths("/{id:str}"),
    roles=(Role.INSPECTOR, *OFFICERS, *DEPARTMENT),
    asks=says.ReadAttachment,
    gives=tuple(says.MediaType),
    responses={200: ResponseSpec(bytes, generate_examples=False, description="The file")},
    summary="Look at an attachment 查看附件",
    tags=["attachments"],
)
async def read_attachment(
    number: FromPath[str], id: FromPath[str], reason: Reason, request: Asked, desk: AtHand, files: FilesAtHand
) -> Stream:
    """The bytes, to be saved and not shown; the look and its reason are written down."""
    query = convert(says.ReadAttachment, {"number": number, "attachment": id, "reason": reason})
    view = await desk.bus.query("complaints", query, caller_of(request), says.AttachmentView)
    content = files.storeroom.read(view.id)
    first = await anext(content)  # what is wrong with the object shows itself before the answer has begun
    headers = {
        "Content-Disposition": f'attachment; filename="{number}-{view.id[-12:]}.{view.ending}"',
        "Content-Length": str(view.size),
        **PRIVATE,
    }
    return Stream(_whole(first, content), media_type=str(view.media_type), headers=headers)


def _action(
    name: str, order: type[Command], form: type[msgspec.Struct], roles: tuple[Role, ...], summary: str
) -> HTTPRouteHandler:
    @post(
        _paths(f"/{{id:str}}/actions/{name}"),
        name=f"attachments {name}",
        roles=roles,
        body=form,
        headers=CHANGE,
        status_code=200,
        responses={200: described(says.AttachmentView), 202: described(AcceptedView)},
        summary=summary,
        description=(order.__doc__ or "").strip(),
        tags=["attachments"],
    )
    async def act(
        number: FromPath[str], id: FromPath[str], request: Asked, desk: AtHand, files: FilesAtHand
    ) -> Response[bytes]:
        body = read(form, await request.body() or b"{}")
        said = {"number": number, "attachment": id, "version": version_of(request), **msgspec.to_builtins(body)}
        reply = await desk.send(request, "complaints", convert(order, said))
        if not isinstance(reply, Accepted):
            view = read(says.AttachmentView, bytes(reply.answer))
            if view.state is says.AttachmentState.REMOVED:
                await files.forget(view.id)
        return answered(reply)

    return act


ACTIONS = (
    _action("share", says.ShareAttachment, SharingForm, OFFICERS, "Show it to the department 共享附件"),
    _action("withhold", says.WithholdAttachment, SharingForm, OFFICERS, "Show it no more 取消共享"),
    _action("remove", says.RemoveAttachment, RemovalForm, (Role.DIRECTOR,), "Remove it 删除附件"),
)


def _receipt(request: Asked) -> str:
    """The receipt, which stands in a header: an address would be in logs.

    Raises:
        Invalid
    """
    said = request.headers.get(RECEIPT, "")
    if not (len(said) == 16 and said.isascii() and said.isdecimal()):  # noqa: PLR2004 - sixteen digits
        raise Invalid.of(Fault(pointer="", rule="malformed", detail=RECEIPT))
    return said


async def _whole(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    yield first
    async for piece in rest:
        yield piece


ROUTES = (attach_file, attach_own_file, find_attachments, read_attachment, *ACTIONS)
