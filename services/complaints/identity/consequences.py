"""What follows when the time of a grant is over."""

from services.complaints.domain.clocks import Clock, Step
from services.complaints.identity.storage import IdentityBook, IdentityRequests
from services.complaints.identity.use_cases import Custody, expire_grant
from services.complaints.storage import Clocks
from services.complaints.sweeping import ITSELF, Round


def end_grant(round_: Round, clock: Clock, step: Step) -> None:
    """The last day of a grant has passed: nobody looks any more."""
    del step
    custody = Custody(
        by=ITSELF,
        at=round_.at,
        new_id=round_.new_id,
        history=round_.history,
        requests=round_.on(IdentityRequests),
        book=round_.on(IdentityBook),
        clocks=round_.on(Clocks),
    )
    expire_grant(clock.number, custody=custody)
