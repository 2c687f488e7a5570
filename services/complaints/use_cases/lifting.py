"""Clocks that have stopped, and the notices that were issued because they were late."""

from collections.abc import Callable
from datetime import datetime

from contracts.complaints import ComplaintFact
from services.complaints.domain.clocks import Clock
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import Clocks

Lift = Callable[[Clock], None]
"""Has what was issued because of a clock be lifted, now that the clock has stopped."""


Urged = Callable[[Complaint, ComplaintFact, datetime], None]
"""Has the notices about a case go with it, now that it has moved."""


def nobody_urged(clock: Clock) -> None:
    """Where no notice is ever issued."""
    del clock


def stop_clocks(number: str, *codes: str, at: datetime, clocks: Clocks, lift: Lift) -> None:
    """Stops clocks of a thing, since what they waited for has happened; nobody is urged for them any more."""
    for clock in clocks.stop(number, *codes, at=at):
        lift(clock)
