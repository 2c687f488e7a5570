"""The words of accountability."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.wire import Name, Text

AccountabilityNumber = Annotated[str, msgspec.Meta(pattern=r"^ZR-\d{4}-\d{6,}\Z", examples=["ZR-2026-000123"])]
"""What people know it by: 责任, the year, a number without gaps."""

Ground = Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}-\d{4}-\d{6,}\Z", examples=["TS-2026-000123"])]
"""The number of what it rests on: a complaint, a rectification, an inspection's finding."""


class AccountabilityState(StrEnum):
    """Where it stands (domain-complaints 4.7)."""

    PROPOSED = "proposed"
    HEARD = "heard"
    DECIDED = "decided"
    EXECUTED = "executed"
    TRANSFERRED_TO_DISCIPLINE = "transferred_to_discipline"
    APPEALED = "appealed"
    CLOSED = "closed"


class AccountabilityOutcome(StrEnum):
    """What came of it, apart from the state."""

    DISMISSED = "dismissed"  # nobody is held to account
    UNCONTESTED = "uncontested"  # no appeal in time
    UPHELD = "upheld"  # it stands after an appeal
    REVOKED = "revoked"  # it fell on appeal


class Target(StrEnum):
    """Who is held to account."""

    UNIT = "unit"
    HEAD = "head"  # the unit's 一把手
    PERSON = "person"


class Measure(StrEnum):
    """The ladder, the lightest first: the office's own three, then the nine measures of Hunan (2011)."""

    INTERVIEW = "interview"  # 约谈
    FAULT_NOTICE = "fault_notice"  # 行政效能过失通知单
    GRAVE_FAULT_NOTICE = "grave_fault_notice"  # 行政效能严重过失通知单
    ADMONITION = "admonition"  # 诫勉谈话
    WRITTEN_REVIEW = "written_review"  # 书面检查
    PUBLIC_APOLOGY = "public_apology"  # 公开道歉
    CIRCULATED_CRITICISM = "circulated_criticism"  # 通报批评
    SUSPENSION = "suspension"  # 停职检查
    REASSIGNMENT = "reassignment"  # 调离
    TAKING_THE_BLAME = "taking_the_blame"  # 引咎辞职
    ORDERED_RESIGNATION = "ordered_resignation"  # 责令辞职
    REMOVAL = "removal"  # 免职


class Accountable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is held to account: it travels sealed, and is kept encrypted."""

    name: Name
    post: Name


class Allegation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is held against whom; sealed from the gateway to the complaints service."""

    facts: Text
    person: Accountable | None = None
