from datetime import date, timedelta

import holidays
import pytest

from workdays import Calendar, Kind
from workdays.editions import Edition

CALENDAR = Calendar.load()


def test_the_calendar_covers_the_years_whose_notices_are_known() -> None:
    assert CALENDAR.years == range(2004, 2027)
    assert not CALENDAR.is_provisional(date(2004, 1, 1))
    assert not CALENDAR.is_provisional(date(2026, 12, 31))


def test_a_clock_within_the_known_years_is_final() -> None:
    assert not CALENDAR.add(date(2026, 12, 30), 1).provisional


def test_a_clock_that_crosses_into_an_unknown_year_is_provisional() -> None:
    assert CALENDAR.add(date(2026, 12, 31), 1).provisional
    assert CALENDAR.add(date(2026, 12, 10), 20).provisional
    assert CALENDAR.between(date(2026, 12, 10), date(2027, 1, 1)).provisional


def test_a_clock_in_the_far_past_or_future_is_provisional() -> None:
    assert CALENDAR.add(date(2003, 6, 2), 3).provisional
    assert CALENDAR.add(date(1980, 6, 2), 3).provisional
    assert CALENDAR.add(date(2103, 6, 4), 3).provisional


def test_a_clock_that_crosses_out_of_an_unknown_year_is_provisional() -> None:
    deadline = CALENDAR.add(date(2003, 12, 29), 5)

    assert deadline.due.year == 2004
    assert deadline.provisional


def test_a_start_that_is_not_counted_does_not_make_the_clock_provisional() -> None:
    assert not CALENDAR.add(date(2003, 12, 31), 1).provisional
    assert not CALENDAR.between(date(2003, 12, 31), date(2004, 1, 2)).provisional


def test_a_last_day_looked_at_in_an_unknown_year_is_provisional() -> None:
    assert CALENDAR.roll_forward(date(2027, 6, 1)).provisional
    assert CALENDAR.roll_forward(date(2003, 12, 31)).provisional
    assert not CALENDAR.roll_forward(date(2026, 6, 6)).provisional


@pytest.mark.parametrize("known_year", [2022, 2023])
def test_a_last_day_that_rolls_over_the_edge_of_the_known_years_is_provisional(known_year: int) -> None:
    calendar = Calendar(Edition(f"{known_year}.1", range(known_year, known_year + 1), {}))
    new_years_eve = date(2022, 12, 31)  # a Saturday

    assert calendar.roll_forward(new_years_eve).due.year == 2023
    assert calendar.roll_forward(new_years_eve).provisional


@pytest.mark.parametrize(
    ("year", "off"),
    [
        (1998, ["01-01", "05-01", "10-01", "10-02"]),
        (2001, ["01-01", "05-01", "05-02", "05-03", "10-01", "10-02", "10-03"]),  # Qingming is a holiday since 2008
        (2027, ["01-01", "04-05", "10-01"]),  # 1 May and 2 May fall on a weekend: the day off for them is not known
        (2028, ["04-04", "05-01", "05-02", "10-02", "10-03"]),
        (2103, ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]),  # the formula for Qingming ends with 2099
    ],
)
def test_an_unknown_year_knows_the_holidays_that_the_regulation_dates(year: int, off: list[str]) -> None:
    holidays_of_year = [day for day in _days_of(year) if CALENDAR.kind(day) is Kind.HOLIDAY]

    assert [f"{day:%m-%d}" for day in holidays_of_year] == off
    assert all(CALENDAR.day(day).source == "全国年节及纪念日放假办法" for day in holidays_of_year)


def test_an_unknown_year_has_no_make_up_workday_and_rests_on_weekends() -> None:
    weekends = [day for day in _days_of(2027) if day.weekday() >= 5]

    assert {CALENDAR.kind(day) for day in weekends} == {Kind.WEEKEND}


def test_qingming_of_unknown_years_agrees_with_holidays() -> None:
    theirs = holidays.country_holidays("CN", years=range(2027, 2100), observed=False)
    qingming = [day for day, name in theirs.items() if name == "Tomb-Sweeping Day"]

    assert len(qingming) == 73
    assert [day for day in qingming if CALENDAR.is_working(day)] == []
    assert {CALENDAR.day(day).name for day in qingming if day.weekday() < 5} == {"清明节"}


def _days_of(year: int) -> list[date]:
    first, next_year = date(year, 1, 1), date(year + 1, 1, 1)
    return [first + timedelta(days=passed) for passed in range((next_year - first).days)]
