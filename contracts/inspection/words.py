"""The words of inspections."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.complaints.words import Hash
from contracts.wire import Code, Text, Token

InspectionNumber = Annotated[str, msgspec.Meta(pattern=r"^MC-\d{4}-\d{6,}\Z", examples=["MC-2026-000123"])]
"""What people know an inspection by: 明察暗访, the year, a number without gaps."""

FindingNumber = Annotated[str, msgspec.Meta(pattern=r"^FX-\d{4}-\d{6,}\Z", examples=["FX-2026-000123"])]
"""What people know a finding by: 发现, the year, a number without gaps."""


class InspectionMode(StrEnum):
    """Whether the department is told before: 明察 or 暗访."""

    OPEN = "open"
    COVERT = "covert"


class InspectionState(StrEnum):
    """Where an inspection stands (domain-complaints 4.7)."""

    PLANNED = "planned"
    ANNOUNCED = "announced"
    CARRIED_OUT = "carried_out"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class FindingState(StrEnum):
    """Where a finding stands (domain-complaints 4.7)."""

    RECORDED = "recorded"
    SERVED = "served"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    DROPPED = "dropped"
    FOLLOWED = "followed"


class Gravity(StrEnum):
    """How grave a finding is; the scorecard deducts 10 for a minor one, 25 for a major one."""

    MINOR = "minor"
    MAJOR = "major"


class Evidence(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One photo or recording: its attachment's id, and what it hashed to when it was taken in."""

    attachment: Token
    sha256: Hash


class Inspector(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who may be sent: the client's id, no name; ``avoids`` are the departments that they keep away from."""

    id: Token
    avoids: Annotated[list[Code], msgspec.Meta(max_length=60)] = msgspec.field(default_factory=list)


class InspectionPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Of which departments one is drawn, of which inspectors two, what they look at, and between which days.

    It is sealed from the gateway to the complaints service.
    """

    departments: Annotated[list[Code], msgspec.Meta(min_length=1, max_length=60)]
    inspectors: Annotated[list[Inspector], msgspec.Meta(min_length=2, max_length=60)]
    topic: Text
    from_on: date
    until_on: date


class DrawnPlan(msgspec.Struct, frozen=True, kw_only=True):
    """The plan as the lot has fallen; ``salt`` makes its hash tell nothing to whoever guesses."""

    department: str
    pair: list[str]
    plan: InspectionPlan
    salt: str
