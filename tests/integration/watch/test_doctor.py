"""The doctor finds each trouble, made for real, and nothing where nothing is wrong."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import psycopg2
import pytest
import requests
from alembic.script import ScriptDirectory
from kombu import Connection

import workdays
from kernel.clock import Clock
from mingcha.doctor import Finding, Patient, examine
from mingcha.doctor.broker import check_alarms, check_broker
from mingcha.doctor.clocks import check_offset, moment_of
from mingcha.doctor.database import check_databases, judge_schema
from mingcha.doctor.findings import Severity
from mingcha.doctor.machine import check_clock_file, check_disk, check_secrets
from mingcha.doctor.processes import check_gateway, check_processes
from mingcha.local.broker import PrivateBroker
from mingcha.local.database import PrivateDatabase
from mingcha.local.databases import dsn_of
from mingcha.local.secrets import ensure_secrets

ROOT = Path(__file__).parents[3]
HERE = Path()

Check = Callable[[Patient], Iterator[Finding]]


def codes(check: Check, *, but: str = "calendar_missing", **patient: object) -> list[str]:
    """The codes of what is found, but for one that depends on the day on which the tests run."""
    findings = [finding for finding in check(Patient(folder=HERE, **patient)) if finding.code != but]  # type: ignore[arg-type]
    for finding in findings:
        assert all((*finding.what, *finding.mend)), finding
    return sorted({finding.code for finding in findings})


# The broker


class Desk:
    """A virtual host of the test's own, and users with what they may do there."""

    def __init__(self, broker: PrivateBroker, vhost: str) -> None:
        self._broker = broker
        self._vhost = vhost
        self.put(f"vhosts/{vhost}", {})
        self.allow(broker.user, ".*", ".*", ".*")
        self.amqp_uri = self.uri(broker.user, urlsplit(broker.amqp_uri).password or "")

    def put(self, path: str, body: dict[str, str]) -> None:
        requests.put(f"{self._broker.management_uri}/api/{path}", json=body, timeout=10).raise_for_status()

    def allow(self, user: str, configure: str, write: str, read: str) -> None:
        rights = {"configure": configure, "write": write, "read": read}
        self.put(f"permissions/{self._vhost}/{user}", rights)

    def user(self, name: str) -> str:
        self.put(f"users/{name}", {"password": "pw", "tags": ""})
        return self.uri(name, "pw")

    def uri(self, user: str, password: str) -> str:
        return f"amqp://{user}:{password}@{urlsplit(self._broker.amqp_uri).netloc.rpartition('@')[2]}/{self._vhost}"

    def declare(self) -> None:
        environ = os.environ | {"AMQP_URI": self.amqp_uri, "RABBITMQ_MANAGEMENT_URI": ""}
        subprocess.run((sys.executable, "-m", "kernel.topology"), cwd=ROOT, env=environ, check=True)


@pytest.fixture(scope="module")
def desk(broker: PrivateBroker) -> Desk:
    return Desk(broker, "doctor")


@pytest.fixture(scope="module")
def declared(broker: PrivateBroker) -> Desk:
    desk = Desk(broker, "declared")
    desk.declare()
    return desk


def test_no_broker(nowhere: int) -> None:
    assert codes(check_broker, amqp_uri=f"amqp://a:b@127.0.0.1:{nowhere}//") == ["broker_away"]
    assert codes(check_alarms, management_uri=f"http://127.0.0.1:{nowhere}") == ["management_away"]


def test_a_wrong_password(broker: PrivateBroker) -> None:
    place = broker.amqp_uri.partition("@")[2]
    wrong = broker.management_uri.replace(urlsplit(broker.management_uri).password or "", "wrong")

    assert codes(check_broker, amqp_uri=f"amqp://{broker.user}:wrong@{place}") == ["broker_password"]
    assert codes(check_alarms, management_uri=wrong) == ["management_password"]


def test_missing_permissions(desk: Desk) -> None:
    stranger, reader = desk.user("doctor_stranger"), desk.user("doctor_reader")
    desk.allow("doctor_reader", ".*", "^$", ".*")

    assert codes(check_broker, amqp_uri=stranger) == ["broker_permission"]
    assert codes(check_broker, amqp_uri=reader) == ["broker_permission"]


def test_missing_queues(desk: Desk) -> None:
    assert codes(check_broker, amqp_uri=desk.amqp_uri) == ["queue_missing"]


def test_queues_that_nobody_reads(declared: Desk) -> None:
    subjects = {finding.subject for finding in check_broker(Patient(folder=HERE, amqp_uri=declared.amqp_uri))}

    assert {"complaints.commands", "rpc-complaints"} <= subjects
    assert "complaints.inbox" not in subjects
    assert codes(check_broker, amqp_uri=declared.amqp_uri) == ["queue_unattended"]


def test_a_queue_that_is_read_and_long(declared: Desk) -> None:
    with Connection(declared.amqp_uri) as connection:
        channel = connection.channel()
        for service in ("complaints", "approvals", "notifications"):
            for queue in (f"{service}.commands", f"rpc-{service}"):
                channel.basic_qos(0, 1, a_global=False)
                channel.basic_consume(queue, callback=lambda _: None)
        assert codes(check_broker, amqp_uri=declared.amqp_uri) == []
        with connection.Producer() as producer:
            for _ in range(1100):
                producer.publish(b"x", routing_key="approvals.commands")

        found = list(check_broker(Patient(folder=HERE, amqp_uri=declared.amqp_uri)))
        channel.queue_purge("approvals.commands")

    assert [(finding.code, finding.subject) for finding in found] == [("queue_long", "approvals.commands")]


