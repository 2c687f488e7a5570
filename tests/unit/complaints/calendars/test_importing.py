"""A year's notice becomes a new edition beside the old one; a file that cannot be one is refused by field and rule."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

import workdays
from contracts.calendars import CalendarImported, EditionUnknown, FindCalendar
from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from services.complaints.calendars.domain import ImportedCalendar, changed_days, missing_year
from services.complaints.calendars.use_cases import find_calendar, import_calendar
from tests.unit.complaints.calendars.builders import PAPER, TODAY, day, days, notice
from workdays import Calendar, Kind

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
DIRECTOR = Actor(id="director", roles=[Role.DIRECTOR])
BASE = Calendar.load("2026.1")


class Kept:
    """Editions on a list, and the facts that were told of them."""

    def __init__(self) -> None:
        self.all: list[ImportedCalendar] = []
        self.told: list[CalendarImported] = []

    def learn(self) -> None:
        """There is nothing from elsewhere."""

    def add(self, calendar: ImportedCalendar, *, by: str, at: datetime) -> None:
        """Keeps one."""
        assert (by, at) == (DIRECTOR.id, AT)
        self.all.append(calendar)

    def tell(self, calendar: ImportedCalendar, fact: CalendarImported) -> None:
        """Keeps a fact."""
        assert calendar in self.all
        self.told.append(fact)


def take(by: Actor = DIRECTOR, **changes: Any) -> tuple[Any, Kept]:
    kept = Kept()
    return import_calendar(notice(**changes), by=by, at=AT, calendars=kept, history=kept), kept  # type: ignore[arg-type]


def made(known: tuple[str, ...] = ("2026.1",), base: Calendar = BASE, **changes: Any) -> ImportedCalendar:
    return ImportedCalendar.make(notice(**changes), base, known, today=TODAY)


def test_a_notice_is_a_new_edition_of_the_next_year_and_of_december_before_it() -> None:
    calendar = Calendar(made().edition)

    assert (calendar.version, calendar.years) == ("2026.1.1", range(2004, 2028))
    assert calendar.kind(date(2027, 2, 8)) is Kind.HOLIDAY
    assert calendar.kind(date(2027, 2, 14)) is calendar.kind(date(2026, 12, 27)) is Kind.MAKE_UP
    assert not calendar.is_provisional(date(2027, 7, 1))
    assert calendar.day(date(2026, 10, 1)) == BASE.day(date(2026, 10, 1))  # what the notice does not speak of


def test_each_of_its_days_names_the_paper() -> None:
    assert PAPER in Calendar(made().edition).day(date(2027, 2, 8)).source


def test_a_weekend_that_is_off_is_a_weekend() -> None:
    assert Calendar(made().edition).kind(date(2027, 1, 2)) is Kind.WEEKEND


def test_a_correction_of_the_same_year_is_another_edition_and_what_it_does_not_name_any_more_is_gone() -> None:
    first = Calendar(made().edition)
    second = Calendar(made(("2026.1", "2026.1.1"), first, days=[*days()[:-1], day("2027-02-12", off=True)]).edition)

    assert second.version == "2026.1.2"
    assert changed_days(first, second, 2027) == [date(2027, 2, 12), date(2027, 2, 14)]
    assert first.kind(date(2027, 2, 14)) is Kind.MAKE_UP


def test_it_is_in_force_from_the_next_day_on_so_that_no_figure_of_before_changes() -> None:
    assert made().edition.since == date(2026, 11, 26)


def test_the_director_is_told_the_edition_and_its_days_and_so_is_everybody_else() -> None:
    progress, kept = take()

    assert (progress.edition, progress.in_force_from) == ("2026.1.1", date(2026, 11, 26))
    assert {date(2027, 2, 8), date(2026, 12, 27)} < set(progress.changed)
    assert [(fact.edition, fact.year, fact.changed) for fact in kept.told] == [
        ("2026.1.1", 2027, len(progress.changed))
    ]
    assert workdays.newest().version == "2026.1"  # it is learned once it is committed


def test_what_says_the_same_as_the_calendar_makes_no_edition() -> None:
    known = BASE.edition.exceptions.values()
    said = [
        day(one.date.isoformat(), off=one.kind is Kind.HOLIDAY, name=one.name) for one in known if one.date.year == 2024
    ]
    progress, kept = take(year=2024, days=said)

    assert (progress.edition, progress.changed, progress.in_force_from) == ("2026.1", [], None)
    assert kept.told == []


@pytest.mark.parametrize(
    "by",
    [
        Actor(id="officer", roles=[Role.OFFICER]),
        Actor(id="unit", roles=[Role.HEAD, Role.ADMIN], department="civil_affairs"),
    ],
)
def test_nobody_else_imports(by: Actor) -> None:
    with pytest.raises(NotYourRole):
        take(by)


@pytest.mark.parametrize(
    ("changes", "faults"),
    [
        ({"year": 2029}, {("/year", "out_of_range")}),  # 2027 and 2028 would be a gap
        ({"papers": []}, {("/papers", "too_few")}),
        ({"days": []}, {("/days", "incomplete")}),  # the feed has the file before the notice is there
        ({"days": [one for one in days() if one["name"] != "端午节"]}, {("/days", "incomplete")}),
        ({"days": [*days(), day("2028-01-03", off=True)]}, {("/days/16/date", "out_of_range")}),
        ({"days": [*days(), day("2026-11-30", off=True)]}, {("/days/16/date", "out_of_range")}),
        ({"days": [*days(), day("2027-02-12", off=False)]}, {("/days/16/isOffDay", "no_make_up")}),
        (
            {"days": [*days(), day("2027-01-01", off=False)]},
            {("/days/0/date", "said_twice"), ("/days/16/date", "said_twice"), ("/days/16/isOffDay", "no_make_up")},
        ),
        ({"year": 2027.5}, {("/year", "wrong_type")}),
        ({"papers": ["国办发明电"]}, {("/papers/0", "malformed")}),
        ({"days": [{"name": "春节", "date": "2027-02-30", "isOffDay": True}]}, {("/days/0/date", "malformed")}),
        ({"holidays": []}, {("/holidays", "unknown_field")}),
    ],
)
def test_a_bad_file_is_refused_by_field_and_rule(changes: dict[str, Any], faults: set[tuple[str, str]]) -> None:
    with pytest.raises(Invalid) as refused:
        made(**changes)

    assert faults <= {(fault.pointer, fault.rule) for fault in refused.value.faults}


def test_a_year_is_shown_with_the_days_that_are_not_what_their_weekday_says() -> None:
    shown = find_calendar(FindCalendar(year=2026), calendars=Kept())  # type: ignore[arg-type]
    days_of = {one.date: one.kind for one in shown.days}

    assert (shown.edition, shown.provisional, shown.editions) == ("2026.1", False, ["2026.1"])
    assert (days_of[date(2026, 10, 1)], days_of[date(2026, 10, 10)]) == ("holiday", "make_up")
    assert shown.working_days == workdays.between(date(2025, 12, 31), date(2026, 12, 31)).count
    assert find_calendar(FindCalendar(year=2027), calendars=Kept()).provisional  # type: ignore[arg-type]


def test_an_edition_that_there_is_not_is_refused() -> None:
    with pytest.raises(EditionUnknown):
        find_calendar(FindCalendar(year=2026, edition="2025.9"), calendars=Kept())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("on", "missing"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), 2027),
        (date(2026, 12, 31), 2027),
        (date(2027, 1, 1), 2027),
        (date(2027, 12, 1), 2028),
    ],
)
def test_a_year_is_missing_from_the_first_of_december_before_it(on: date, missing: int | None) -> None:
    assert missing_year(on, BASE) == missing


def test_with_the_notice_nothing_is_missing() -> None:
    assert missing_year(date(2026, 12, 1), Calendar(made().edition)) is None
