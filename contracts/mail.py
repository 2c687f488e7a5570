"""What every service answers with, and the one question that every service can be asked about its mail."""

import msgspec

from contracts.refusals import Refusal
from contracts.wire import Query, Token


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """The reply to a command: its answer or its refusal.

    ``replayed`` is true when the command had its effect before and this is the first answer again.
    """

    answer: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"null"))
    refusal: Refusal | None = None
    replayed: bool = False


class FindReply(Query, frozen=True, kw_only=True):
    """What a command that was sent before was answered; only its sender may ask."""

    command: Token
