"""Counting what has changed, and answering with the figures."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid
from contracts.statistics import FindStatistics, StatisticsView
from kernel.stage import Stage
from services.complaints.domain.deadlines import day_of
from services.complaints.statistics.domain import CITY, Cell, Marks, Told, changes_of, filing_of, replay
from services.complaints.statistics.storage import Figures, Tallies, places_of
from services.complaints.statistics.storage.tallies import Sums
from services.complaints.statistics.views import Asked, oldest_told_apart, page_of
from services.complaints.storage.calendars import learn_editions

BATCH = 100
"""Changes that are counted together, in one transaction: a worker's other messages wait no longer than they take."""

MOST_WAITING = 10_000
"""Changes that are looked for, so that a page does not count a long queue to its end."""

READERS = (Role.OFFICER, Role.DIRECTOR, Role.ADMIN, Role.LEADER)


def count_changes(stage: Stage, tell_filed: Callable[[Sequence[UUID]], None], *, limit: int = BATCH) -> int:
    """Counts what has changed; gives how many changes that were, none while another process counts.

    ``tell_filed`` is told which complaints are new.
    """
    tallies = Tallies(stage)
    versions = frozenset(tallies.take(limit) if tallies.is_free() else ())
    if not versions:
        return 0
    learn_editions(stage.connection)  # what is counted now is not counted again by a calendar that came before it
    facts = list(tallies.facts_of(versions))
    sums = sums_of(facts, versions)
    filed = [filing for told in facts if (told.complaint, told.version) in versions and (filing := filing_of(told))]
    for on, marks in tallies.file(filed):
        sums.update(dict(places_of(on, on, marks)))
    tallies.add(sums)
    tell_filed(sorted(complaint for complaint, version in versions if version == 1))
    return len(versions)


def sums_of(facts: Iterable[Told], versions: Container[tuple[UUID, int]]) -> Sums:
    """What these versions add to the sums; ``facts`` come complaint by complaint, from the first version on."""
    sums: Sums = Counter()
    for complaint, own in groupby(facts, key=attrgetter("complaint")):
        for change in changes_of(own):
            if (complaint, change.version) in versions:
                for place, n in places_of(change.filed_on, change.on, change.marks):
                    sums[place] += n
    return sums


def find_statistics(query: FindStatistics, *, by: Actor, at: datetime, figures: Figures) -> StatisticsView:
    """The figures of the city or of a department.

    Raises:
        NotYourRole: for whoever is neither of the office nor a leader.
        Invalid: naming a day that has not come, or a period that ends before it begins.
    """
    if by.department or not by.is_any_of(*READERS):
        raise NotYourRole("find_statistics", ", ".join(sorted(READERS)))
    asked = asked_for(query, day_of(at))
    period = {"until": min(asked.until, asked.as_of), "as_of": asked.as_of}
    waiting = figures.waiting(MOST_WAITING)  # first: what is counted meanwhile must not be missing and said to be there
    marks = figures.of(asked.scope, since=asked.since, **period)
    since = max(asked.since, oldest_told_apart(asked.as_of))
    young = figures.open_by_day(asked.scope, since=since, **period)
    return page_of(asked, marks, young, waiting=waiting)


def asked_for(query: FindStatistics, today: date) -> Asked:
    """What a question means, with what it leaves out.

    Raises:
        Invalid: naming the day and the rule.
    """
    as_of = query.as_of or today
    until = query.until or as_of
    since = query.since or min(until, as_of).replace(month=1, day=1)
    for pointer, day in (("/as_of", as_of), ("/from", since)):
        if day > today:
            raise Invalid.of(_fault(pointer, "in_the_future", "日期不得晚于今天。", "The day has not come yet."))
    if since > until:
        raise Invalid.of(_fault("/to", "before_from", "止期不得早于起期。", "The period ends before it begins."))
    return Asked(query.department or CITY, since, until, as_of)


class Compared(NamedTuple):
    """One figure twice: from the sums, and from the history."""

    cell: Cell
    counted: int
    replayed: int


def compare(asked: Asked, figures: Figures) -> list[Compared]:
    """Every figure of a scope from the sums and from the history; what is not counted yet is in neither."""
    period = {"since": asked.since, "until": asked.until, "as_of": asked.as_of}
    counted = figures.of(asked.scope, **period)
    replayed: Marks = replay(figures.facts(), **period)
    cells = sorted({*counted, *(cell for cell in replayed if cell.scope == asked.scope)})
    return [Compared(cell, counted[cell], replayed[cell]) for cell in cells]


def _fault(pointer: str, rule: str, zh: str, en: str) -> Fault:
    return Fault(pointer=pointer, rule=rule, zh=zh, en=en)
