"""Deadlines are counted in working days of the city's own calendar."""

from datetime import UTC, date, datetime

from services.complaints.domain.deadlines import answer_due, year_of


def test_a_department_has_ten_working_days_from_the_day_after_the_dispatch() -> None:
    assert answer_due(datetime(2026, 11, 23, 8, tzinfo=UTC)) == date(2026, 12, 7)


def test_the_day_is_the_citys_not_greenwichs() -> None:
    assert answer_due(datetime(2026, 11, 23, 16, tzinfo=UTC)) == date(2026, 12, 8)
    assert year_of(datetime(2026, 12, 31, 16, tzinfo=UTC)) == 2027


def test_holidays_and_make_up_workdays_are_counted_as_the_state_council_has_them() -> None:
    assert answer_due(datetime(2026, 2, 13, 2, tzinfo=UTC)) == date(2026, 3, 5)
