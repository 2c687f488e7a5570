"""The doctor finds each trouble of a broker, made for real, and nothing where nothing is wrong."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from kombu import Connection

from mingcha.doctor import Finding, Patient
from mingcha.doctor.broker import check_alarms, check_broker
from mingcha.doctor.findings import Severity
from mingcha.local.broker import PrivateBroker
from tests.integration.watch.examining import HERE, codes

ROOT = Path(__file__).parents[3]


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
