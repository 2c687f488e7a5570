"""A clock counts days or hours from day zero, stands still, goes on, and comes to each step once (4.4)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.clocks import ClockState, DeadlineNear, DeadlinePassed, DeadlineRecomputed
from services.complaints.domain.clock_rules import clock_rules
from services.complaints.domain.clocks import Clock, Step, Subject, last_day
from services.complaints.domain.deadlines import in_office_hours
from tests.unit.complaints.cases import UNIT

SUBJECT = Subject(kind="complaint", id=UUID(int=1), number="TS-2026-000001", department=UNIT)


def city(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime:
    """A moment by the city's clocks."""
    return datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


def started(code: str, at: datetime, **more: Any) -> Clock:
    return Clock.start(code, SUBJECT, id=UUID(int=7), at=at, **more)


def swept(clock: Clock, *moments: datetime) -> tuple[Clock, list[Step]]:
    """The clock and the steps that it has taken after somebody looked at these moments."""
    steps: list[Step] = []
    for moment in moments:
        for step in clock.steps_due(moment):
            clock, _ = clock.take(step)
            steps.append(step)
    return clock, steps


DUE = {
    "the day of the trigger is day zero": ("sign", city(11, 23), date(2026, 11, 24)),
    "also in its first minute": ("sign", city(11, 23, 0), date(2026, 11, 24)),
    "and in its last hour": ("sign", city(11, 23, 23), date(2026, 11, 24)),
    "a Friday's next working day is Monday": ("sign", city(11, 27), date(2026, 11, 30)),
    "a Saturday is day zero too": ("sign", city(11, 28), date(2026, 11, 30)),
    "a make-up Sunday counts": ("sign", city(9, 18), date(2026, 9, 20)),
    "a make-up Saturday counts, the Spring Festival does not": ("handle_simple", city(2, 13), date(2026, 2, 27)),
    "the National Day holiday does not count": ("contact", city(9, 30), date(2026, 10, 9)),
    "working days go on over 31 December": ("handle_ordinary", city(12, 24), date(2027, 1, 8)),
    "calendar days count Sundays": ("review_window", city(11, 1), date(2026, 12, 1)),
    "a last calendar day of rest rolls forward": ("review_window", city(9, 3), date(2026, 10, 8)),
    "hours run through the night": ("handle_urgent", city(11, 23, 22), date(2026, 11, 24)),
    "and through a weekend": ("handle_urgent", city(11, 27, 22), date(2026, 11, 28)),
}


@pytest.mark.parametrize("rule", DUE)
def test_the_last_day_in_time(rule: str) -> None:
    code, at, due_on = DUE[rule]

    assert (started(code, at).due_on, last_day(code, at)) == (due_on, due_on)


def test_a_period_of_days_ends_at_midnight_and_one_of_hours_to_the_second() -> None:
    assert started("sign", city(11, 23)).due_at == city(11, 25, 0)
    assert started("sign_urgent", city(11, 23, 23)).due_at == city(11, 24, 1)


@pytest.mark.parametrize("until", [date(2026, 11, 23), date(2026, 11, 28), date(2027, 2, 1)])
def test_a_day_that_somebody_has_set_is_the_last_whatever_the_rule_says(until: date) -> None:
    assert started("instruction", city(11, 23), until=until).due_on == until


def test_a_clock_is_overdue_once_its_end_has_passed_while_it_ran() -> None:
    clock = started("sign", city(11, 23))

    assert (clock.is_overdue(clock.due_at), clock.is_overdue(clock.due_at + timedelta(seconds=1))) == (False, True)
    assert clock.stop(city(11, 24)).is_overdue(city(12, 24)) is False


# Standing still

PAUSES = {
    "nothing has passed": ("handle_ordinary", 23, 10, 30, date(2026, 12, 14)),
    "five days are left": ("handle_ordinary", 30, 5, 14, date(2026, 12, 21)),
    "on the last day nothing is left but that day": ("handle_ordinary", 37, 0, 9, date(2026, 12, 9)),
    "after its end nothing comes back, and its end stays": ("handle_ordinary", 40, 0, 14, date(2026, 12, 7)),
    "calendar days": ("ceiling", 30, 53, 14, date(2027, 2, 5)),
}


