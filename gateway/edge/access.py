"""Who may do what: every route names its roles, and a route that names none is closed."""

import time
from typing import Any

import anyio
from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from contracts.people import Actor, Role
from contracts.refusals import Forbidden, Refused
from gateway.edge.keys import ApiKeys
from kernel.clock import Clock

PUBLIC = "public"
"""A route that anybody may use names this instead of roles; who brings a key is known there all the same."""

_REMEMBER = 5.0
"""Seconds that a key counts as good without being looked up again: a revoked key ends within them."""


class KeyRequired(Refused):
    """No key, or one that is wrong, expired or revoked."""

    kind = "unauthenticated"
    zh = "缺少有效的访问密钥。"
    en = "A valid API key is required."


class RoleRequired(Forbidden):
    """The key's roles are not those of the route."""

    zh = "此操作需要下列角色之一:{0}。"
    en = "This needs one of the roles: {0}."


class Door:
    """The guard of every route."""

    def __init__(self, keys: ApiKeys, clock: Clock) -> None:
        self._keys = keys
        self._clock = clock
        self._known: dict[str, tuple[float, Actor]] = {}

    async def guard(self, connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        """Lets the request in, and notes who it is from.

        Raises:
            KeyRequired, RoleRequired
        """
        roles = handler.opt.get("roles", ())
        key = _key_of(connection)
        if not key and handler.opt.get("key_in_form"):
            key = await _key_in_form(connection)
        if roles == PUBLIC and not key:
            return
        actor = await self._actor(key)
        connection.scope["state"]["actor"] = actor
        if roles != PUBLIC and not actor.is_any_of(*roles):
            raise RoleRequired(", ".join(sorted(roles)) or "-")

    async def _actor(self, key: str) -> Actor:
        if not key:
            raise KeyRequired
        seen, actor = self._known.get(key, (0.0, None))
        if actor is None or time.monotonic() - seen > _REMEMBER:
            actor = await anyio.to_thread.run_sync(lambda: self._keys.find(key, at=self._clock.now()))
            self._known.pop(key, None)
            if actor is None:
                raise KeyRequired
            self._known[key] = (time.monotonic(), actor)
        return actor


def _key_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else connection.headers.get("x-api-key", "")


async def _key_in_form(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """Open311 has the key among the fields of the form, or of the address."""
    if not isinstance(connection, Request):
        return ""
    await connection.body()  # it is read once more to tell two requests apart
    said = (await connection.form()).get("api_key") or connection.query_params.get("api_key")
    return said if isinstance(said, str) else ""


OFFICE = (Role.OFFICER, Role.DIRECTOR, Role.ADMIN)
REGISTRY = (Role.REGISTRAR, Role.DIRECTOR, Role.ADMIN)
DEPARTMENT = (Role.LIAISON, Role.DEPUTY)
REVIEW = (Role.REVIEWER, Role.LEADER)
"""Who decides reviews, and reads what there is to decide."""
