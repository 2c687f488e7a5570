"""Every day of a clock is explained: counted, skipped, paused, rolled over, told or set (4.5)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from contracts.clocks import ClockState, ClockView
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.use_cases.clock_views import clock_view

SUBJECT = Subject(kind="complaint", id=UUID(int=1), number="TS-2026-000001")


def city(month: int, day: int, hour: int = 10) -> datetime:
    """A moment of 2026 by the city's clocks."""
    return datetime(2026, month, day, hour, tzinfo=UTC) - timedelta(hours=8)


def started(code: str, at: datetime, **more: Any) -> Clock:
    return Clock.start(code, SUBJECT, id=UUID(int=7), at=at, **more)


def lines(view: ClockView) -> list[tuple[str, str, int | None]]:
    return [(f"{day.on:%m-%d}", day.reason, day.ordinal) for day in view.days]


def shown(clock: Clock, at: datetime) -> list[tuple[str, str, int | None]]:
    """The days of a clock as its reader sees them."""
    return lines(clock_view(clock, at))


def test_each_day_up_to_the_last_is_counted_or_skipped_with_its_reason() -> None:
    view = clock_view(started("accept", city(11, 26)), city(11, 26))

    assert lines(view) == [
        ("11-27", "working", 1),
        ("11-28", "weekend", None),
        ("11-29", "weekend", None),
        ("11-30", "working", 2),
        ("12-01", "working", 3),
    ]
    assert (view.days[0].zh, view.days[0].en) == ("2026年11月27日(星期五) 第1个工作日", "Fri 27 Nov 2026 working day 1")


def test_the_days_before_a_pause_and_the_pause_are_explained_and_the_count_goes_on() -> None:
    clock = started("handle_simple", city(11, 23)).pause(city(11, 25)).resume(city(11, 27))

    view = clock_view(clock, city(11, 27))

    assert lines(view) == [
        ("11-24", "working", 1),
        ("11-25", "working", 2),
        ("11-26", "paused", None),
        ("11-27", "paused", None),
        ("11-28", "weekend", None),
        ("11-29", "weekend", None),
        ("11-30", "working", 3),
        ("12-01", "working", 4),
        ("12-02", "working", 5),
    ]
    assert (view.days[-1].on, view.days[2].en) == (view.due_on, "Thu 26 Nov 2026 paused")


@pytest.mark.parametrize("ended", [False, True])
def test_what_stands_still_is_explained_up_to_today_or_its_end(ended: object) -> None:
    paused = started("handle_simple", city(11, 23)).pause(city(11, 24))
    clock = paused.stop(city(11, 26), ClockState.CANCELLED) if ended else paused

    assert shown(clock, city(11, 26)) == [
        ("11-24", "working", 1),
        ("11-25", "paused", None),
        ("11-26", "paused", None),
    ]


def test_what_was_late_when_it_was_paused_is_explained_up_to_its_last_day_and_then_as_paused() -> None:
    late = started("sign", city(11, 23)).pause(city(11, 25)).resume(city(11, 26))

    view = clock_view(late, city(11, 26))

    assert (lines(view), view.overdue) == ([("11-24", "working", 1), ("11-26", "paused", None)], True)


def test_a_day_that_was_told_is_kept_with_that_reason() -> None:
    told = replace(started("accept", city(11, 23)), due_at=city(11, 29, 0), told_on=date(2026, 11, 28))

    view = clock_view(told, city(11, 23))

    assert lines(view)[-3:] == [("11-26", "working", 3), ("11-27", "told", None), ("11-28", "told", None)]
    assert "kept: told on Sat 28 Nov 2026" in view.days[-1].en


def test_a_day_that_somebody_has_set_ends_the_explanation_also_on_a_day_of_rest() -> None:
    view = clock_view(started("suspension", city(11, 26), until=date(2026, 11, 28)), city(11, 26))

    assert lines(view) == [("11-27", "working", 1), ("11-28", "set", None)]
    assert view.due_on == date(2026, 11, 28)


def test_calendar_days_are_counted_one_by_one_and_roll_over_a_rest() -> None:
    view = clock_view(started("review_window", city(9, 3)), city(9, 3))

    assert lines(view)[:2] == [("09-04", "calendar_day", 1), ("09-05", "calendar_day", 2)]
    assert [day.ordinal for day in view.days if day.counted] == list(range(1, 31))
    assert lines(view)[29:31] == [("10-03", "calendar_day", 30), ("10-04", "weekend", None)]
    assert lines(view)[-1] == ("10-08", "working", None)
    assert view.due_on == view.days[-1].on


def test_a_ceiling_that_was_extended_counts_ninety_days_and_rolls_over_a_rest() -> None:
    view = clock_view(started("ceiling", city(3, 2)).extend(30).tell(), city(4, 1))

    assert (view.extended, [day.ordinal for day in view.days if day.counted]) == (30, list(range(1, 91)))
    assert lines(view)[-2:] == [("05-31", "calendar_day", 90), ("06-01", "working", None)]
    assert view.due_on == date(2026, 6, 1)


def test_hours_run_through() -> None:
    assert shown(started("sign_urgent", city(11, 23)), city(11, 23)) == []
