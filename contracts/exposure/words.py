"""The words of exposure."""

from enum import StrEnum
from typing import Annotated

import msgspec

ExposureNumber = Annotated[str, msgspec.Meta(pattern=r"^BG-\d{4}-\d{6,}\Z", examples=["BG-2026-000123"])]
"""What people know an exposure by: 曝光, the year, a number without gaps."""


class Medium(StrEnum):
    """Where it is made known: among the departments (通报), on the office's page, by the city's media."""

    INTERNAL = "internal"
    WEB = "web"
    MEDIA = "media"


class ExposureState(StrEnum):
    """Where an exposure stands (domain-complaints 4.7)."""

    PROPOSED = "proposed"
    VERIFIED = "verified"
    RIGHT_OF_REPLY = "right_of_reply"
    REPLIED = "replied"
    APPROVED = "approved"
    REJECTED = "rejected"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
