"""The words of special supervision."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.wire import Text

SpecialSupervisionNumber = Annotated[str, msgspec.Meta(pattern=r"^ZD-\d{4}-\d{6,}\Z", examples=["ZD-2026-000123"])]
"""What people know it by: 专项督查, the year, a number without gaps."""


class SpecialSource(StrEnum):
    """Why it is held."""

    PATTERN = "pattern"  # three like cases in a month, across departments
    LEADER = "leader"  # a leader's instruction
    LEADING_GROUP = "leading_group"
    CAMPAIGN = "campaign"  # 专项整治


class SpecialSupervisionState(StrEnum):
    """Where it stands (domain-complaints 4.7)."""

    DRAFTED = "drafted"
    LAUNCHED = "launched"
    SELF_CHECK = "self_check"
    ON_SITE = "on_site"
    REPORTED = "reported"
    RECTIFYING = "rectifying"
    RECHECKED = "rechecked"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class SpecialResult(StrEnum):
    """What came of it: the state that it is closed from says it, nobody chooses."""

    NOTHING_FOUND = "nothing_found"
    RECTIFIED = "rectified"
    PERSISTING = "persisting"  # closed while something is still to be put right


class ProblemFound(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was found wrong at a department; ``cause`` cites the rule that was broken."""

    problem: Text
    cause: Text