@pytest.mark.parametrize("what", PAUSES)
def test_a_pause_keeps_what_is_left_and_a_resumption_gives_exactly_that(what: str) -> None:
    code, stands_on, left, goes_on, due_on = PAUSES[what]
    clock = started(code, city(11, 23))

    paused = clock.pause(city(11, 1) + timedelta(days=stands_on - 1))
    resumed = paused.resume(city(11, 30) if goes_on == 30 else city(12, goes_on))

    assert (paused.state, paused.left, paused.next_at) == (ClockState.PAUSED, left, None)
    assert (resumed.state, resumed.due_on, resumed.id) == (ClockState.RUNNING, due_on, clock.id)


def test_a_pause_of_hours_keeps_the_seconds() -> None:
    clock = started("handle_urgent", city(11, 23, 10))

    paused = clock.pause(city(11, 23, 16))
    resumed = paused.resume(city(11, 25, 9))

    assert (paused.left, resumed.due_at) == (18 * 3600, city(11, 26, 3))


def test_a_clock_that_stands_still_comes_to_nothing_and_is_late_by_nothing_that_passed_meanwhile() -> None:
    paused = started("handle_ordinary", city(11, 23)).pause(city(11, 24))

    resumed = paused.resume(city(12, 28))

    assert resumed.steps_due(city(12, 28)) == ()
    assert resumed.paused_days == (date(2026, 12, 28) - date(2026, 11, 24)).days


def test_standing_twice_and_going_twice_change_nothing_more() -> None:
    running = started("handle_ordinary", city(11, 23))
    paused = running.pause(city(11, 24))

    assert paused.pause(city(11, 27)) == paused
    assert running.resume(city(11, 27)) == running


def test_every_pause_adds_up() -> None:
    clock = started("handle_ordinary", city(11, 23))
    for _ in range(3):
        clock = clock.pause(city(11, 24)).resume(city(11, 26))

    assert clock.paused_days == 6


def test_a_clock_that_was_late_when_it_was_paused_stays_late_and_becomes_no_later_while_it_stands() -> None:
    clock = started("sign", city(11, 23))
    late = city(11, 26)
    clock, _ = swept(clock, late)

    paused = clock.pause(late)
    resumed = paused.resume(city(12, 28))

    assert (paused.is_overdue(city(12, 1)), resumed.is_overdue(city(12, 28))) == (True, True)
    assert resumed.due_on == date(2026, 11, 24)
    assert resumed.steps_due(city(12, 28)) == ()
    assert resumed.next_at == city(1, 6, 9, 2027)  # five working days after it has gone on, it turns red


def test_what_was_cancelled_while_it_stood_still_did_not_become_late_by_it() -> None:
    paused = started("handle_ordinary", city(11, 23)).pause(city(11, 24))

    assert paused.stop(city(12, 28), ClockState.CANCELLED).is_overdue(city(12, 28)) is False


def test_an_extension_of_what_has_gone_on_late_counts_from_its_last_day() -> None:
    late = started("handle_ordinary", city(11, 23)).pause(city(12, 9)).resume(city(12, 14))

    assert late.extend(10).due_on == date(2026, 12, 21)


def test_whoever_was_told_a_day_is_told_the_one_that_a_resumption_gives() -> None:
    resumed = started("handle_ordinary", city(11, 23), told=True).pause(city(11, 30)).resume(city(12, 14))

    assert resumed.told_on == resumed.due_on == date(2026, 12, 21)


def test_a_day_that_somebody_has_set_is_moved_by_no_pause_and_no_calendar() -> None:
    fixed = started("suspension", city(11, 23), until=date(2026, 11, 28))
    older = replace(fixed, calendar_version="2025.9")

    assert fixed.pause(city(11, 24)).resume(city(11, 26)).due_on == date(2026, 11, 28)
    assert (older.recount()[0].due_on, older.recount()[1]) == (date(2026, 11, 28), None)