def test_a_letter_that_ends_its_process_each_time_is_named_and_left_where_it_lies(declared: Desk) -> None:
    rung = "retry.7200s"
    with Connection(declared.amqp_uri) as connection, connection.Producer() as producer:
        for tries in (5, 6):
            known = {"attempt": tries, "first-failed": "2026-11-23T09:00:00+00:00"}
            to = {"exchange": rung, "routing_key": "complaints.commands"}
            producer.publish(b"x", **to, headers=known, message_id=f"m-{tries}", type="accept_complaint")
        queue = connection.default_channel

        def found() -> list[Finding]:
            findings = check_broker(Patient(folder=HERE, amqp_uri=declared.amqp_uri))
            return [finding for finding in findings if finding.code == "letter_goes_round"]

        until = datetime.now(UTC) + timedelta(seconds=20)
        while queue.queue_declare(rung, passive=True).message_count < 2:
            assert datetime.now(UTC) < until
        (finding,) = found()
        again = found()
        left = queue.queue_purge(rung)

    assert finding.subject == "complaints.commands"
    assert "accept_complaint m-6" in finding.what.en
    assert "6 times since 2026-11-23 09:00" in finding.what.en
    assert again == [finding]
    assert left == 2


def test_a_full_disk_of_the_broker(tmp_path: Path) -> None:
    (tmp_path / "conf.d").mkdir()
    (tmp_path / "conf.d" / "99.conf").write_text("disk_free_limit.absolute = 900000GB\n", encoding="ascii")
    with PrivateBroker(tmp_path) as full:
        [finding] = check_alarms(Patient(folder=HERE, management_uri=full.management_uri))

    assert (finding.code, finding.severity) == ("broker_alarm", Severity.ERROR)
    assert "disk" in finding.what.en


def test_a_broker_that_is_well(broker: PrivateBroker) -> None:
    assert codes(check_alarms, management_uri=broker.management_uri) == []


# Databases


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


# This machine


def test_key_files_that_are_missing_or_open(tmp_path: Path) -> None:
    ensure_secrets(tmp_path)
    assert codes(check_secrets, secrets=tmp_path) == []

    (tmp_path / "vault.key").chmod(0o644)
    (tmp_path / "complaints.pub").chmod(0o644)
    assert codes(check_secrets, secrets=tmp_path) == ["secret_open"]

    (tmp_path / "vault.key").unlink()
    assert codes(check_secrets, secrets=tmp_path) == ["secret_missing"]


def test_a_clock_that_was_moved(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    assert codes(check_clock_file, clock_file=file) == []
    file.write_text("86400", encoding="ascii")
    assert codes(check_clock_file, clock_file=file) == ["clock_moved"]
    broken = tmp_path / "broken"
    broken.write_text("tomorrow", encoding="ascii")
    assert codes(check_clock_file, clock_file=broken) == ["clock_file_unreadable"]


def test_clocks_that_disagree() -> None:
    now = datetime.now(UTC)

    assert [finding.code for finding in check_offset("broker", now - timedelta(seconds=30))] == ["clock_off"]
    assert list(check_offset("broker", now + timedelta(seconds=1))) == []
    assert list(check_offset("broker", moment_of("no date"))) == []


def test_a_disk_with_too_little_room(tmp_path: Path) -> None:
    assert [finding.code for finding in check_disk(Patient(folder=tmp_path / "new", room=10**18))] == ["disk_low"]
    assert list(check_disk(Patient(folder=tmp_path / "new", room=1))) == []


# Processes


def test_a_process_that_is_silent_hangs_or_does_not_get_on(door: Callable[..., str], nowhere: int) -> None:
    blocked, stuck, well = door("blocked"), door("stuck"), door("busy")
    metrics = {"silent": f"http://127.0.0.1:{nowhere}", "blocked": blocked, "stuck": stuck, "well": well}

    def look() -> dict[str, str]:
        return {finding.subject: finding.code for finding in check_processes(Patient(folder=HERE, metrics=metrics))}

    until = datetime.now(UTC) + timedelta(seconds=20)
    while (seen := look()).get("blocked") is None:
        assert datetime.now(UTC) < until, seen
    assert seen == {"silent": "process_silent", "blocked": "process_hangs", "stuck": "letters_stuck"}


class Unready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b'{"broker":false}')

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_a_gateway_that_is_away_or_not_ready(nowhere: int) -> None:
    assert codes(check_gateway, gateway_url=f"http://127.0.0.1:{nowhere}") == ["gateway_away"]
    with HTTPServer(("127.0.0.1", 0), Unready) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found = codes(check_gateway, gateway_url=f"http://127.0.0.1:{server.server_address[1]}")
        server.shutdown()

    assert found == ["gateway_not_ready"]


def test_where_nothing_is_known_nothing_is_wrong(tmp_path: Path) -> None:
    assert list(examine(Patient(folder=tmp_path, room=1))) == []
