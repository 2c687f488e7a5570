"""What follows when a rectification's clock comes to a step."""

from services.complaints.domain.clocks import Clock, Step
from services.complaints.rectification.use_cases.desk import Desk
from services.complaints.rectification.use_cases.moving import fall_due
from services.complaints.sweeping import ITSELF, Round


def look_back(round_: Round, clock: Clock, step: Step) -> None:
    """Ninety days after its acceptance a rectification is due to be looked at again (回头看)."""
    del step
    desk = Desk.on(round_.stage, by=ITSELF, at=round_.at, new_id=round_.new_id, history=round_.history)
    fall_due(clock, desk)