# Handed on, extended


def test_a_transfer_changes_nothing_but_whose_it_is() -> None:
    clock = started("handle_ordinary", city(11, 23))

    assert clock.hand_to("taxation") == replace(clock, department="taxation")


@pytest.mark.parametrize("asked", [city(11, 24), city(12, 7)])
def test_an_extension_counts_on_from_the_first_day_zero_whenever_it_is_granted(asked: datetime) -> None:
    clock, _ = swept(started("handle_ordinary", city(11, 23), told=True), asked)

    longer = clock.extend(10)

    assert (longer.due_on, longer.told_on, longer.extended) == (date(2026, 12, 21), date(2026, 12, 21), 10)


def test_the_handling_and_the_ceiling_alone_can_be_extended_by_their_rule() -> None:
    assert {code: rule.extension for code, rule in clock_rules().items() if rule.extension} == {
        "handle_simple": 10,
        "handle_ordinary": 10,
        "handle_investigation": 15,
        "ceiling": 30,
    }


# Steps


def test_each_step_comes_once_in_its_order_however_often_somebody_looks() -> None:
    hours = [city(11, 23) + timedelta(hours=n) for n in range(24 * 60)]

    _, steps = swept(started("sign", city(11, 23)), *hours)

    assert steps == list(Step)


STEPS = {
    Step.NEAR: city(11, 24, 9),  # the one working day that there is, when the offices open
    Step.PASSED: city(11, 25, 0),  # midnight: no reminder, but a fact
    Step.LATE: city(11, 25, 9),
    Step.VERY_LATE: city(12, 2, 9),  # five working days after 11-24 have passed
    Step.HOPELESS: city(12, 16, 9),  # ten more
}


@pytest.mark.parametrize("step", Step)
def test_a_reminder_comes_in_office_hours_and_a_moment_before_it_does_not(step: Step) -> None:
    clock = started("sign", city(11, 23))
    before = STEPS[step] - timedelta(seconds=1)
    clock, _ = swept(clock, *(moment for moment in STEPS.values() if moment < STEPS[step]))

    assert (clock.next_at, clock.steps_due(before), clock.steps_due(STEPS[step])) == (STEPS[step], (), (step,))


NEAR = {
    "of ten working days the eighth": ("handle_ordinary", city(11, 23), city(12, 3, 9)),
    "of five the fourth": ("handle_simple", city(11, 23), city(11, 27, 9)),
    "of twenty-four hours the eighteenth, in office hours": ("handle_urgent", city(11, 23, 16), city(11, 24, 10)),
    "at night it waits for the morning": ("handle_urgent", city(11, 23, 9), city(11, 24, 9)),
    "and over a weekend for Monday": ("ceiling", city(11, 18), city(1, 4, 9, 2027)),
}


@pytest.mark.parametrize("what", NEAR)
def test_a_clock_is_near_its_end_when_three_quarters_have_passed(what: str) -> None:
    code, at, near = NEAR[what]

    assert started(code, at).next_at == near


@pytest.mark.parametrize(
    ("downtime", "steps"),
    [
        (timedelta(days=2), [Step.PASSED, Step.LATE]),
        (timedelta(days=14), [Step.PASSED, Step.LATE, Step.VERY_LATE]),
        (timedelta(days=61), [Step.PASSED, Step.LATE, Step.VERY_LATE, Step.HOPELESS]),
    ],
)
def test_after_a_downtime_overdue_comes_once_and_nobody_is_reminded_of_what_has_passed(
    downtime: timedelta, steps: list[Step]
) -> None:
    clock = started("sign", city(11, 23))
    back = clock.due_at + downtime + timedelta(hours=10)

    assert swept(clock, back, back, back + timedelta(seconds=1))[1] == steps


@pytest.mark.parametrize("night", [city(11, 27, 3), city(11, 28, 12), city(11, 26, 17)])
def test_who_comes_back_outside_office_hours_tells_what_has_passed_and_sends_nothing_before_they_open(
    night: datetime,
) -> None:
    clock, steps = swept(started("sign", city(11, 23)), night)
    waiting = clock.put_off(night)

    assert steps == [Step.PASSED]
    assert waiting.next_at == in_office_hours(night) > night
    assert waiting.steps_due(waiting.next_at)[0] is Step.LATE


