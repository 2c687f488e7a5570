"""What it can be asked."""

from datetime import date
from typing import Annotated

import msgspec

from contracts.complaints.words import Channel, Hash, Number, State
from contracts.wire import Code, Name, Query, Token


class FindComplaint(Query, frozen=True, kw_only=True):
    """One complaint by its number."""

    number: Number


class FindHistory(Query, frozen=True, kw_only=True):
    """What happened to one complaint."""

    number: Number


class FindCase(Query, frozen=True, kw_only=True):
    """The redacted case, for a department that has to do with it."""

    number: Number


class FindCaseReplies(Query, frozen=True, kw_only=True):
    """What was answered to one complaint: findings, measures and their basis."""

    number: Number


class FindCategories(Query, frozen=True, kw_only=True):
    """What complaints can be about."""


class FindCategory(Query, frozen=True, kw_only=True):
    """One category, with its questions."""

    code: Code


class FindDuties(Query, frozen=True, kw_only=True):
    """Whose duty is what."""


class FindRouting(Query, frozen=True, kw_only=True):
    """Whose case it may be."""

    number: Number


class FindComplaints(Query, frozen=True, kw_only=True):
    """A page of complaints, the newest first.

    ``text`` are words of two characters or more, apart by spaces, all of which title or text must hold; the office
    alone looks for them. Both days of ``filed_from`` and ``filed_to`` count.
    """

    state: State | None = None
    department: Code | None = None
    category: Code | None = None
    channel: Channel | None = None
    about: Code | None = None
    filed_from: date | None = None
    filed_to: date | None = None
    text: Annotated[str, msgspec.Meta(min_length=2, max_length=100)] | None = None
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
