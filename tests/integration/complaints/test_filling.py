"""The loader's city on real tables: what the service would have come to, to the hash and to the sum."""

import base64
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import Connection, Engine, text

from bench.filler import Filling, fill
from bench.run import Run
from contracts.complaints import State
from kernel.engine import open_engine
from kernel.history import verify as verify_chain
from kernel.migrate import upgrade
from kernel.stage import Stage
from mingcha.local.database import PrivateDatabase
from services.complaints.search.domain import words_of
from services.complaints.search.storage import Search
from services.complaints.statistics.verifying import Scope, verify
from services.complaints.storage import Clocks, Complaints
from services.complaints.storage.pages import Wanted

COUNT = 600
DAYS = 90

UNTIL = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def filled(
    database: PrivateDatabase, new_complaints: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    database.ensure_databases(["filled_notifications"])
    urls = [new_complaints("filled_complaints"), database.url("filled_notifications")]
    upgrade(urls[1], "notifications")
    secrets: Path = tmp_path_factory.mktemp("secrets")
    (secrets / "vault.key").write_text(base64.b64encode(bytes(32)).decode())
    run = Run(Console(file=StringIO()), secrets)
    fill(run, Filling(*urls, secrets, first=1, count=COUNT, until=UNTIL, days=DAYS))
    engine = open_engine(urls[0], name="filled")
    yield engine
    engine.dispose()


@pytest.fixture
def city(filled: Engine) -> Iterator[Connection]:
    with filled.connect() as connection:
        yield connection


def test_the_history_is_whole(city: Connection) -> None:
    found = list(verify_chain(city))

    assert found == [city.scalar(text("select count(*) from history"))]


def test_every_sum_is_what_the_history_says(city: Connection) -> None:
    compared = verify(city, Scope())

    assert [one for one in compared.figures if one.counted != one.replayed] == []
    assert {one.measure for one in compared.figures} == {
        *("received", "accepted", "closed", "on_time", "ended", "repeated"),
    }
    assert compared.waiting == 0


def test_every_case_reads_as_one_of_ours_and_old_ones_have_ended(city: Connection) -> None:
    complaints = Complaints(Stage(city))
    cases = [complaints.get(f"TS-2026-{number:06d}") for number in range(1, COUNT + 1)]

    assert {case.state for case in cases[: COUNT // 2]} == {State.ARCHIVED}
    assert {State.ARCHIVED, State.INVESTIGATING, State.CLOSED, State.WITHDRAWN, State.REFUSED} <= {
        case.state for case in cases
    }


def test_nothing_is_late_so_the_sweep_finds_nothing(city: Connection) -> None:
    assert Clocks(Stage(city)).claim(at=UNTIL, limit=10) == []


def test_open_cases_have_their_clocks_and_archived_ones_none(city: Connection) -> None:
    running = text(
        "select c.state, count(k.id) filter (where k.state = 'running') from complaints c join clocks k on"
        " k.number = c.number group by c.id, c.state"
    )
    for state, clocks in city.execute(running):
        assert (clocks == 0) == (state == State.ARCHIVED), state


def test_old_ones_are_found_by_their_words(city: Connection) -> None:
    found = Search(Stage(city), 1).page(words_of("政务大厅"), Wanted(), after=None, limit=20)

    assert len(found) == 20