def test_what_stays_red_is_listed_in_office_hours_and_not_at_midnight() -> None:
    clock = started("listing", city(11, 23))

    assert [*swept(clock, city(12, 8, 0))[1], *swept(clock, city(12, 8, 9))[1]] == [
        Step.PASSED,
        Step.PASSED,
        Step.LATE,
    ]


@pytest.mark.parametrize("level", ["blue", "yellow", "red", "listed"])
def test_an_answer_that_is_late_goes_nowhere_by_itself(level: str) -> None:
    assert swept(started(f"notice_{level}", city(11, 23)), city(12, 8), city(12, 30))[1] == [Step.PASSED]


def test_what_is_not_supervised_only_passes() -> None:
    clock = started("verify", city(11, 23))

    assert swept(clock, city(11, 25), city(12, 25))[1] == [Step.PASSED]


@pytest.mark.parametrize("state", [ClockState.MET, ClockState.CANCELLED])
def test_a_clock_that_was_stopped_is_looked_at_no_more(state: ClockState) -> None:
    assert started("sign", city(11, 23)).stop(city(11, 24), state).next_at is None


def test_near_and_passed_are_told_and_what_follows_is_supervisions() -> None:
    clock = started("sign", city(11, 23))

    assert [type(clock.take(step)[1]) for step in Step] == [DeadlineNear, DeadlinePassed, *[type(None)] * 3]
    assert [clock.take(step)[0].version for step in Step] == [1, 1, 0, 0, 0]


# A year that has no notice yet


def outdated(due_on: date, told_on: date | None = None) -> Clock:
    """Ten working days from Christmas Eve, as an older calendar counted them until ``due_on``."""
    clock = started("handle_ordinary", city(12, 24))
    due_at = datetime(due_on.year, due_on.month, due_on.day, 16, tzinfo=UTC)
    return replace(clock, due_at=due_at, told_on=told_on, calendar_version="2025.9").scheduled()


def test_a_clock_that_runs_into_a_year_without_a_notice_is_provisional() -> None:
    assert started("handle_ordinary", city(12, 24)).provisional is True
    assert started("handle_ordinary", city(11, 23)).provisional is False


@pytest.mark.parametrize(
    ("before", "told", "after"),
    [
        (date(2027, 1, 6), None, date(2027, 1, 8)),  # later, since a holiday was made
        (date(2027, 1, 6), date(2027, 1, 6), date(2027, 1, 8)),  # later is no harm to whoever was told
        (date(2027, 1, 12), None, date(2027, 1, 8)),  # earlier, where nobody was told
        (date(2027, 1, 12), date(2027, 1, 12), None),  # never earlier than what was told
    ],
)
def test_a_new_notice_has_it_counted_again_and_never_shortens_a_day_that_was_told(
    before: date, told: date | None, after: date | None
) -> None:
    clock = outdated(before, told)

    counted, fact = clock.recount()

    assert counted.due_on == (after or before)
    assert counted.calendar_version == started("sign", city(11, 23)).calendar_version
    assert (fact is None) == (after is None)
    assert counted.told_on == (counted.due_on if told else None)
    assert counted.version == clock.version + (fact is not None)
    assert fact is None or (isinstance(fact, DeadlineRecomputed) and fact.due_on == counted.due_on)


@pytest.mark.parametrize(
    "clock",
    [
        started("handle_ordinary", city(12, 24)),  # counted by the newest already
        replace(outdated(date(2027, 1, 6)), state=ClockState.PAUSED),  # counted when it goes on
        replace(started("handle_urgent", city(11, 23)), calendar_version="2025.9"),  # hours know no calendar
    ],
)
def test_what_no_calendar_can_change_is_told_to_nobody(clock: Clock) -> None:
    counted, fact = clock.recount()

    assert (counted.due_at, counted.version, fact) == (clock.due_at, clock.version, None)
