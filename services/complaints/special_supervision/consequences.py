"""What follows when a clock of a special supervision comes to a step."""

from services.complaints.domain.clocks import Clock, Step
from services.complaints.special_supervision.storage import SpecialSupervisions
from services.complaints.sweeping import ITSELF, Round


def let_self_check_lapse(round_: Round, clock: Clock, step: Step) -> None:
    """After ten working days the inspectors may set out, whoever has kept silent."""
    del step
    specials = round_.on(SpecialSupervisions)
    lapsed, fact = specials.get(clock.number).lapse(by=ITSELF, at=round_.at)
    specials.keep(lapsed)
    round_.history.tell(lapsed, fact)
