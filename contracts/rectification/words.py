"""The words of rectification."""

from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.wire import Token

RectificationNumber = Annotated[str, msgspec.Meta(pattern=r"^ZG-\d{4}-\d{6,}\Z", examples=["ZG-2026-000123"])]
"""What people know a rectification by: 整改, the year, a number without gaps."""

Attachments = Annotated[list[Token], msgspec.Meta(max_length=20)]
"""The ids of what was taken in as attachments."""


class RectificationKind(StrEnum):
    """What is to be put right: one case, the way a whole department works, or a policy."""

    CASE = "case"
    DEPARTMENT_WIDE = "department_wide"
    POLICY_PROPOSAL = "policy_proposal"


class RectificationState(StrEnum):
    """Where a rectification stands (domain-complaints 4.7)."""

    ORDERED = "ordered"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_ACCEPTED = "plan_accepted"
    PLAN_RETURNED = "plan_returned"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    RECHECKED = "rechecked"
    RELAPSED = "relapsed"


class Responsible(StrEnum):
    """Who answers for the measures: an office that somebody holds, never the person who holds it."""

    HEAD = "head"  # 一把手
    DEPUTY = "deputy"  # 分管副职
    SECTION = "section"  # 科室负责人
