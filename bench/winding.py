"""The clocks of a complaint on its way, wound once by the service's own table and then set to each copy's moments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from itertools import count
from typing import NamedTuple, cast
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from bench.cases import Told
from contracts.clocks import ClockState, DeadlinePassed
from contracts.complaints import Channel, ComplaintArchived, ComplaintFact, ComplaintFiled
from contracts.wire import write
from kernel.history import History
from kernel.stage import Stage
from services.complaints.domain.case_clocks import HANDLING
from services.complaints.domain.clock_rules import Unit
from services.complaints.domain.clocks import Clock, Step, Subject
from services.complaints.domain.deadlines import day_of
from services.complaints.storage import Clocks, Complaints
from services.complaints.use_cases.moving import Bench

_IDS = count(1)

_NOBODY = Subject(kind="complaint", id=UUID(int=0), number="")


class Life(NamedTuple):
    """One clock: the versions of its complaint that started and ended it, and how it ended."""

    code: str
    started: int
    ended: int | None
    state: ClockState
    is_with_department: bool
    has_passed: bool

    def at(self, moments: Sequence[datetime]) -> Clock:
        """The clock of a copy whose versions came about at these moments; its ids are for the copy to give."""
        begun = _begun(self.code, moments[self.started])
        if self.ended is None:
            return begun
        ended = replace(begun, state=self.state, ended_at=moments[self.ended], next_at=None)
        return replace(ended, version=1, taken=(Step.PASSED,)) if self.has_passed else ended


def lives_of(told: Sequence[Told], channel: Channel) -> list[Life]:
    """The clocks that a complaint comes to by its facts, had it been filed by this channel."""
    stage = Stage(cast(Connection, None))  # nothing is read and nothing written: the stage knows its clocks itself
    clocks, number = Clocks(stage), told[0].complaint.number
    clocks.welcome(number)
    versions = {one.moment.at: place for place, one in enumerate(told)}
    for one in told:
        _wind(one, _filed_by(one.fact, channel), clocks, stage)
    known: tuple[Clock, ...] = stage.kept["clocks", number]
    return [
        Life(
            clock.code,
            versions[clock.started_at],
            versions[clock.ended_at] if clock.ended_at else None,
            clock.state,
            clock.department is not None,
            bool(clock.taken),
        )
        for clock in known
    ]


def passed_fact(clock: Clock) -> str:
    """What the history says of a clock that has run out, as JSON."""
    return write(clock.fact(DeadlinePassed)).decode()


def _wind(told: Told, fact: ComplaintFact, clocks: Clocks, stage: Stage) -> None:
    """Has the clocks go as a fact says; before the archive the window for a review has run out."""
    if isinstance(fact, ComplaintArchived):
        for clock in clocks.open_of(told.complaint.number):
            clocks.keep(clock.take(Step.PASSED)[0])
    bench = Bench(
        by=told.by,
        at=told.moment.at,
        new_id=lambda: UUID(int=next(_IDS)),
        complaints=Complaints(stage),
        clocks=clocks,
        history=History(stage),
    )
    bench.wind(told.complaint, fact)


def _filed_by(fact: ComplaintFact, channel: Channel) -> ComplaintFact:
    return msgspec.structs.replace(fact, channel=channel) if isinstance(fact, ComplaintFiled) else fact


def _begun(code: str, at: datetime) -> Clock:
    """A clock that starts at a moment; of those that count days, one a day is enough to know them all."""
    like = _of_day(code, day_of(at))
    if like.rule.unit is Unit.HOURS:
        return Clock.start(code, _NOBODY, id=_NOBODY.id, at=at, told=code in HANDLING)
    return replace(like, started_at=at, since=at)


@lru_cache(maxsize=16_384)
def _of_day(code: str, day: date) -> Clock:
    """The clock, started in the middle of a day of the city."""
    at = datetime.fromisoformat(f"{day}T12:00:00+08:00")
    return Clock.start(code, _NOBODY, id=_NOBODY.id, at=at, told=code in HANDLING)


def due_on(code: str, at: datetime) -> date:
    """The day that is told when this clock starts."""
    return _begun(code, at).due_on
