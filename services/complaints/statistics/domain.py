"""What a complaint counts for, as its history tells it (domain-complaints 4.9, city figures).

Every figure is about the complaints filed in a period, as they stood at the end of a day: the form of the half-year
report, 58 received, 56 closed, 96.55 %.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache, reduce
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

import workdays

CITY = ""
"""The scope of the whole city; another scope is a department's code."""

MEASURES = ("received", "accepted", "closed", "on_time", "ended", "repeated")
"""``ended`` is over without having been closed: refused, merged or withdrawn."""

REPEATED_WITHIN = 180
"""Days in which a complaint of the same category about the same department counts as a repeated one (重复投诉)."""

CEILING = timedelta(days=60)
"""From acceptance to closing where no day was told (信访工作条例 art. 34)."""

_NOT_ACCEPTED = frozenset({"registered", "awaiting_info", "refused", "merged", "withdrawn"})
_STAYS = frozenset({"under_review", "finalised", "archived"})
"""A review or the archive changes nothing of how a case ended; a review that overturns it leads back to the work."""
_ENDED = frozenset({"refused", "merged", "withdrawn"})
_NAMES_CATEGORY = frozenset({"complaint_filed", "complaint_relabelled", "duty_adjudicated"})
"""Other facts that name a category propose one."""
_AGAIN = frozenset({"redo_ordered", "complaint_reopened", "review_decided"})
"""The day of a redo is no day of the answer that was due before it."""


class Told(NamedTuple):
    """One fact of a complaint, as far as figures care: ``said`` is its content, ``on`` the city's day of it."""

    complaint: UUID
    version: int
    type: str
    on: date
    said: Mapping[str, Any]


class Cell(NamedTuple):
    """One place in the sums: whose (``scope``), of what (``dimension`` and ``value``), and which measure."""

    scope: str
    dimension: str
    value: str
    measure: str


Marks = Counter[Cell]
"""How often something counts in each cell; what a case adds to the sums may be negative."""


@dataclass(frozen=True)
class Standing:
    """How a complaint stands: ``due_on`` is the day last told for the answer, ``answered_on`` that of the last one."""

    filed_on: date
    category: str
    channel: str
    department: str | None = None
    accepted_on: date | None = None
    due_on: date | None = None
    answered_on: date | None = None
    closed_on: date | None = None
    is_ended: bool = False
    is_again: bool = False

    def after(self, told: Told) -> "Standing":
        """How it stands after one more fact."""
        said = {name: told.said.get(name) for name in ("department", "due_on")}
        changes: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
        if told.type in _AGAIN:
            changes["is_again"] = True
        if told.type in _AGAIN or (self.is_again and told.type == "complaint_due_moved"):
            changes.pop("due_on", None)
        if told.type in _NAMES_CATEGORY:
            changes["category"] = told.said["category"]
        if told.type == "complaint_replied":
            changes["answered_on"] = told.on
        return replace(self, **changes, **self._moved(str(told.said["state"]), told.on))

    def _moved(self, state: str, on: date) -> dict[str, Any]:
        if state in _STAYS:
            return {}
        accepted = self.accepted_on or (None if state in _NOT_ACCEPTED else on)
        closed = (self.closed_on or on) if state == "closed" else None
        return {"accepted_on": accepted, "closed_on": closed, "is_ended": state in _ENDED}

    @property
    def is_on_time(self) -> bool:
        """Closed, and last answered by the day that was told last.

        An extension that was granted counts; an answer that is done again after the day does not become one in time.
        Where no day was told, closed within 60 days of acceptance.
        """
        if self.closed_on is None:
            return False
        if self.due_on is not None:
            return (self.answered_on or self.closed_on) <= self.due_on
        return self.closed_on <= (self.accepted_on or self.filed_on) + CEILING

    @property
    def marks(self) -> Marks:
        """Every cell in which it counts."""
        held = {
            "accepted": self.accepted_on is not None,
            "closed": self.closed_on is not None,
            "on_time": self.is_on_time,
            "ended": self.is_ended,
        }
        measures = ("received", *(name for name, holds in held.items() if holds))
        length = None if self.closed_on is None else _working_days(self.filed_on, self.closed_on)
        return _marks(self.department, self.category, self.channel, measures, length)


@lru_cache(maxsize=10_000)
def _marks(department: str | None, category: str, channel: str, measures: Sequence[str], length: int | None) -> Marks:
    """The cells of all cases that stand alike; nobody changes what is given."""
    scopes = (CITY,) if department is None else (CITY, department)
    lines = [("all", ""), ("category", category), ("channel", channel)]
    cells = [Cell(scope, *line, measure) for scope in scopes for line in lines for measure in measures]
    if length is not None:
        cells += [Cell(scope, "days", str(length), "closed") for scope in scopes]
    return Counter(cells)


