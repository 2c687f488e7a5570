"""What a letter that a leader forwards brings with it (领导批转)."""

from datetime import date
from enum import StrEnum

import msgspec

from contracts.wire import Text, Token


class Post(StrEnum):
    """Who of the leading group gives an instruction: the post, never a name."""

    GROUP_LEADER = "group_leader"
    DEPUTY_GROUP_LEADER = "deputy_group_leader"
    MEMBER = "member"


class Instructed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The instruction (批示) on a forwarded letter; without a day it is to be reported back in ten working days.

    ``document`` is the reference of what was forwarded with it.
    """

    post: Post
    text: Text
    document: Token | None = None
    due_on: date | None = None
