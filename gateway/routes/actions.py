"""``POST …/{number}/actions/{name}``: how a change of state becomes a route, the same for every resource."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from contracts.people import Role
from contracts.wire import Command, convert, read
from gateway.desk import AtHand
from gateway.edge.caller import Asked
from gateway.edge.conditions import CHANGE, version_of
from gateway.routes.answers import AcceptedView, answered, described

_SAID = {"number", "version"}
"""What path and If-Match say, so that the body does not."""

Route = Callable[..., HTTPRouteHandler]


def actions_of(resource: str, *, answer: type, service: str = "complaints") -> Route:
    """Gives ``route(name, order, roles, summary)`` for the actions of ``/v1/<resource>/{number}``.

    ``order`` is a command with ``number`` and ``version``; the route's body holds its other fields.
    """
    return partial(_action, resource, answer, service)


def _action(
    resource: str,
    answer: type,
    service: str,
    name: str,
    order: type[Command],
    roles: tuple[Role, ...],
    summary: str,
) -> HTTPRouteHandler:
    body = _form(order)

    @post(
        f"/v1/{resource}/{{number:str}}/actions/{name}",
        name=f"{resource} {name}",
        roles=roles,
        body=body,
        headers=CHANGE,
        status_code=200,
        responses={200: described(answer), 202: described(AcceptedView)},
        summary=summary,
        description=(order.__doc__ or "").strip(),
        tags=[resource],
    )
    async def act(number: FromPath[str], request: Asked, desk: AtHand) -> Response[bytes]:
        form = read(body, await request.body() or b"{}")
        said = {"number": number, "version": version_of(request), **msgspec.to_builtins(form)}
        return answered(await desk.send(request, service, convert(order, said)))

    return act


def _form(order: type[Command]) -> type[msgspec.Struct]:
    """The order without what path and If-Match say."""
    fields: list[Any] = [
        (field.name, field.type, _default(field)) for field in msgspec.structs.fields(order) if field.name not in _SAID
    ]
    return msgspec.defstruct(f"{order.__name__}Form", fields, kw_only=True, frozen=True, forbid_unknown_fields=True)


def _default(field: msgspec.structs.FieldInfo) -> Any:
    if field.default_factory is not msgspec.NODEFAULT:
        return msgspec.field(default_factory=field.default_factory)
    return field.default
