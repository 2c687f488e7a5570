"""What becomes of a complaint in a city whose office is in time: each way is acts, by whom, and how soon.

Nothing on it comes near its end, so no clock has urged anybody: what a late case brings about is not made here.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache, partial
from random import Random
from typing import Any, NamedTuple

from contracts.complaints import (
    CallBack,
    ClockClass,
    ComplaintFact,
    ContactResult,
    Finding,
    Outcome,
    RefusalGround,
    Satisfaction,
    Solved,
)
from contracts.people import Actor, Role
from services.complaints.domain.categories import CATEGORIES
from services.complaints.domain.clocks import last_day
from services.complaints.domain.closing import GRAVE
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import day_of, end_of
from services.complaints.sweeping import ITSELF

OFFICE = Actor(id="bench-filler", roles=[Role.OFFICER])
SECOND = Actor(id="bench-second-officer", roles=[Role.OFFICER])
DIRECTOR = Actor(id="bench-director", roles=[Role.DIRECTOR])
OPERATOR = Actor(id="bench-operator", roles=[Role.OPERATOR])
CALLER = Actor(id="bench-caller", roles=[Role.CALLBACK_AGENT])

SOON = timedelta(minutes=40)
"""Before any clock of hours comes near its end, and long before one of days."""

HANDLED = {
    ClockClass.URGENT: timedelta(hours=16),
    ClockClass.SIMPLE: timedelta(days=3),
    ClockClass.ORDINARY: timedelta(days=7),
    ClockClass.INVESTIGATION: timedelta(days=11),
}
"""From the beginning of the investigation to the answer, at most."""

WINDOW = timedelta()
"""Stands for the end of the time in which a review may be asked for."""


class Fate(StrEnum):
    """What becomes of a complaint."""

    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


FATES = {Fate.CLOSED: 1, Fate.REFUSED: 2, Fate.WITHDRAWN: 5}
"""How often each is met."""

Told = tuple[Complaint, ComplaintFact]


class Act(NamedTuple):
    """One act, by whom, and how long after the one before at most."""

    do: Callable[..., Told]
    by: Actor
    within: timedelta = SOON


@lru_cache
def way(fate: Fate, category: str, department: str, due_on: date) -> tuple[Act, ...]:
    """The acts after the filing, in their order, to the archive; ``due_on`` is the day told for the answer."""
    ends = {
        Fate.WITHDRAWN: (Act(Complaint.withdraw, OPERATOR),),
        Fate.REFUSED: (
            Act(partial(Complaint.propose_refusal, ground=RefusalGround.CIVIL_DISPUTE), OFFICE),
            Act(Complaint.refuse, DIRECTOR),
        ),
        Fate.CLOSED: tuple(_closing(category, department, due_on)),
    }
    return (*ends[fate], Act(Complaint.archive, ITSELF, WINDOW))


def _closing(category: str, department: str, due_on: date) -> Iterator[Act]:
    known = CATEGORIES[category]
    liaison = Actor(id="bench-liaison", roles=[Role.LIAISON], department=department)
    deputy = Actor(id="bench-deputy", roles=[Role.DEPUTY], department=department)
    dispatched: dict[str, Any] = {"department": department, "due_on": due_on, "clock_class": known.clock_class}
    heard = CallBack(number="", reached=True, satisfaction=Satisfaction.SATISFIED, solved=Solved.YES)
    yield Act(Complaint.accept, OFFICE)
    yield Act(partial(Complaint.dispatch, **dispatched), OFFICE)
    yield Act(Complaint.sign, liaison)
    yield Act(partial(Complaint.contact, result=ContactResult.REACHED), liaison)
    yield Act(partial(Complaint.investigate, due_on=due_on, clock_class=known.clock_class), deputy)
    yield Act(partial(Complaint.reply, finding=Finding.NOT_SUBSTANTIATED), deputy, HANDLED[known.clock_class])
    yield Act(Complaint.verify, OFFICE)
    if known.severity >= GRAVE:
        yield Act(Complaint.verify, SECOND)
    yield Act(partial(Complaint.call_back, said=heard), CALLER)
    yield Act(partial(Complaint.close, outcome=Outcome.UNFOUNDED), OFFICE)


def moments(acts: tuple[Act, ...], filed_at: datetime, until: datetime, chance: Random) -> list[datetime]:
    """When each version came about, as far as ``until``: what lies after it has not happened yet."""
    reached = [filed_at]
    for act in acts:
        at = _window_over(day_of(reached[-1])) if act.within is WINDOW else reached[-1] + act.within * chance.random()
        if at > until:
            break
        reached.append(at)
    return reached


@lru_cache(maxsize=1024)
def _window_over(ended: date) -> datetime:
    """When the sweep finds that nobody has asked for a review."""
    last = last_day("review_window", end_of(ended) - timedelta(hours=1))
    return end_of(last) + timedelta(seconds=1)
