"""One clock of one case: it runs, is paused with what is left, is met, or runs out (domain-complaints 4.4).

The day of the trigger is day zero. A transfer never restarts a clock; a pause keeps what is left. ``next_at`` is when
the sweep has to look again: near the end, at the end, and after it, each step once, however late the sweep comes.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Self, TypeVar
from uuid import UUID

import workdays
from contracts.clocks import (
    ClockState,
    DeadlineFact,
    DeadlineNear,
    DeadlinePassed,
    DeadlineRecomputed,
)
from services.complaints.domain.clock_rules import ClockRule, Unit, clock_rules
from services.complaints.domain.deadlines import day_of, end_of, in_office_hours
from services.complaints.domain.periods import end_after, nth_day, span

Fact = TypeVar("Fact", bound=DeadlineFact)

RED_AFTER = 5
"""Working days after its end that a supervised clock turns red."""

LISTED_AFTER = 10
"""Working days after it turned red that it is listed (挂牌)."""

NEAR_SHARE = 0.75
"""Of its budget, after which a clock is near its end."""


class Step(StrEnum):
    """What a clock comes to, in this order; each is taken once."""

    NEAR = "near"
    PASSED = "passed"
    LATE = "late"
    VERY_LATE = "very_late"
    HOPELESS = "hopeless"


STEPS = tuple(Step)
UNSUPERVISED = (Step.PASSED,)
ESCALATING = (Step.PASSED, Step.LATE)
"""Of a clock from which something goes out to whoever is late, which waits for office hours."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a clock belongs to: ``kind`` is the aggregate's name, ``number`` what people know it by."""

    kind: str
    id: UUID
    number: str
    department: str | None = None


@dataclass(frozen=True)
class Stretch:
    """A part of a clock's past: it counted, or stood still, from the day after ``since`` up to ``until``."""

    since: date
    until: date
    counted: bool


