from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workdays
from workdays import Calendar

CALENDAR = Calendar.load()
ANY_DAY = st.dates(date(1990, 1, 1), date(2050, 12, 31))
SOME_DAYS = st.integers(0, 300)


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        (date(2026, 2, 13), 5, date(2026, 2, 27)),  # over Spring Festival; a Monday-to-Friday rule says 02-20
        (date(2026, 1, 30), 20, date(2026, 3, 5)),  # the statutory limit of an approval
        (date(2026, 9, 21), 20, date(2026, 10, 26)),  # over Mid-Autumn and National Day
        (date(2026, 9, 18), 1, date(2026, 9, 20)),  # a Sunday, worked for National Day
    ],
)
def test_a_clock_knows_holidays_and_make_up_workdays(start: date, n: int, due: date) -> None:
    assert workdays.add(start, n).due == due


def test_the_day_of_the_trigger_is_day_zero() -> None:
    monday = date(2026, 6, 1)

    assert CALENDAR.add(monday, 1).due == date(2026, 6, 2)


def test_a_clock_may_start_on_a_rest_day() -> None:
    saturday, sunday, monday = date(2026, 6, 6), date(2026, 6, 7), date(2026, 6, 8)

    assert CALENDAR.add(saturday, 1).due == monday
    assert CALENDAR.add(sunday, 1).due == monday


def test_no_working_day_to_count_leaves_a_working_day_where_it_is() -> None:
    friday = date(2026, 2, 13)
    make_up_saturday = date(2026, 2, 14)

    assert CALENDAR.add(friday, 0).due == friday
    assert CALENDAR.add(make_up_saturday, 0).due == make_up_saturday


def test_a_last_day_of_rest_moves_to_the_next_working_day() -> None:
    first_day_of_spring_festival = date(2026, 2, 15)

    assert CALENDAR.add(first_day_of_spring_festival, 0).due == date(2026, 2, 24)
    assert CALENDAR.roll_forward(first_day_of_spring_festival).due == date(2026, 2, 24)


def test_a_deadline_says_what_it_was_counted_from_and_by() -> None:
    deadline = CALENDAR.add(date(2026, 2, 13), 5)

    assert (deadline.start, deadline.working_days) == (date(2026, 2, 13), 5)
    assert deadline.calendar_version == CALENDAR.version
    assert deadline == CALENDAR.add(date(2026, 2, 13), 5)
    assert list(asdict(deadline)) == ["due", "start", "working_days", "provisional", "calendar_version"]


def test_a_clock_of_several_years_counts_each_of_them() -> None:
    counted_one_by_one = [day for day in _days_after(date(2019, 6, 1), 2000) if CALENDAR.is_working(day)]

    assert CALENDAR.add(date(2019, 6, 1), 1000).due == counted_one_by_one[999]


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(ValueError, match=r"民法典 201"):
        CALENDAR.add(date(2026, 2, 13), -1)


def test_a_moment_is_refused_since_its_date_depends_on_the_time_zone() -> None:
    moment = datetime(2026, 2, 13, 16, 30, tzinfo=UTC)

    for asked in (CALENDAR.day, CALENDAR.roll_forward, lambda at: CALENDAR.add(at, 1)):
        with pytest.raises(TypeError, match="Asia/Shanghai"):
            asked(moment)
    with pytest.raises(TypeError, match="Asia/Shanghai"):
        CALENDAR.between(moment, moment)


def test_a_clock_past_the_last_year_of_dates_is_refused() -> None:
    with pytest.raises(ValueError, match="9999"):
        CALENDAR.add(date(9999, 12, 31), 1)


@given(ANY_DAY, SOME_DAYS)
def test_a_deadline_is_always_a_working_day(start: date, n: int) -> None:
    assert CALENDAR.is_working(CALENDAR.add(start, n).due)


@given(ANY_DAY, st.integers(1, 300))
def test_one_more_working_day_is_always_later(start: date, n: int) -> None:
    assert CALENDAR.add(start, n - 1).due <= CALENDAR.add(start, n).due < CALENDAR.add(start, n + 1).due


@given(ANY_DAY, st.integers(0, 40), SOME_DAYS)
def test_a_later_start_is_never_due_earlier(start: date, later: int, n: int) -> None:
    assert CALENDAR.add(start, n).due <= CALENDAR.add(start + timedelta(days=later), n).due


def _days_after(start: date, number: int) -> list[date]:
    return [start + timedelta(days=passed) for passed in range(1, number + 1)]
