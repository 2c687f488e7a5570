"""The clocks of a complaint on its way, wound once by the service's own table and then set to each copy's moments."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import count
from typing import NamedTuple, cast
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from bench.cases import Told
from contracts.complaints import Channel, ComplaintArchived, ComplaintFact, ComplaintFiled
from kernel.history import History
from kernel.stage import Stage
from services.complaints.domain.clock_rules import Unit, clock_rules
from services.complaints.domain.clocks import Clock, Step, Subject
from services.complaints.domain.deadlines import day_of
from services.complaints.storage import Clocks, Complaints
from services.complaints.use_cases.moving import Bench

_IDS = count(1)

_NOBODY = Subject(kind="complaint", id=UUID(int=0), number="")


class Life(NamedTuple):
    """One clock of the original, and the versions of its complaint that started and ended it."""

    clock: Clock
    code: str
    started: int
    ended: int | None

    @property
    def has_passed(self) -> bool:
        """Whether it ran out."""
        return bool(self.clock.taken)

    def days(self, moments: Sequence[datetime]) -> "Days":
        """Its days in a complaint whose versions came about at these moments."""
        return days_of(self.code, moments[self.started])


class Days(NamedTuple):
    """What a clock's start settles, as text: its end, the day that is told, its first step, whether a notice is out."""

    due_at: str
    due_on: str
    next_at: str
    provisional: str


def days_of(code: str, at: datetime) -> Days:
    """The days of a clock that starts at a moment; of those that count days, one a day is enough to know them all."""
    if clock_rules()[code].unit is Unit.HOURS:
        return _days(Clock.start(code, _NOBODY, id=_NOBODY.id, at=at))
    return _days_from(code, day_of(at))


@lru_cache(maxsize=16_384)
def _days_from(code: str, day: date) -> Days:
    """Of a clock that starts in the middle of a day of the city."""
    at = datetime.fromisoformat(f"{day}T12:00:00+08:00")
    return _days(Clock.start(code, _NOBODY, id=_NOBODY.id, at=at))


def _days(clock: Clock) -> Days:
    next_at = clock.next_at or clock.due_at
    return Days(clock.due_at.isoformat(), str(clock.due_on), next_at.isoformat(), str(clock.provisional).lower())


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
            clock,
            clock.code,
            versions[clock.started_at],
            versions[clock.ended_at] if clock.ended_at else None,
        )
        for clock in known
    ]


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
