"""Who asks, in which language, within which trace: made once a request, handed to everything after it."""

import os
import re
from dataclasses import dataclass
from typing import Any, Literal

from litestar import Request
from litestar.connection import ASGIConnection

from contracts.people import Actor

Asked = Request[Any, Any, Any]
"""A request, as Litestar hands it to a route."""

Language = Literal["zh", "en"]

ANYBODY = Actor(id="anybody")
"""Whoever comes without a key: a citizen with number and receipt."""

_TRACEPARENT = re.compile(r"^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$")


@dataclass(frozen=True)
class Caller:
    """``trace`` is a W3C traceparent; ``is_in_a_hurry`` says that the client prefers 202 to waiting (RFC 7240)."""

    actor: Actor
    language: Language
    trace: str
    is_in_a_hurry: bool = False

    @property
    def trace_id(self) -> str:
        """The trace's id, which problems and logs show."""
        return self.trace[3:35]


def language_of(header: str) -> Language:
    """The first of Chinese and English in an Accept-Language header (RFC 9110); Chinese when it names neither."""
    wanted = sorted(_weights(header), key=lambda pair: -pair[1])
    return next((tag for tag, weight in wanted if weight > 0), "zh")


def _weights(header: str) -> list[tuple[Language, float]]:
    found: list[tuple[Language, float]] = []
    for part in header[:200].lower().split(","):
        tag, _, quality = part.strip().partition(";q=")
        weight = float(quality) if re.fullmatch(r"[01](\.\d{1,3})?", quality) else 1.0
        if tag.startswith("zh"):
            found.append(("zh", weight))
        elif tag.startswith("en"):
            found.append(("en", weight))
    return found


def trace_of(header: str) -> str:
    """The client's traceparent, or a new one."""
    return header if _TRACEPARENT.match(header) else f"00-{os.urandom(16).hex()}-{os.urandom(8).hex()}-01"


def caller_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Caller:
    """The caller of this request; before the guard has run it is anybody."""
    state = connection.scope["state"]
    known = state.get("caller")
    if isinstance(known, Caller):
        return known
    headers = connection.headers
    caller = Caller(
        actor=state.get("actor", ANYBODY),
        language=language_of(headers.get("accept-language", "")),
        trace=trace_of(headers.get("traceparent", "")),
        is_in_a_hurry="respond-async" in headers.get("prefer", ""),
    )
    state["caller"] = caller
    return caller
