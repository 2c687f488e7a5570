"""What is told of exposures: ids and codes, never a word of what was written."""

from datetime import date

import msgspec

from contracts.exposure.words import ExposureState, Medium
from contracts.supervision import Addressee
from contracts.wire import Event


class ExposureFact(Event, frozen=True, kw_only=True):
    """What every fact about an exposure says."""

    exposure: str
    number: str
    version: int
    state: ExposureState
    medium: Medium
    department: str
    category: str
    ground: str


class ExposureProposed(ExposureFact, frozen=True, kw_only=True):
    """Somebody proposed it."""


class ExposureRevised(ExposureFact, frozen=True, kw_only=True):
    """It was written anew, and is checked from the beginning."""


class ExposureVerified(ExposureFact, frozen=True, kw_only=True):
    """Another official has checked its facts."""


class ExposurePrivacyChecked(ExposureFact, frozen=True, kw_only=True):
    """Nobody can be told from it; the department may speak until ``reply_until``."""

    reply_until: date


class ExposureReplied(ExposureFact, frozen=True, kw_only=True):
    """The department has spoken for itself."""


class ExposureReplyLapsed(ExposureFact, frozen=True, kw_only=True):
    """The department has let the time for its statement pass."""


class ExposureApproved(ExposureFact, frozen=True, kw_only=True):
    """It is to be made known."""


class ExposureRejected(ExposureFact, frozen=True, kw_only=True):
    """It is not to be made known."""


class ExposurePublished(ExposureFact, frozen=True, kw_only=True):
    """It is known; it comes down after ``expires_on``. ``addressees`` are told of what is for the departments alone."""

    expires_on: date
    addressees: list[Addressee] = msgspec.field(default_factory=list)


class ExposureRectifiedNoted(ExposureFact, frozen=True, kw_only=True):
    """It now says that the department has put it right."""

    rectification: str


class ExposureCorrected(ExposureFact, frozen=True, kw_only=True):
    """It was corrected."""


class ExposureWithdrawn(ExposureFact, frozen=True, kw_only=True):
    """It was taken back; ``was`` is where it stood."""

    was: ExposureState


class ExposureExpired(ExposureFact, frozen=True, kw_only=True):
    """Its twelve months are over."""
