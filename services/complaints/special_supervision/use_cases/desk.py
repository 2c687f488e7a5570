"""What every act of a special supervision stands on, and what every act ends with."""

from dataclasses import dataclass
from typing import Any

from contracts.special_supervision import SpecialSupervisionProgress
from services.complaints.attachments.storage import Attachments
from services.complaints.rectification.storage import Rectifications
from services.complaints.special_supervision.domain import Moved, SpecialSupervision
from services.complaints.special_supervision.storage import SpecialSupervisions
from services.complaints.use_cases.desk import RoomDesk

SELF_CHECK = "self_check"
PERIOD = "special_supervision"


@dataclass(frozen=True, kw_only=True)
class SpecialDesk(RoomDesk):
    """The desk with special supervisions on it, and the rectifications that come of them."""

    specials: SpecialSupervisions
    rectifications: Rectifications
    attachments: Attachments

    def keep(self, moved: Moved, act: str, text: str | None, **more: Any) -> SpecialSupervisionProgress:
        """Keeps what has moved and what was written, tells the fact, and answers where it stands."""
        special, fact = moved
        self.specials.keep(special)
        self.write(special, act, text, **more)
        self.history.tell(special, fact)
        return progress_of(special)

    def still_open(self, special: SpecialSupervision) -> list[str]:
        """The numbers of what it has ordered and what is still to be put right."""
        return [one.number for one in self.rectifications.of_origin(special.number) if one.is_open]


def progress_of(special: SpecialSupervision) -> SpecialSupervisionProgress:
    """Where it stands after a command."""
    return SpecialSupervisionProgress(
        id=str(special.id), number=special.number, version=special.version, state=special.state
    )
