from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workdays
from workdays import Calendar

CALENDAR = Calendar.load()
ANY_DAY = st.dates(date(1990, 1, 1), date(2050, 12, 31))


def test_the_first_day_is_not_counted_and_the_last_one_is() -> None:
    assert workdays.between(date(2026, 2, 13), date(2026, 2, 27)).count == 5
    assert CALENDAR.between(date(2026, 6, 1), date(2026, 6, 2)).count == 1


def test_nothing_lies_between_a_day_and_itself() -> None:
    span = CALENDAR.between(date(2027, 6, 1), date(2027, 6, 1))

    assert span.count == 0
    assert span.days == ()
    assert not span.provisional


def test_a_span_says_what_it_was_counted_from_and_by() -> None:
    span = CALENDAR.between(date(2026, 2, 13), date(2026, 2, 27))

    assert (span.start, span.end) == (date(2026, 2, 13), date(2026, 2, 27))
    assert span.calendar_version == CALENDAR.version


def test_a_span_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match="2026-02-12 lies before 2026-02-13"):
        CALENDAR.between(date(2026, 2, 13), date(2026, 2, 12))


@given(ANY_DAY, st.integers(1, 300))
def test_between_is_the_inverse_of_add(start: date, n: int) -> None:
    assert CALENDAR.between(start, CALENDAR.add(start, n).due).count == n


@given(ANY_DAY, st.integers(0, 900))
def test_a_span_counts_what_a_clerk_counts_day_by_day(start: date, length: int) -> None:
    days = [start + timedelta(days=passed) for passed in range(1, length + 1)]

    span = CALENDAR.between(start, start + timedelta(days=length))

    assert span.count == sum(CALENDAR.is_working(day) for day in days)
    assert span.provisional == any(CALENDAR.is_provisional(day) for day in days)
