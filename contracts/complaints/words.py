"""The words: codes, states and forms that the others are made of."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.wire import Name, Text

Number = Annotated[str, msgspec.Meta(pattern=r"^TS-\d{4}-\d{6,}\Z", examples=["TS-2026-000123"])]
"""What people know a complaint by: 投诉, the year, a number without gaps."""

Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Channel(StrEnum):
    """How a complaint came in (domain-complaints 4.2)."""

    HOTLINE = "hotline"
    EFFICIENCY_LINE = "efficiency_line"
    LEADER_LETTER = "leader_letter"
    LETTER = "letter"
    VISIT = "visit"
    WEB = "web"
    EMAIL = "email"
    MONITOR_POINT = "monitor_point"
    MEDIA = "media"
    EVENT = "event"
    INSPECTION = "inspection"
    SURVEY_OPINION = "survey_opinion"
    REFERRAL = "referral"


class Mode(StrEnum):
    """What a complainant lets be known of themself."""

    NAMED = "named"
    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class State(StrEnum):
    """Where a complaint stands."""

    REGISTERED = "registered"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    SIGNED = "signed"
    REPLIED = "replied"
    VERIFIED = "verified"
    CLOSED = "closed"


class Finding(StrEnum):
    """What the investigation found."""

    SUBSTANTIATED = "substantiated"
    PARTLY = "partly"
    NOT_SUBSTANTIATED = "not_substantiated"
    UNDETERMINABLE = "undeterminable"


class Outcome(StrEnum):
    """What came of it; kept apart from the state, since closed is not resolved."""

    RESOLVED = "resolved"
    PARTLY_RESOLVED = "partly_resolved"
    UNRESOLVED_EXPLAINED = "unresolved_explained"
    UNFOUNDED = "unfounded"


class CallEvent(StrEnum):
    """What call-centre software tells of a call, in its own words."""

    NEW_CALL = "newCall"
    ANSWER = "answer"
    HANGUP = "hangup"


class Reporter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who complains, and how to reach them."""

    name: Name | None = None
    phone: Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9][0-9 -]{4,23}\Z")] | None = None
    email: Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+\Z")] | None = (
        None
    )
    language: Annotated[str, msgspec.Meta(pattern=r"^(zh|en)\Z")] = "zh"


class Testimony(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The complaint in the complainant's words, and who they are."""

    title: Name
    text: Text
    reporter: Reporter | None = None
