"""How a reply becomes a response."""

from typing import Any

import msgspec
from litestar import Response
from litestar.openapi.datastructures import ResponseSpec

from contracts.mail import Reply
from gateway.desk import Accepted
from gateway.edge.conditions import etag


def described(answer: type) -> ResponseSpec:
    """How OpenAPI describes an answer: its schema, and the first sentence of its docstring."""
    return ResponseSpec(answer, generate_examples=False, description=(answer.__doc__ or "").partition("\n")[0])


class AcceptedView(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a command that is on its way: ask at ``command`` what came of it."""

    command: str


class _Versioned(msgspec.Struct):
    """What of an answer the headers tell."""

    version: int | None = None


def answered(reply: Reply | Accepted, *, status: int = 200) -> Response[bytes]:
    """A command's reply: 201 or 200 with ETag, or 202 with where to ask."""
    if isinstance(reply, Accepted):
        body = msgspec.json.encode(AcceptedView(command=reply.location))
        return Response(body, status_code=202, media_type="application/json", headers={"Location": reply.location})
    headers = {"Idempotent-Replayed": "true"} if reply.replayed else {}
    return shown(reply.answer, status=status, headers=headers)


def created(answer: Any, reply: Reply, *, location: str) -> Response[bytes]:
    """What a command made, with more in it than the service's own answer."""
    headers = {"Location": location, **({"Idempotent-Replayed": "true"} if reply.replayed else {})}
    return shown(answer, status=201, headers=headers)


def shown(answer: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response[bytes]:
    """An answer as JSON, with its version as ETag."""
    body = bytes(answer) if isinstance(answer, msgspec.Raw) else msgspec.json.encode(answer)
    version = msgspec.json.decode(body, type=_Versioned).version if body.startswith(b"{") else None
    more = {} if version is None else {"ETag": etag(version)}
    return Response(body, status_code=status, media_type="application/json", headers=(headers or {}) | more)
