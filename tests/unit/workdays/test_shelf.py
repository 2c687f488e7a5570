"""Editions stand side by side: the newest counts now, an older one counts as of its days, none is changed."""

from datetime import date

import pytest

import workdays
from workdays import Calendar, CalendarDay, Edition, Kind
from workdays.shelf import Shelf

SPRING = date(2027, 2, 8)


def edition(version: str, last: int = 2026, since: date = date.min, *holidays: date) -> Edition:
    days = {day: CalendarDay(day, Kind.HOLIDAY, "春节", "notice") for day in holidays}
    return Edition(version, range(2026, last + 1), days, since)


def shelf(*editions: Edition) -> Shelf:
    return Shelf(map(Calendar, editions))


@pytest.mark.parametrize(
    ("versions", "newest"),
    [
        ([("2026.1", 2026), ("2026.1.1", 2026)], "2026.1.1"),
        ([("2026.1.2", 2026), ("2026.1.10", 2026)], "2026.1.10"),
        ([("2026.1.1", 2027), ("2026.2", 2026)], "2026.1.1"),  # an installation that does not reach as far
        ([("2026.1.1", 2027), ("2027.1", 2027)], "2027.1"),
    ],
)
def test_the_newest_reaches_furthest_and_came_last(versions: list[tuple[str, int]], newest: str) -> None:
    for order in (versions, versions[::-1]):
        assert shelf(*(edition(*one) for one in order)).newest.version == newest


def test_what_was_counted_on_a_day_is_counted_again_by_the_edition_of_that_day() -> None:
    kept = shelf(edition("2026.1"))
    kept.learn(edition("2026.1.1", 2027, date(2026, 12, 2), SPRING))

    assert kept.in_force(date(2026, 12, 1)).version == "2026.1"
    assert kept.in_force(date(2026, 12, 2)).version == kept.newest.version == "2026.1.1"
    assert (kept.newest.is_working(SPRING), kept.load("2026.1").is_working(SPRING)) == (False, True)


def test_before_every_edition_the_oldest_counts() -> None:
    assert shelf(edition("2026.1", 2026, date(2026, 1, 1))).in_force(date(2025, 1, 1)).version == "2026.1"


def test_an_edition_that_is_known_is_not_changed_by_another_of_its_name() -> None:
    kept = shelf(edition("2026.1", 2027))
    kept.learn(edition("2026.1", 2027, date.min, SPRING))

    assert kept.known == ("2026.1",)
    assert kept.newest.is_working(SPRING)


def test_an_unknown_version_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ValueError, match=r"no calendar version '2025\.9'; known are 2026\.1"):
        shelf(edition("2026.1")).load("2025.9")


def test_what_the_process_has_learned_it_can_forget() -> None:
    before = workdays.known()
    try:
        workdays.learn(edition("2026.1.1", 2027, date(2026, 12, 2), SPRING))
        assert workdays.newest().version == "2026.1.1"
        assert workdays.add(date(2027, 2, 5), 1).due == date(2027, 2, 9)
    finally:
        workdays.forget()
    assert workdays.known() == before
