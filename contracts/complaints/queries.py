"""What it can be asked."""

from typing import Annotated

import msgspec

from contracts.complaints.words import Hash, Number, State
from contracts.wire import Code, Name, Query, Token


class FindComplaint(Query, frozen=True, kw_only=True):
    """One complaint by its number."""

    number: Number


class FindHistory(Query, frozen=True, kw_only=True):
    """What happened to one complaint."""

    number: Number


class FindCategories(Query, frozen=True, kw_only=True):
    """What complaints can be about."""


class FindCategory(Query, frozen=True, kw_only=True):
    """One category, with its questions."""

    code: Code


class FindRouting(Query, frozen=True, kw_only=True):
    """Whose case it may be."""

    number: Number


class FindComplaints(Query, frozen=True, kw_only=True):
    """A page of complaints, the newest first."""

    state: State | None = None
    department: Code | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class CheckStatus(Query, frozen=True, kw_only=True):
    """The status for whoever holds number and receipt."""

    number: Number
    receipt_hash: Hash


class ReadTestimony(Query, frozen=True, kw_only=True):
    """The complainant's words, for an officer; sealed to the gateway, and written down with the reason."""

    number: Number
    reason: Name


class FindAddress(Query, frozen=True, kw_only=True):
    """Where to reach a party at this moment, for a message about to be sent; sealed to the notifications service."""

    party: Token
    message: Token
