"""The published language of the callback (回访): whom an agent has to call, and by which telephone."""

from datetime import date
from typing import Annotated

import msgspec

from contracts.complaints.words import Mode
from contracts.wire import Answer, Query, Token


class FindCallbacks(Query, frozen=True, kw_only=True):
    """A page of verified cases whose complainants are to be called, the newest first; sealed to the gateway.

    Each look at somebody is written down. A page may hold fewer than ``limit``: what is not to be called by who asks
    is left out of it.
    """

    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class CallbackView(Answer, frozen=True, kw_only=True):
    """One case to call back; ``name`` and ``phone`` are None for who complains confidentially: ask the custodian."""

    number: str
    mode: Mode
    category: str
    department: str | None = None
    calls: int
    last_call_on: date | None = None
    name: str | None = None
    phone: str | None = None


class CallbackPage(Answer, frozen=True, kw_only=True):
    """One page; ``next`` asks for the page after it."""

    callbacks: list[CallbackView]
    next: str | None = None
