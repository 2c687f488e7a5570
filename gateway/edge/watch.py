"""Around the whole application: each request's trace, its line in the log, and its figures.

The line names the route's template and the key, never the path with its numbers, the query or the body.
"""

import logging
from time import perf_counter
from typing import Any

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from gateway.edge import figures
from kernel.telemetry import about
from kernel.trace import trace_id_of, trace_of

log = logging.getLogger(__name__)

TRACE_ID = "X-Trace-Id"
"""The header of every answer by which a request is found in the logs."""

_METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})
_NO_ROUTE = "none"


class Watch:
    """The application with a watch around it: what it answers by itself, such as 404, is seen too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serves one request."""
        if scope["type"] != ScopeType.HTTP:
            await self._app(scope, receive, send)
            return
        visit = _Visit(scope, send)
        try:
            await self._app(scope, receive, visit.send)
        finally:
            visit.note()


class _Visit:
    """One request, from its first byte to the last of its answer."""

    def __init__(self, scope: Any, send: Send) -> None:
        self._began = perf_counter()
        self._scope = scope
        self._send = send
        self._status = 500
        trace = trace_of(_header(scope, b"traceparent"))
        scope.setdefault("state", {})["trace"] = trace
        self._trace_id = trace_id_of(trace)
        about(trace_id=self._trace_id)

    async def send(self, message: Message) -> None:
        """Sends a part of the answer on, with the trace's id among its headers."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            message["headers"] = [*message["headers"], (TRACE_ID.lower().encode(), self._trace_id.encode())]
        await self._send(message)

    def note(self) -> None:
        """Counts and logs what came of it."""
        seconds = perf_counter() - self._began
        route = self._scope.get("path_template") or _NO_ROUTE
        method = self._scope["method"] if self._scope["method"] in _METHODS else "other"
        figures.HTTP_REQUESTS.labels(route, method, self._status).inc()
        figures.HTTP_REQUEST_SECONDS.labels(route, method).observe(seconds)
        actor = self._scope["state"].get("actor")
        said = {"method": method, "route": route, "status": self._status, "ms": round(seconds * 1000, 1)}
        log.info("request", extra=said if actor is None else said | {"actor": actor.id})


def _header(scope: Any, name: bytes) -> str:
    return next((value.decode("latin-1") for found, value in scope["headers"] if found == name), "")
