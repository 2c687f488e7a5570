"""What follows from a clock that is late, and from a red notice that nobody has lifted."""

from functools import partial

from contracts.people import Actor
from kernel.mail.parcels import Parcels
from services.complaints.directory.storage import Entries
from services.complaints.domain.clocks import Clock, Step
from services.complaints.storage import Clocks, Complaints, Numbers
from services.complaints.supervision.domain import LEVEL_OF
from services.complaints.supervision.storage import Notices
from services.complaints.supervision.use_cases import following
from services.complaints.supervision.use_cases.desk import Supervision
from services.complaints.sweeping import Round
from services.complaints.use_cases.lifting import Lift, Urged


def supervise(round_: Round, clock: Clock, step: Step) -> None:
    """Issues the notice of the step to whoever is late."""
    following.climb(clock, LEVEL_OF[step], supervision=supervision_of(round_))


def list_unsettled(round_: Round, clock: Clock, step: Step) -> None:
    """Lists what has been red for ten working days, in office hours."""
    del step
    supervision = supervision_of(round_)
    following.list_unsettled(supervision.notices.get(clock.number), supervision=supervision)


def lift_of(round_: Round, *, by: Actor) -> Lift:
    """Has notices of a clock that has stopped be lifted in this transaction."""
    return partial(following.lift_for, by=by, supervision=supervision_of(round_))


def urged_of(round_: Round) -> Urged:
    """Has notices go with their case in this transaction."""
    return partial(following.follow_case, supervision=supervision_of(round_))


def supervision_of(round_: Round) -> Supervision:
    """What notices stand on in this transaction."""
    return Supervision(
        at=round_.at,
        new_id=round_.new_id,
        history=round_.history,
        complaints=round_.on(Complaints),
        notices=round_.on(Notices),
        clocks=round_.on(Clocks),
        numbers=round_.on(Numbers),
        parcels=round_.on(Parcels),
        entries=round_.on(Entries),
    )
