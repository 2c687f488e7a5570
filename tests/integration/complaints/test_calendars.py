"""A year's notice is imported: clocks that reach into it are counted anew, and until then the office is told."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine
from uuid_utils.compat import uuid7

import workdays
from contracts.clocks import ClockState
from contracts.complaints import Channel, ClockClass, FileComplaint
from contracts.people import Actor, Role
from kernel.history import History
from services.complaints.calendars.use_cases import import_calendar, tell_missing
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import Clocks, Numbers
from services.complaints.storage.calendars import Calendars, learn_editions
from services.complaints.sweeping import Round, recount
from services.complaints.use_cases.clock_views import clock_view
from services.complaints.use_cases.lapsing import move_due_day
from services.complaints.use_cases.moving import Bench
from tests.integration.complaints.conftest import Open
from tests.unit.complaints.calendars.builders import PAPER, days, notice

DIRECTOR = Actor(id="director", roles=[Role.DIRECTOR, Role.OFFICER])
DISPATCHED = datetime(2027, 1, 27, 2, tzinfo=UTC)  # before the notice was imported, late as it was

Rows = Callable[[str], list[Any]]


@pytest.fixture(autouse=True)
def _as_installed() -> Iterator[None]:
    """What one test's database has, the next one's has not."""
    yield
    workdays.forget()


def take(transaction: Open, at: datetime, **changes: Any) -> str:
    with transaction(at, DIRECTOR) as stage:
        order = notice(**changes)
        progress = import_calendar(order, by=DIRECTOR, at=at, calendars=Calendars(stage), history=History(stage))
    return progress.edition


def file_and_dispatch(transaction: Open, bench: Callable[..., Bench]) -> str:
    with transaction(DISPATCHED, DIRECTOR) as stage:
        desk = bench(stage, DISPATCHED, DIRECTOR)
        order = FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash="0" * 64)
        said: dict[str, Any] = {"party": uuid4(), "language": "zh", "content_print": ""}
        number = Numbers(stage).next(2027)
        desk.add(Complaint.file(order, id=uuid7(), number=number, at=DISPATCHED, **said))
        desk.keep(desk.complaints.get(number).accept(by=desk.by, at=DISPATCHED))
        due = desk.due_if_begun(ClockClass.ORDINARY)
        desk.keep(desk.complaints.get(number).dispatch("civil_affairs", due_on=due, by=desk.by, at=DISPATCHED))
    return number


def test_a_provisional_day_that_was_told_is_lengthened_by_the_notice_and_explained_by_it(
    transaction: Open, bench: Callable[..., Bench], rows: Rows
) -> None:
    number = file_and_dispatch(transaction, bench)
    told = workdays.add(date(2027, 1, 27), 10)
    assert (told.due, told.provisional) == (date(2027, 2, 10), True)

    later = DISPATCHED + timedelta(days=1)
    edition = take(transaction, later)
    with transaction(later) as stage:
        recount(stage, move_due_day, at=later)

    (case,) = rows("SELECT due_on FROM complaints")
    assert case.due_on == workdays.newest().add(date(2027, 1, 27), 10).due == date(2027, 2, 16)
    (moved,) = rows("SELECT data::jsonb AS data FROM history WHERE type = 'complaint_due_moved'")
    assert (moved.data["due_on"], moved.data["party"] is None) == ("2027-02-16", False)
    with transaction(later) as stage:
        found = {clock.code: clock for clock in Clocks(stage).all_of(number)}
        view = clock_view(found["handle_ordinary"], later)
    assert (view.calendar_version, view.provisional) == (edition, False)
    reasons = {day.on: day.zh for day in view.days}
    assert "春节放假" in reasons[date(2027, 2, 8)]
    assert "春节调休补班" in reasons[date(2027, 2, 14)]


def test_a_correction_never_shortens_a_day_that_was_told(
    transaction: Open, bench: Callable[..., Bench], rows: Rows
) -> None:
    take(transaction, DISPATCHED - timedelta(days=30))
    with transaction(DISPATCHED) as stage:
        Calendars(stage).learn()
    file_and_dispatch(transaction, bench)
    later = DISPATCHED + timedelta(days=1)
    take(transaction, later, days=[one for one in days() if one["date"] != "2027-02-11"])
    with transaction(later) as stage:
        recount(stage, move_due_day, at=later)

    assert workdays.newest().add(date(2027, 1, 27), 10).due < date(2027, 2, 16)
    assert [row.due_on for row in rows("SELECT due_on FROM complaints")] == [date(2027, 2, 16)]
    assert rows("SELECT 1 FROM history WHERE type = 'complaint_due_moved'") == []


def test_a_clock_that_has_ended_is_explained_by_the_edition_that_counted_it_in_a_process_that_knows_none_yet(
    transaction: Open, bench: Callable[..., Bench]
) -> None:
    first = take(transaction, DISPATCHED - timedelta(days=30))
    with transaction(DISPATCHED) as stage:
        Calendars(stage).learn()
    number = file_and_dispatch(transaction, bench)
    with transaction(DISPATCHED) as stage:
        Clocks(stage).stop(number, at=DISPATCHED)
    take(transaction, DISPATCHED, days=[one for one in days() if one["date"] != "2027-02-11"])
    workdays.forget()

    with transaction(DISPATCHED) as stage:
        found = Clocks(stage).all_of(number)
        views = [clock_view(clock, DISPATCHED) for clock in found]
    assert {clock.state for clock in found} == {ClockState.MET}
    assert {view.calendar_version for view in views} == {first}


def test_editions_are_kept_with_their_papers_and_learned_as_they_were_made(
    transaction: Open, engine: Engine, rows: Rows
) -> None:
    at = datetime(2026, 11, 25, 2, tzinfo=UTC)
    assert [take(transaction, at), take(transaction, at)] == ["2026.1.1"] * 2  # the same again makes none
    with engine.connect() as connection:
        learn_editions(connection)

    (kept,) = rows("SELECT edition, year, papers, imported_by FROM calendars")
    assert (kept.edition, kept.year, kept.papers, kept.imported_by) == ("2026.1.1", 2027, [PAPER], "director")
    assert workdays.newest().version == "2026.1.1"
    assert workdays.load("2026.1").years.stop == 2027
    assert len(rows("SELECT 1 FROM history WHERE type = 'calendar_imported'")) == 1


def test_from_december_on_the_director_is_told_once_a_day_in_office_hours_until_the_notice_is_there(
    transaction: Open, rows: Rows
) -> None:
    def look(at: datetime) -> bool:
        with transaction(at) as stage:
            return tell_missing(Round(stage, at, History(stage))) is not None

    morning = datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert not look(morning - timedelta(days=1))  # 30 November
    assert not look(morning - timedelta(hours=2))  # 7:00: no offices are open
    assert [look(morning), look(morning), look(morning + timedelta(hours=3))] == [True, False, False]
    assert look(morning + timedelta(days=1))
    (first, _) = rows("SELECT data FROM history WHERE type = 'calendar_missing' ORDER BY seq")
    said = json.loads(first.data)
    assert (said["year"], said["number"], said["on"]) == (2027, "2027", "2026-12-01")
    assert [one["post"] for one in said["addressees"]] == ["director"]

    take(transaction, morning + timedelta(days=1))
    assert not look(morning + timedelta(days=2))