@dataclass(frozen=True, kw_only=True)
class Clock:
    """A clock. ``since`` is the day zero of what still counts, ``left`` the budget from there; ``due_at`` its end.

    ``taken`` are the steps that it has come to; ``told_on`` the due day that somebody outside was told; ``fixed`` that
    somebody has set its end; ``stretches`` what lies before ``since``.
    """

    id: UUID
    version: int
    subject: str
    subject_id: UUID
    number: str
    code: str
    state: ClockState
    started_at: datetime
    since: datetime
    left: int
    due_at: datetime
    calendar_version: str
    provisional: bool
    department: str | None = None
    next_at: datetime | None = None
    ended_at: datetime | None = None
    taken: tuple[str, ...] = ()
    told_on: date | None = None
    extended: int = 0
    paused_days: int = 0
    fixed: bool = False
    stretches: tuple[Stretch, ...] = ()

    @property
    def rule(self) -> ClockRule:
        """How long it runs, and by which law."""
        return clock_rules()[self.code]

    @property
    def due_on(self) -> date:
        """The last day that is in time."""
        return day_of(self.due_at - timedelta(microseconds=1))

    @property
    def is_open(self) -> bool:
        """Whether it still counts, or will again."""
        return self.state in {ClockState.RUNNING, ClockState.PAUSED}

    @property
    def stands(self) -> bool:
        """Whether it stands still since ``since``, or did until it was stopped."""
        return self.state is ClockState.PAUSED or any(stretch.counted for stretch in self.stretches[-1:])

    def is_overdue(self, at: datetime) -> bool:
        """Whether its end has passed while it ran."""
        return (self.since if self.stands else self.ended_at or at) > self.due_at

    @classmethod
    def start(
        cls, code: str, subject: Subject, *, id: UUID, at: datetime, until: date | None = None, told: bool = False
    ) -> Self:
        """Starts a clock at ``at``; ``until`` is a last day that somebody has set, such as a leader's instruction."""
        rule = clock_rules()[code]
        budget = rule.budget if until is None else max(span(rule.unit, day_of(at), until), 0)
        due_at, provisional = end_after(rule.unit, at, budget) if until is None else (end_of(until), False)
        begun = cls(
            id=id,
            version=0,
            subject=subject.kind,
            subject_id=subject.id,
            number=subject.number,
            code=code,
            state=ClockState.RUNNING,
            started_at=at,
            since=at,
            left=budget,
            due_at=due_at,
            calendar_version=workdays.newest().version,
            provisional=provisional,
            department=subject.department,
            fixed=until is not None,
        )
        return replace(begun, told_on=begun.due_on if told else None).scheduled()

    def stop(self, at: datetime, state: ClockState = ClockState.MET) -> Self:
        """What it waited for has happened, or is not waited for any more."""
        return replace(self, state=state, ended_at=at, next_at=None)

    def pause(self, at: datetime) -> Self:
        """Stands still; what is left is kept: the days after today up to the due day, or the seconds."""
        if self.state is not ClockState.RUNNING:
            return self
        if self.rule.unit is Unit.HOURS:
            left = max(int((self.due_at - at).total_seconds()), 0)
        else:
            left = max(span(self.rule.unit, day_of(at), self.due_on), 0)
        stretches = (*self.stretches, Stretch(day_of(self.since), day_of(at), counted=True))
        return replace(self, state=ClockState.PAUSED, left=left, since=at, next_at=None, stretches=stretches)

    def resume(self, at: datetime) -> Self:
        """Goes on with what was left; one that was late when it was paused stays late, and a day that was set stays."""
        if self.state is not ClockState.PAUSED:
            return self
        stood = Stretch(day_of(self.since), day_of(at), counted=False)
        going = replace(
            self,
            state=ClockState.RUNNING,
            since=at,
            paused_days=self.paused_days + (stood.until - stood.since).days,
            stretches=(*self.stretches, stood),
        )
        if self.fixed or self.is_overdue(at):
            return going.scheduled()
        if self.rule.unit is Unit.HOURS:
            return going.ending(at + timedelta(seconds=self.left), provisional=False)
        return going.counted_anew()

    def extend(self, by: int) -> Self:
        """Runs longer by so many of its units: from its day zero on or, if it went on late, from its last day."""
        since, left = min(self.since, self.due_at - timedelta(microseconds=1)), self.left + by
        longer = replace(self, since=since, left=left, extended=self.extended + by)
        return longer.ending(*end_after(self.rule.unit, since, left))

    def tell(self) -> Self:
        """Its last day is told outside: it never becomes earlier from now on."""
        return replace(self, told_on=self.due_on)

    def hand_to(self, department: str | None) -> Self:
        """Goes on with another department; a transfer never restarts it."""
        return replace(self, department=department)

    def recount(self) -> tuple[Self, DeadlineRecomputed | None]:
        """Counts again by the newest calendar; a day that was told is never shortened, one that was set is kept."""
        calendar = workdays.newest().version
        if not self._follows_calendar() or self.calendar_version == calendar:
            return replace(self, calendar_version=calendar), None
        counted = self.counted_anew()
        if counted.due_at == self.due_at:
            return counted, None
        counted = replace(counted, version=self.version + 1)
        return counted, counted.fact(DeadlineRecomputed)

    def steps_due(self, at: datetime) -> tuple[Step, ...]:
        """The steps that it has come to and not taken; once its end has passed nobody is reminded of it any more.

        Outside office hours only that its end has passed: all else is a letter to somebody.
        """
        due = tuple(step for step in self._ahead() if self._moment(step) <= at)
        due = due[1:] if due[:2] == (Step.NEAR, Step.PASSED) else due
        return due if in_office_hours(at) == at else tuple(step for step in due if step is Step.PASSED)

    def put_off(self, at: datetime) -> Self:
        """What it has come to outside office hours is looked at when the offices open."""
        return self if self.next_at is None or self.next_at > at else replace(self, next_at=in_office_hours(at))

    def take(self, step: Step) -> tuple[Self, DeadlineFact | None]:
        """Takes a step; the fact, where it makes one."""
        taken = replace(self, taken=(*self.taken, step), version=self.version + 1).scheduled()
        kind = {Step.NEAR: DeadlineNear, Step.PASSED: DeadlinePassed}.get(step)
        if kind is None:
            return replace(taken, version=self.version), None
        return taken, taken.fact(kind)

    def fact(self, kind: type[Fact]) -> Fact:
        """The fact to tell of its present version."""
        return kind(
            clock=str(self.id),
            version=self.version,
            subject=self.subject,
            subject_id=str(self.subject_id),
            number=self.number,
            code=self.code,
            due_on=self.due_on,
            department=self.department,
            provisional=self.provisional,
        )

    def counted_anew(self) -> Self:
        """The same with its end counted by the newest calendar; a day that was told is never shortened."""
        due_at, provisional = end_after(self.rule.unit, self.since, self.left)
        if self.told_on is not None:
            due_at = max(due_at, end_of(self.told_on))
        return self.ending(due_at, provisional)

    def ending(self, due_at: datetime, provisional: bool) -> Self:  # noqa: FBT001 - as it was counted
        """The same with another end; whoever was told the day before is told this one."""
        ending = replace(self, due_at=due_at, provisional=provisional, calendar_version=workdays.newest().version)
        return replace(ending, told_on=ending.due_on if self.told_on else None).scheduled()

    def scheduled(self) -> Self:
        """The clock, with the moment of its next step."""
        ahead = self._ahead() if self.state is ClockState.RUNNING else ()
        return replace(self, next_at=min(map(self._moment, ahead), default=None))

    def _follows_calendar(self) -> bool:
        """Whether a calendar may move its end: it counts days now, has not gone on late, and nobody has set it."""
        counts_days = self.state is ClockState.RUNNING and self.rule.unit is not Unit.HOURS
        return counts_days and not self.fixed and self.since <= self.due_at

    def _ahead(self) -> tuple[Step, ...]:
        """The steps that it has not taken; one that a later step has overtaken is left out."""
        steps = STEPS if self.rule.supervised else ESCALATING if self.rule.escalates else UNSUPERVISED
        passed = max((steps.index(Step(step)) for step in self.taken if step in steps), default=-1)
        return steps[passed + 1 :]

    def _moment(self, step: Step) -> datetime:
        """When it comes to a step; what is a reminder waits for office hours."""
        if step is Step.PASSED:
            return self.due_at
        if step is Step.NEAR:
            return in_office_hours(self._near())
        days = {Step.LATE: 0, Step.VERY_LATE: RED_AFTER, Step.HOPELESS: RED_AFTER + LISTED_AFTER}[step]
        late_from = max(self.due_on, day_of(self.since))  # while it stood still it did not become later
        return in_office_hours(self.due_at if not days else end_of(workdays.add(late_from, days).due))

    def _near(self) -> datetime:
        """When three quarters of it have passed; of days, the beginning of the day in which they will have."""
        if self.rule.unit is Unit.HOURS:
            return self.since + (self.due_at - self.since) * NEAR_SHARE
        day = nth_day(self.rule.unit, day_of(self.since), ceil(self.left * NEAR_SHARE))
        return max(self.since, end_of(day) - timedelta(days=1))


def last_day(code: str, at: datetime) -> date:
    """The last day that is in time, were this clock to start at ``at``."""
    rule = clock_rules()[code]
    due_at, _ = end_after(rule.unit, at, rule.budget)
    return day_of(due_at - timedelta(microseconds=1))
