"""The doctor finds each trouble of a database and of what waits in it, made for real."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from alembic.script import ScriptDirectory

import workdays
from kernel.clock import Clock
from mingcha.doctor.database import check_databases, judge_schema
from mingcha.local.database import PrivateDatabase
from mingcha.local.databases import dsn_of
from tests.integration.watch.examining import codes


@pytest.fixture
def migrated(new_complaints: Callable[[str], str]) -> str:
    """A database with the schema of complaints, at head, and nothing in it."""
    return new_complaints("doctor")


def run_sql(address: str, statement: str) -> None:
    with closing(psycopg2.connect(dsn_of(address))) as session:
        session.cursor().execute(statement)
        session.commit()


def test_a_database_that_is_well(migrated: str) -> None:
    assert codes(check_databases, databases={"complaints": migrated}) == []


def test_no_database_a_wrong_password_and_a_missing_one(database: PrivateDatabase, nowhere: int) -> None:
    there = urlsplit(database.url("postgres"))
    wrong = there._replace(netloc=f"{there.username}:wrong@{there.hostname}:{there.port}").geturl()

    assert codes(check_databases, databases={"complaints": f"postgresql://a:b@127.0.0.1:{nowhere}/x"}) == [
        "database_away"
    ]
    assert codes(check_databases, databases={"complaints": wrong}) == ["database_password"]
    assert codes(check_databases, databases={"complaints": database.url("no_such")}) == ["database_refuses"]


def test_a_schema_that_is_missing_or_newer(migrated: str, database: PrivateDatabase) -> None:
    database.ensure_databases(["doctor_empty"])
    assert codes(check_databases, databases={"complaints": database.url("doctor_empty")}) == ["schema_missing"]

    run_sql(migrated, "UPDATE alembic_version SET version_num = 'from_the_future'")
    assert codes(check_databases, databases={"complaints": migrated}) == ["schema_newer"]


def test_a_schema_that_is_old(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    for name, former in (("a1", None), ("a2", "a1")):
        (tmp_path / "versions" / f"{name}.py").write_text(f"revision = {name!r}\ndown_revision = {former!r}\n")
    scripts = ScriptDirectory(str(tmp_path))

    assert [finding.code for finding in judge_schema("complaints", scripts, "a1")] == ["schema_old"]
    assert list(judge_schema("complaints", scripts, "a2")) == []


HISTORY = (
    "INSERT INTO history (aggregate, aggregate_id, version, type, data, actor, occurred_at, causation, correlation,"
    " trace, prev_hash, hash) VALUES ('a', gen_random_uuid(), 1, 't', '{{}}', 'x', now() - interval '{age}', '', '',"
    " '', '', '')"
)


def test_an_outbox_that_is_stuck(migrated: str, tmp_path: Path) -> None:
    run_sql(migrated, HISTORY.format(age="5 seconds"))
    assert codes(check_databases, databases={"complaints": migrated}) == []

    clock_file = tmp_path / "clock"
    clock_file.write_text("3600", encoding="ascii")
    assert codes(check_databases, databases={"complaints": migrated}, clock_file=clock_file) == ["outbox_stuck"]

    run_sql(migrated, HISTORY.format(age="2 minutes"))
    assert codes(check_databases, databases={"complaints": migrated}) == []

    run_sql(migrated, "UPDATE history SET published = now() WHERE seq = 1")
    assert codes(check_databases, databases={"complaints": migrated}) == ["outbox_stuck"]


CLOCK = (
    'INSERT INTO clocks (id, version, subject, subject_id, number, code, state, started_at, since, "left", due_at,'
    " calendar_version, provisional, next_at, taken, extended, paused_days) VALUES (gen_random_uuid(), 1, 'complaint',"
    " gen_random_uuid(), 'n', 'sign', 'running', now(), now(), 1, now(), '', false, now() - interval '{age}', '{{}}',"
    " 0, 0)"
)


def test_clocks_that_nobody_looks_at(migrated: str, tmp_path: Path) -> None:
    run_sql(migrated, CLOCK.format(age="1 minute"))
    assert codes(check_databases, databases={"complaints": migrated}) == []

    clock_file = tmp_path / "clock"
    clock_file.write_text("3600", encoding="ascii")
    assert codes(check_databases, databases={"complaints": migrated}, clock_file=clock_file) == ["clocks_stuck"]

    run_sql(migrated, CLOCK.format(age="10 minutes"))
    assert codes(check_databases, databases={"complaints": migrated}) == ["clocks_stuck"]

    run_sql(migrated, "UPDATE clocks SET next_at = NULL")
    assert codes(check_databases, databases={"complaints": migrated}) == []


def test_a_year_without_its_notice_from_december_on(migrated: str, tmp_path: Path) -> None:
    last = workdays.newest().years[-1]
    clock = Clock(tmp_path / "clock")

    def found(on: datetime) -> list[str]:
        clock.move(on - clock.now())
        return codes(check_databases, but="", databases={"complaints": migrated}, clock_file=tmp_path / "clock")

    assert found(datetime(last, 11, 30, 12, tzinfo=UTC)) == []
    assert found(datetime(last, 11, 30, 17, tzinfo=UTC)) == ["calendar_missing"]  # in the city it is 1 December
    run_sql(
        migrated,
        "INSERT INTO calendars (id, version, edition, year, papers, first_year, last_year, in_force_from, days,"
        f" imported_at, imported_by) VALUES (gen_random_uuid(), 1, '1', {last + 1}, '[]', 2004, {last + 1},"
        " current_date, '[]', now(), 'director')",
    )
    assert found(datetime(last, 12, 31, 12, tzinfo=UTC)) == []
    assert found(datetime(last + 1, 12, 1, 12, tzinfo=UTC)) == ["calendar_missing"]


def test_parcels_that_are_stuck(migrated: str) -> None:
    parcel = (
        "INSERT INTO parcels (queue, message_id, source, type, data, occurred_at, trace)"
        " VALUES ('department.tax', '{age}', 's', 't', '{{}}', now() - interval '{age}', '')"
    )
    run_sql(migrated, parcel.format(age="5 seconds"))
    assert codes(check_databases, databases={"complaints": migrated}) == []

    run_sql(migrated, "DELETE FROM parcels")
    run_sql(migrated, parcel.format(age="2 minutes"))
    assert codes(check_databases, databases={"complaints": migrated}) == ["outbox_stuck"]


def test_dead_letters_that_nobody_has_dealt_with(migrated: str) -> None:
    run_sql(
        migrated,
        "INSERT INTO dead_letters (message_id, received_id, queue, source, type, trace, reason, detail, refusal, body,"
        " properties, first_seen, last_seen, times) VALUES ('1', '1', 'q', 's', 't', '', 'r', '', '{}', '', '', now(),"
        " now(), 1)",
    )
    assert codes(check_databases, databases={"complaints": migrated}) == ["dead_letters"]

    run_sql(migrated, "UPDATE dead_letters SET ended = 'discarded'")
    assert codes(check_databases, databases={"complaints": migrated}) == []


def test_a_server_whose_log_repeats_what_people_said(migrated: str) -> None:
    run_sql(migrated, "ALTER DATABASE doctor SET log_error_verbosity = 'default'")
    assert codes(check_databases, databases={"complaints": migrated}) == ["log_repeats"]
