"""What follows from a clock that is late, and from a notice that nobody answers."""

from functools import partial

from contracts.people import Actor
from kernel.mail.parcels import Parcels
from services.complaints.directory.storage import Entries
from services.complaints.domain.clocks import Clock, Step
from services.complaints.storage import Clocks, Complaints, Numbers
from services.complaints.supervision.domain import LEVEL_OF
from services.complaints.supervision.storage import Notices
from services.complaints.supervision.use_cases import Supervision, lift_for
from services.complaints.sweeping import ITSELF, Round
from services.complaints.use_cases.lifting import Lift

COMPLAINT = "complaint"


def supervise(round_: Round, clock: Clock, step: Step) -> None:
    """Issues the notice of the step to whoever is late; about a case that is known."""
    case = clock.number
    if clock.subject == COMPLAINT:
        round_.on(Complaints).get(case)
    supervision_of(round_).issue(LEVEL_OF[step], case, clock.department, by=ITSELF, clock=clock.code)


def escalate_unanswered(round_: Round, clock: Clock, step: Step) -> None:
    """A notice that was not answered in time goes to the next level, in office hours; the highest stays where it is."""
    del step
    supervision = supervision_of(round_)
    notice = supervision.notices.get(clock.number)
    if LEVEL_OF[Step.HOPELESS] is not notice.level:
        supervision.escalate(notice, by=ITSELF)


def lift_of(round_: Round, *, by: Actor) -> Lift:
    """Has notices of a clock that has stopped be lifted in this transaction."""
    return partial(lift_for, by=by, supervision=supervision_of(round_))


def supervision_of(round_: Round) -> Supervision:
    """What notices stand on in this transaction."""
    return Supervision(
        at=round_.at,
        new_id=round_.new_id,
        history=round_.history,
        notices=round_.on(Notices),
        clocks=round_.on(Clocks),
        numbers=round_.on(Numbers),
        parcels=round_.on(Parcels),
        entries=round_.on(Entries),
    )
