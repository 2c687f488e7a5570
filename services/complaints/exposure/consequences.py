"""What follows when a clock of an exposure comes to a step."""

from services.complaints.domain.clocks import Clock, Step
from services.complaints.exposure.domain import Moved
from services.complaints.exposure.storage import Exposures
from services.complaints.sweeping import ITSELF, Round


def let_reply_lapse(round_: Round, clock: Clock, step: Step) -> None:
    """After three working days it may be decided without the department's word."""
    del step
    _keep(round_, round_.on(Exposures).get(clock.number).lapse(by=ITSELF, at=round_.at))


def take_down(round_: Round, clock: Clock, step: Step) -> None:
    """After twelve months it comes down."""
    del step
    _keep(round_, round_.on(Exposures).get(clock.number).expire(by=ITSELF, at=round_.at))


def _keep(round_: Round, moved: Moved) -> None:
    exposure, fact = moved
    round_.on(Exposures).keep(exposure)
    round_.history.tell(exposure, fact)
