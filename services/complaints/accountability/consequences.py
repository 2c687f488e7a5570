"""What follows when a clock of an accountability comes to a step."""

from kernel.mail.parcels import Parcels
from services.complaints.accountability.domain.accountability import Moved
from services.complaints.accountability.storage import Accountabilities
from services.complaints.accountability.use_cases.telling import tell_department
from services.complaints.domain.clocks import Clock, Step
from services.complaints.sweeping import ITSELF, Round


def let_hearing_lapse(round_: Round, clock: Clock, step: Step) -> None:
    """After five working days it may be decided without the unit's statement."""
    del step
    proposed = round_.on(Accountabilities).get(clock.number)
    _keep(round_, proposed.lapse(by=ITSELF, at=round_.at))


def close_without_appeal(round_: Round, clock: Clock, step: Step) -> None:
    """After thirty days without an appeal it is over."""
    del step
    done = round_.on(Accountabilities).get(clock.number)
    _keep(round_, done.close(by=ITSELF, at=round_.at))


def _keep(round_: Round, moved: Moved) -> None:
    accountability, fact = moved
    round_.on(Accountabilities).keep(accountability)
    round_.history.tell(accountability, fact)
    tell_department(accountability, fact, round_.on(Parcels))