class Change(NamedTuple):
    """What one version of a complaint adds to the sums, and on which day."""

    version: int
    filed_on: date
    on: date
    marks: Marks


def changes_of(facts: Iterable[Told]) -> Iterator[Change]:
    """What each version of one complaint adds: what it counts for now, less what it counted for before."""
    standing: Standing | None = None
    marks: Marks = Counter()
    for told in facts:
        now = (standing or filed_as(told)).after(told)
        if now != standing:
            counted = now.marks
            yield Change(told.version, now.filed_on, told.on, _difference(marks, counted))
            standing, marks = now, counted


def _difference(before: Marks, now: Marks) -> Marks:
    return Counter({cell: n for cell in {*before, *now} if (n := now[cell] - before[cell])})


def replay(facts: Iterable[Told], *, since: date, until: date, as_of: date) -> Marks:
    """The same sums from the history alone: of the complaints filed from ``since`` to ``until``, as of a day.

    ``facts`` come complaint by complaint, each in the order of its versions.
    """
    marks: Marks = Counter()
    filed: Counter[Filing] = Counter()
    for known in _known(facts, as_of):
        if since <= known[0].on <= until:
            marks.update(_stands(known).marks)
        if (filing := filing_of(known[0])) is not None:
            filed[filing] += 1
    for day, repeated in repeats_of(filed):
        if since <= day <= until:
            marks.update(repeated)
    return marks


def _known(facts: Iterable[Told], as_of: date) -> Iterator[list[Told]]:
    """The facts of each complaint up to a day, where there are any."""
    for _, own in groupby(facts, key=attrgetter("complaint")):
        if known := [told for told in own if told.on <= as_of]:
            yield known


def _stands(known: Sequence[Told]) -> Standing:
    return reduce(Standing.after, known, filed_as(known[0]))


class Filing(NamedTuple):
    """What makes a complaint a repeated one: as it was filed, whatever it is called later."""

    about: str
    category: str
    on: date

    def marks(self, n: int) -> Marks:
        """Where ``n`` repeated complaints of the day count: in the city, and with the department complained of."""
        cells = (
            Cell(scope, *which, "repeated")
            for scope in (CITY, self.about)
            for which in (("all", ""), ("category", self.category))
        )
        return Counter(dict.fromkeys(cells, n)) if n else Counter()


def filing_of(told: Told) -> Filing | None:
    """The filing that a fact tells of; None where it tells of something else, or nobody is complained of."""
    if told.version > 1 or told.said.get("about") is None:
        return None
    return Filing(told.said["about"], told.said["category"], told.on)


def repeated_on(day: date, filed: int, before: date | None) -> int:
    """How many of the complaints of one day are repeated: all, or all but the first where none came shortly before."""
    return max(0, filed if is_near(before, day) else filed - 1)


def repeats_of(filed: Counter[Filing]) -> Iterator[tuple[date, Marks]]:
    """The repeated complaints of each day, of all filings that there are."""
    last: dict[tuple[str, str], date] = {}
    for filing, n in sorted(filed.items()):
        key = (filing.about, filing.category)
        yield filing.on, filing.marks(repeated_on(filing.on, n, last.get(key)))
        last[key] = filing.on


def is_near(before: date | None, day: date) -> bool:
    """True when the earlier day lies near enough for a repetition."""
    return before is not None and (day - before).days <= REPEATED_WITHIN


def spans(since: date, until: date) -> list[str]:
    """The period as whole months and single days, in the words of the sums: ``2026-07``, ``2026-08-01``."""
    found: list[str] = []
    day = since
    while day <= until:
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        whole = day.day == 1 and following <= until + timedelta(days=1)
        found.append(day.isoformat()[:7] if whole else day.isoformat())
        day = following if whole else day + timedelta(days=1)
    return found


def percentile(days: Mapping[int, int], percent: int) -> int | None:
    """The working days within which ``percent`` of the cases were closed (nearest rank); None where none was."""
    left = percent * sum(days.values())
    for length, n in sorted(days.items()):
        left -= 100 * n
        if n and left <= 0:
            return length
    return None


def first_day_within(n: int, as_of: date) -> date:
    """The first day that lies no more than ``n`` working days before a day, by the calendar of that day."""
    calendar, day = workdays.in_force(as_of), as_of
    while (n := n - calendar.is_working(day)) >= 0:
        day -= timedelta(days=1)
    return day


def filed_as(told: Told) -> Standing:
    """How a complaint begins, by the fact of its filing."""
    return Standing(filed_on=told.on, category=told.said["category"], channel=told.said["channel"])


def _working_days(first: date, last: date) -> int:
    """Counted by the calendar of the last day: a notice that is imported later changes no figure of before."""
    return _counted(workdays.in_force(last), first, last) if last > first else 0


@lru_cache(maxsize=4096)
def _counted(calendar: workdays.Calendar, first: date, last: date) -> int:
    return calendar.between(first, last).count
