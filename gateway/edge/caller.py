"""Who asks, in which language, within which trace: made once a request, handed to everything after it."""

import re
from dataclasses import dataclass
from typing import Any, Literal

from litestar import Request
from litestar.connection import ASGIConnection

from contracts.people import Actor
from kernel.trace import trace_id_of, trace_of

Asked = Request[Any, Any, Any]
"""A request, as Litestar hands it to a route."""

Language = Literal["zh", "en"]

ANYBODY = Actor(id="anybody")
"""Whoever comes without a key: a citizen with number and receipt."""


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
        return trace_id_of(self.trace)


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
        trace=state.get("trace") or trace_of(headers.get("traceparent", "")),
        is_in_a_hurry="respond-async" in headers.get("prefer", ""),
    )
    state["caller"] = caller
    return caller
