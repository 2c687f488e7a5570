"""Counting and searching on a real database: the timers' work, and the queries that pages stand on."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text
from uuid_utils.compat import uuid7

from contracts.complaints import (
    Channel,
    ClockClass,
    FileComplaint,
    FindComplaints,
    Finding,
    NotYourRole,
    Outcome,
    State,
    Testimony,
)
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from contracts.statistics import FindStatistics
from kernel.engine import open_engine
from kernel.history import History
from kernel.stage import Cause, Stage
from services.complaints.domain.complaint import Complaint
from services.complaints.search.domain import words_of
from services.complaints.search.storage import Search, SearchIndex
from services.complaints.statistics.domain import CITY
from services.complaints.statistics.storage import Figures
from services.complaints.statistics.use_cases import compare, count_changes, find_statistics
from services.complaints.statistics.verifying import Scope, verify
from services.complaints.statistics.views import Asked
from services.complaints.storage import Complaints, Testimonies
from services.complaints.storage.pages import Wanted
from services.complaints.use_cases.reading import find_complaints

OFFICE = Actor(id="officer", roles=[Role.OFFICER])
TAX = Actor(id="tax", roles=[Role.LIAISON, Role.DEPUTY], department="tax")
START = datetime(2026, 1, 5, 2, tzinfo=UTC)

SEED = Path(__file__).parents[2] / "data" / "seed-figures.json"
"""What the city reported of its first half-year."""


class City:
    """A city with a database and no processes."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.numbers = iter(range(1, 1_000_000))

    def stage(self, at: datetime) -> Stage:
        stage = Stage(self.connection)
        stage.cause = Cause(message_id=str(uuid7()), actor=OFFICE, at=at)
        return stage

    def file(self, at: datetime = START, text: str = "三次未办成", title: str = "窗口", **said: Any) -> Complaint:
        order = FileComplaint(
            **({"channel": Channel.WEB, "category": "slow", "testimony": "", "receipt_hash": "0" * 64} | said)
        )
        number = f"TS-2026-{next(self.numbers):06d}"
        made = Complaint.file(order, id=_id(at), number=number, at=at, party=None, language="zh", content_print="")
        stage = self.stage(at)
        Complaints(stage).add(made[0])
        Testimonies(stage).add(made[0].id, Testimony(title=title, text=text))
        History(stage).tell(*made)
        stage.write()
        return made[0]

    def move(
        self, complaint: Complaint, at: datetime, action: str, *said: Any, by: Actor = OFFICE, **more: Any
    ) -> Complaint:
        stage = self.stage(at)
        moved, fact = getattr(Complaints(stage).get(complaint.number), action)(*said, by=by, at=at, **more)
        Complaints(stage).keep(moved)
        History(stage).tell(moved, fact)
        stage.write()
        return moved

    def close(self, complaint: Complaint, at: datetime) -> None:
        self.move(complaint, at, "accept")
        self.move(complaint, at, "dispatch", "tax", due_on=at.date() + timedelta(days=10))
        self.move(complaint, at, "sign", by=TAX)
        due_on = at.date() + timedelta(days=10)
        self.move(complaint, at, "investigate", due_on=due_on, clock_class=ClockClass.ORDINARY, by=TAX)
        self.move(complaint, at, "reply", Finding.SUBSTANTIATED, by=TAX)
        self.move(complaint, at, "verify")
        self.move(complaint, at, "close", Outcome.RESOLVED)

    def count(self, limit: int = 500) -> None:
        stage = Stage(self.connection)
        while count_changes(stage, SearchIndex(stage).expect, limit=limit):
            pass

    def index(self) -> None:
        self.count()
        while SearchIndex(Stage(self.connection)).take_in(50):
            pass

    def find(self, by: Actor = OFFICE, near: int = 1, **asked: Any) -> list[str]:
        """Looks through so many of the newest, and asks the index for the others."""
        stage = Stage(self.connection)
        search = Search(stage, near)
        page = find_complaints(FindComplaints(**asked), by=by, complaints=Complaints(stage), search=search)
        return [found.number for found in page.complaints]


def _id(at: datetime) -> UUID:
    """A UUIDv7 of that moment, after the ones that were made before."""
    chance = uuid7().int & ((1 << 80) - 1)
    return UUID(int=int(at.timestamp() * 1000) << 80 | chance)


