"""What every act of an exposure stands on, and what every act ends with."""

from dataclasses import dataclass

from contracts.departments import ExposureRuledOn
from contracts.exposure import ExposureProgress
from services.complaints.exposure.domain import Exposure, Moved
from services.complaints.exposure.storage import Exposures
from services.complaints.exposure.use_cases.proven import ProvenMatters
from services.complaints.use_cases.desk import RoomDesk

REPLY = "right_of_reply"
EXPIRY = "exposure_expiry"


@dataclass(frozen=True, kw_only=True)
class ExposureDesk(RoomDesk):
    """The desk with exposures on it, and what they may rest on."""

    exposures: Exposures
    proven: ProvenMatters

    def keep(self, moved: Moved, act: str, text: str | None) -> ExposureProgress:
        """Keeps what has moved and what was written, tells the fact, and answers where it stands."""
        exposure, fact = moved
        self.exposures.keep(exposure)
        self.write(exposure, act, text)
        self.history.tell(exposure, fact)
        return progress_of(exposure)

    def rule(self, exposure: Exposure, reason: str | None = None) -> None:
        """Tells the department's own queue what became of what it was served."""
        ruling = ExposureRuledOn(number=exposure.number, version=exposure.version, state=exposure.state, reason=reason)
        self.send(exposure, ruling, exposure.department)


def progress_of(exposure: Exposure) -> ExposureProgress:
    """Where an exposure stands after a command."""
    return ExposureProgress(id=str(exposure.id), number=exposure.number, version=exposure.version, state=exposure.state)
