"""Days and moments are the city's own."""

from datetime import UTC, date, datetime

from services.complaints.domain.deadlines import day_of, end_of, in_office_hours, year_of


def at(day: int, hour: int) -> datetime:
    """A moment of November 2026 in UTC; the city is eight hours ahead."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_the_day_is_the_citys_not_greenwichs() -> None:
    assert day_of(at(23, 15)) == date(2026, 11, 23)
    assert day_of(at(23, 16)) == date(2026, 11, 24)
    assert year_of(datetime(2026, 12, 31, 16, tzinfo=UTC)) == 2027


def test_a_day_ends_at_midnight_in_the_city() -> None:
    assert end_of(date(2026, 11, 23)) == at(23, 16)


def test_a_reminder_waits_until_the_offices_open() -> None:
    assert in_office_hours(at(23, 2)) == at(23, 2)  # Monday, 10:00
    assert in_office_hours(at(22, 23)) == at(23, 1)  # Monday, 07:00: at nine
    assert in_office_hours(at(23, 9)) == at(24, 1)  # Monday, 17:00: on Tuesday
    assert in_office_hours(at(20, 12)) == at(23, 1)  # Friday evening: on Monday
