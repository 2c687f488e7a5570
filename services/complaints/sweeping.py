"""What time brings about: clocks that come to their next step, and what follows from it.

A step, its fact and what follows are one transaction: a kill leaves all or nothing, and the next sweep takes it up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from uuid_utils.compat import uuid7

from contracts.people import Actor, Role
from kernel.history import History
from kernel.stage import Cause, Stage
from kernel.trace import trace_of
from services.complaints.domain.clocks import Clock, Step
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import Clocks
from services.complaints.storage.calendars import learn_editions

ITSELF = Actor(id="/services/complaints", roles=[Role.SYSTEM])

BATCH = 100
"""Clocks that are taken together, in one transaction."""

Collection = TypeVar("Collection")


def _nothing(*_: object) -> None:
    """Nothing follows."""


@dataclass(frozen=True)
class Round:
    """One transaction of the sweep: its stage, its moment, its history, and what follows for a case that it closes."""

    stage: Stage
    at: datetime
    history: History
    closed: "Closed" = _nothing

    def new_id(self) -> UUID:
        """An id for what follows."""
        return uuid7()

    def on(self, collection: Callable[[Stage], Collection]) -> Collection:
        """A collection on this transaction: ``round_.on(Complaints)``."""
        return collection(self.stage)


Consequence = Callable[[Round, Clock, Step], None]
"""What follows from a clock's step."""

Closed = Callable[[Round, Complaint], None]
"""What follows for a case that time has closed."""

Follow = Callable[[Round, Clock, Clock], None]
"""What follows from a clock that a newer calendar has moved: the clock before, and after."""

Consequences = Mapping[tuple[str, Step], tuple[Consequence, ...]]
"""By a clock's code and the step; the code ``supervised`` stands for every clock that is supervised."""


def sweep(
    stage: Stage, consequences: Consequences, *, at: datetime, limit: int = BATCH, closed: Closed = _nothing
) -> int:
    """Takes the steps of clocks that have come to one; gives how many clocks were looked at."""
    round_ = Round(stage, at, History(stage), closed)
    clocks = Clocks(stage)
    claimed = clocks.claim(at=at, limit=limit)
    for one in claimed:
        clock = clocks.still_open(one)
        if clock is None:
            continue
        steps = clock.steps_due(at)
        if not steps:
            clocks.keep(clock.put_off(at))
        for step in steps:
            clock = _take(clock, step, clocks, round_)
            for consequence in _following(clock, step, consequences):
                consequence(round_, clock, step)
    return len(claimed)


def recount(stage: Stage, follow: Follow, *, at: datetime, limit: int = BATCH) -> int:
    """Counts clocks again that an older calendar counted; gives how many. ``follow`` is told of each that has moved."""
    learn_editions(stage.connection)  # first: whoever does not know the newest would count by an older one again
    round_ = Round(stage, at, History(stage))
    clocks = Clocks(stage)
    claimed = clocks.claim_outdated(limit=limit)
    for clock in claimed:
        counted, fact = clock.recount()
        clocks.keep(counted)
        if fact is not None:
            stage.cause = _cause(clock, f"calendar.{counted.calendar_version}", at)
            round_.history.tell(counted, fact)
            follow(round_, clock, counted)
    return len(claimed)


def _take(clock: Clock, step: Step, clocks: Clocks, round_: Round) -> Clock:
    round_.stage.cause = _cause(clock, step, round_.at)
    taken, fact = clock.take(step)
    taken = taken.put_off(round_.at)
    clocks.keep(taken)
    if fact is not None:
        round_.history.tell(taken, fact)
    return taken


def _following(clock: Clock, step: Step, consequences: Consequences) -> tuple[Consequence, ...]:
    supervised = consequences.get(("supervised", step), ()) if clock.rule.supervised else ()
    return (*consequences.get((clock.code, step), ()), *supervised)


def _cause(clock: Clock, why: str, at: datetime) -> Cause:
    """What brings a step's facts about; its trace is the step's own, the same again after a sweep that was killed."""
    message_id = f"clock.{clock.id}.{why}"
    return Cause(message_id=message_id, actor=ITSELF, at=at, trace=trace_of("", message_id))