@pytest.fixture(scope="session")
def migrated(new_complaints: Callable[[str], str]) -> Iterator[Engine]:
    engine = open_engine(new_complaints("counting"), name="counting")
    yield engine
    engine.dispose()


@pytest.fixture
def city(migrated: Engine) -> Iterator[City]:
    """Everything in one transaction that is taken back at the end."""
    with migrated.connect() as connection, connection.begin() as transaction:
        yield City(connection)
        transaction.rollback()


# Statistics


def test_the_half_year_replayed_gives_the_citys_report(city: City) -> None:
    report = json.loads(SEED.read_text(encoding="utf-8"))["complaints"]
    for n in range(report["received"]):
        at = START + timedelta(days=3 * n)
        complaint = city.file(at)
        if n < report["closed"]:
            city.close(complaint, at + timedelta(days=n % 9))
    city.count()
    asked = FindStatistics(since=date(2026, 1, 1), until=date(2026, 6, 30))
    july = datetime(2026, 7, 1, 2, tzinfo=UTC)
    view = find_statistics(asked, by=OFFICE, at=july, figures=Figures(Stage(city.connection)))

    assert (view.total.received, view.total.closed, view.total.open) == (58, 56, 2)
    assert view.total.closing_rate == report["closing_rate_percent"] == 96.55
    assert view.waiting == 0


def test_what_is_counted_is_what_the_history_says_as_of_every_day(city: City) -> None:
    chance = Random(58)
    for n in range(60):
        at = START + timedelta(days=chance.randrange(60))
        about = chance.choice([None, "tax", "fire"])
        complaint = city.file(at, category=chance.choice(["slow", "attitude"]), about=about)
        if n % 3:
            city.close(complaint, at + timedelta(days=chance.randrange(30)))
        if n % 7 == 0:
            city.count(limit=chance.randrange(1, 20))
    city.count()
    figures = Figures(Stage(city.connection))

    for scope in (CITY, "tax"):
        for days in range(0, 95, 7):
            as_of = START.date() + timedelta(days=days)
            compared = compare(Asked(scope, date(2026, 1, 10), date(2026, 2, 20), as_of), figures)
            assert [one for one in compared if one.counted != one.replayed] == []


def test_filings_that_are_counted_late_make_later_ones_repeated(city: City) -> None:
    later = city.file(START + timedelta(days=100), about="tax")
    city.count()
    city.file(START, about="tax")
    city.file(START + timedelta(days=50), about="tax")
    city.count()
    asked = Asked(CITY, date(2026, 1, 1), date(2026, 12, 31), later.filed_at.date())
    compared = {one.cell.measure: one for one in compare(asked, Figures(Stage(city.connection)))}

    assert compared["repeated"].counted == compared["repeated"].replayed == 2


def test_verifying_names_a_sum_that_was_tampered_with(city: City) -> None:
    city.file()
    city.count()
    city.connection.execute(text("update tallies set received = 2 where dimension = 'all' and filed = '2026-01-05'"))
    day = START.date()
    found = verify(city.connection, Scope(since=day, until=day))
    wrong = [
        (one.dimension, one.measure, one.counted, one.replayed) for one in found.figures if one.counted != one.replayed
    ]

    assert wrong == [("all", "received", 2, 1)]


def test_verifying_leaves_out_what_is_not_counted_yet(city: City) -> None:
    city.file()
    city.count()
    city.file()
    found = verify(city.connection, Scope())

    assert {one.measure: (one.counted, one.replayed) for one in found.figures} == {"received": (1, 1)}
    assert found.waiting == 1


def test_one_process_counts_at_a_time_and_the_other_passes(migrated: Engine) -> None:
    with migrated.begin() as one, migrated.begin() as other:
        assert count_changes(Stage(one), lambda _: None) == 0
        other.execute(text("insert into complaint_changes (complaint_id, version) values (gen_random_uuid(), 1)"))
        assert count_changes(Stage(other), lambda _: None) == 0
        assert other.scalar(text("select count(*) from complaint_changes")) == 1
        other.rollback()


# Search and lists


def test_a_complaint_is_found_before_it_is_in_the_index(city: City) -> None:
    number = city.file(text="为办理营业执照变更三次到窗口").number

    assert city.find(near=2000, text="执照") == [number]


