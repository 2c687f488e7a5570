"""The words: codes, states and forms that the others are made of."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.wire import Code, Name, Text

Number = Annotated[str, msgspec.Meta(pattern=r"^TS-\d{4}-\d{6,}\Z", examples=["TS-2026-000123"])]
"""What people know a complaint by: 投诉, the year, a number without gaps."""

Severity = Annotated[int, msgspec.Meta(ge=1, le=3)]
"""1 is light, 3 is grave."""

Visitors = Annotated[int, msgspec.Meta(ge=1, le=5)]
"""Those who come together send five of them at most (信访工作条例第二十条)."""

Hash = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


EnterpriseCode = Annotated[str, msgspec.Meta(pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}\Z", examples=["91320413MA00000000"])]
"""An enterprise's unified social credit code (统一社会信用代码, GB 32100): 18 places without I, O, S, V and Z."""


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


class Kind(StrEnum):
    """What somebody brings: a complaint, or a question that needs no investigation."""

    COMPLAINT = "complaint"
    CONSULTATION = "consultation"


class State(StrEnum):
    """Where a complaint stands (domain-complaints 4.3)."""

    REGISTERED = "registered"
    AWAITING_INFO = "awaiting_info"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DISPATCHED = "dispatched"
    RETURN_REQUESTED = "return_requested"
    SIGNED = "signed"
    INVESTIGATING = "investigating"
    MEDIATING = "mediating"
    SUSPENDED = "suspended"
    REPLIED = "replied"
    VERIFIED = "verified"
    CLOSED = "closed"
    UNDER_REVIEW = "under_review"
    FINALISED = "finalised"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"


class Handling(StrEnum):
    """Who handles it: the office itself (自办), a department on its order (交办), or one that has the duty (转办)."""

    SELF = "self"
    ASSIGNED = "assigned"
    REFERRED = "referred"


class ClockClass(StrEnum):
    """How fast it is to be handled (domain-complaints 4.4)."""

    URGENT = "urgent"
    SIMPLE = "simple"
    ORDINARY = "ordinary"
    INVESTIGATION = "investigation"


class RefusalGround(StrEnum):
    """Why a complaint is not accepted: the six grounds that Changsha publishes."""

    CIVIL_DISPUTE = "civil_dispute"
    IN_PROCEEDINGS = "in_proceedings"
    ELSEWHERE = "elsewhere"
    CLOSED_BEFORE = "closed_before"
    FORCE_MAJEURE = "force_majeure"
    OUT_OF_SCOPE = "out_of_scope"


class SuspensionGround(StrEnum):
    """What the handling has to wait for."""

    COURT = "court"
    APPRAISAL = "appraisal"
    THIRD_PARTY = "third_party"


class RedoReason(StrEnum):
    """Why an answer is sent back."""

    OFF_TOPIC = "off_topic"
    INCOMPLETE = "incomplete"
    NO_EVIDENCE = "no_evidence"
    FALSE_REPLY = "false_reply"


class ReopenReason(StrEnum):
    """Why a case is taken up again."""

    DISSATISFIED = "dissatisfied"
    NEW_EVIDENCE = "new_evidence"


class ContactResult(StrEnum):
    """What came of the first contact with a complainant."""

    REACHED = "reached"
    IMPOSSIBLE = "impossible"


class Satisfaction(StrEnum):
    """The five levels of 好差评 (GB/T 39734)."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    BASICALLY_SATISFIED = "basically_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"


class Solved(StrEnum):
    """Whether the complainant says that it is solved."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class ReviewDecision(StrEnum):
    """What a review comes to."""

    UPHELD = "upheld"
    OVERTURNED = "overturned"


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
    TRANSFERRED_OUT = "transferred_out"
    WITHDRAWN = "withdrawn"


class CallEvent(StrEnum):
    """What call-centre software tells of a call, in its own words."""

    NEW_CALL = "newCall"
    ANSWER = "answer"
    HANGUP = "hangup"


class Reporter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who complains, for themself or for an enterprise, and how to reach them.

    ``id_number`` is the citizen's (GB 11643), ``credit_code`` the enterprise's unified social credit code (GB 32100).
    """

    name: Name | None = None
    phone: Annotated[str, msgspec.Meta(pattern=r"^\+?[0-9][0-9 -]{4,23}\Z")] | None = None
    email: Annotated[str, msgspec.Meta(max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+\Z")] | None = (
        None
    )
    id_number: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{14,17}[0-9Xx]\Z")] | None = None
    address: Name | None = None
    enterprise: Name | None = None
    language: Annotated[str, msgspec.Meta(pattern=r"^(zh|en)\Z")] = "zh"
    credit_code: EnterpriseCode | None = None


Answers = Annotated[
    dict[Code, Annotated[str, msgspec.Meta(min_length=1, max_length=500, pattern=r"(?s)^(?=.*\S)[^\x00]*\Z")]],
    msgspec.Meta(max_length=20),
]
"""What a complainant answers to the questions of the category, by the question's code."""


class Supplement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a complainant supplies afterwards, in their own words."""

    text: Text


class Testimony(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The complaint in the complainant's words, and who they are."""

    title: Name
    text: Text
    reporter: Reporter | None = None