@pytest.mark.parametrize("word", ["执照", "营业执照变更", "WIFI", "wifi", "号窗", "执照 wifi"])
def test_the_index_finds_any_two_characters_of_title_or_text(city: City, word: str) -> None:
    number = city.file(title="5号窗口的WiFi", text="为办理营业执照变更三次到窗口").number
    city.file(text="另一件事")
    city.index()

    assert city.find(text=word) == [number]


def test_pairs_that_stand_apart_are_no_word(city: City) -> None:
    city.file(text="营业厅业务执照")
    city.file(text="另一件事")
    city.index()

    assert city.find(text="营业执照") == []


@pytest.mark.parametrize("word", ["%%", "__", "\\\\", "'';"])
def test_signs_are_no_words(city: City, word: str) -> None:
    with pytest.raises(Invalid):
        city.find(text=word)


def test_signs_within_a_word_mean_themselves(city: City) -> None:
    number = city.file(text="加收100%手续费").number
    city.file(text="加收100元手续费")
    city.file(text="另一件事")
    city.index()

    assert city.find(text="100%手续费") == [number]


@pytest.mark.parametrize("analysed", [False, True])
@pytest.mark.parametrize("near", [1, 3, 2000])
def test_pages_of_a_word_hold_every_complaint_once_and_the_newest_first(
    city: City, near: int, *, analysed: bool
) -> None:
    """Once it is analysed, PostgreSQL knows that the word is a common one."""
    filed = [city.file(START + timedelta(hours=n), text=f"第{n}次到窗口") for n in range(7)]
    city.file(START + timedelta(hours=3), title="大厅", text="另一件事")
    city.index()
    if analysed:
        city.connection.execute(text("analyze search_entries"))
    seen: list[Complaint] = []
    while page := _page(city, near, seen[-1].id if seen else None):
        seen += page

    assert [one.id for one in seen] == sorted((one.id for one in filed), reverse=True)


def _page(city: City, near: int, after: UUID | None) -> list[Complaint]:
    return Search(Stage(city.connection), near).page(words_of("窗口"), Wanted(), after=after, limit=2)


@pytest.mark.parametrize("near", [1, 2000])
def test_words_and_filters_go_together(city: City, near: int) -> None:
    wanted = city.file(text="三次到窗口", category="attitude")
    for _ in range(3):
        city.file(START + timedelta(days=1), text="三次到窗口")
    city.index()

    assert city.find(near=near, text="窗口", category="attitude") == [wanted.number]


@pytest.mark.parametrize(
    "by", [TAX, Actor(id="o", roles=[Role.OPERATOR]), Actor(id="d", roles=[Role.OFFICER], department="tax")]
)
def test_the_office_alone_looks_for_words(city: City, by: Actor) -> None:
    with pytest.raises(NotYourRole):
        city.find(by=by, text="窗口")


@pytest.mark.parametrize(
    "asked",
    [
        {"state": State.ACCEPTED},
        {"category": "attitude"},
        {"channel": Channel.VISIT},
        {"about": "tax"},
        {"filed_from": date(2026, 1, 7), "filed_to": date(2026, 1, 7)},
    ],
)
def test_each_filter_gives_what_has_it_and_nothing_else(city: City, asked: dict[str, Any]) -> None:
    city.file()
    wanted = city.file(START + timedelta(days=2), category="attitude", channel=Channel.VISIT, about="tax")
    city.move(wanted, START + timedelta(days=2), "accept")
    city.file(START + timedelta(days=3))

    assert city.find(**asked) == [wanted.number]


def test_the_first_and_the_last_day_of_a_period_count_in_the_citys_time(city: City) -> None:
    midnight = datetime(2026, 1, 6, 16, tzinfo=UTC)  # 2026-01-07 00:00 in the city
    inside = [city.file(midnight + timedelta(hours=hours)).number for hours in (0, 23)]
    city.file(midnight - timedelta(seconds=1))
    city.file(midnight + timedelta(hours=24))

    assert city.find(filed_from=date(2026, 1, 7), filed_to=date(2026, 1, 7)) == inside[::-1]
    assert city.find(filed_from=date(2030, 1, 1)) == city.find(filed_to=date(2020, 1, 1)) == []


def test_a_period_that_ends_before_it_begins_is_refused(city: City) -> None:
    with pytest.raises(Invalid) as refused:
        city.find(filed_from=date(2026, 1, 7), filed_to=date(2026, 1, 6))

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/filed_to", "before_from")]
