"""One private broker for all tests here; it stands in a folder with a Chinese name, as a clone of ours may."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from kombu import Connection, Queue

from mingcha.local.broker import PrivateBroker
from mingcha.local.probes import amqp_opens

Eventually = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateBroker]:
    with PrivateBroker(tmp_path_factory.mktemp("broker") / "市 office") as broker:
        yield broker


def _listening() -> set[tuple[str, int]]:
    """Every address on which somebody listens, as hexadecimal host and port."""
    lines = [
        line.split() for file in ("tcp", "tcp6") for line in Path(f"/proc/net/{file}").read_text().splitlines()[1:]
    ]
    addresses = [fields[1].split(":") for fields in lines if fields[3] == "0A"]
    return {(host, int(port, 16)) for host, port in addresses}


def _is_registered(broker: PrivateBroker, queue: str) -> bool:
    """RabbitMQ before 4.0 writes the name of a new quorum queue down half a second late (rabbitmq/ra pull 443)."""
    return any(
        f"%2F_{queue}".encode() in file.read_bytes() for file in broker.folder.glob("data/*/quorum/*/names.dets")
    )


def test_durable_messages_outlive_a_kill(broker: PrivateBroker, eventually: Eventually) -> None:
    cases = Queue("cases", durable=True, queue_arguments={"x-queue-type": "quorum"})
    uri = broker.amqp_uri
    with Connection(uri, transport_options={"confirm_publish": True}) as connection:
        connection.Producer().publish({"number": "TS-2026-000001"}, routing_key="cases", declare=[cases])
        eventually(lambda: _is_registered(broker, "cases"))
        killed = broker.pid
        broker.kill()

    broker.start()
    broker.wait_ready()

    assert (broker.amqp_uri, broker.pid != killed) == (uri, True)
    with Connection(uri) as connection:
        message = cases(connection.channel()).get(no_ack=True)
        assert message.payload == {"number": "TS-2026-000001"}


def test_departments_get_users_of_their_own(broker: PrivateBroker) -> None:
    api = f"{broker.management_uri}/api"
    rights = {"configure": "", "write": "^departments$", "read": "^department.tax$"}

    assert requests.put(f"{api}/users/tax", json={"password": "s", "tags": ""}, timeout=5).ok
    assert requests.put(f"{api}/permissions/%2F/tax", json=rights, timeout=5).ok
    assert amqp_opens(broker.amqp_uri.replace(broker.amqp_uri.split("//")[1].split("@")[0], "tax:s"))


def test_the_stock_user_does_not_exist(broker: PrivateBroker) -> None:
    address = broker.amqp_uri.split("@")[1]

    assert not amqp_opens(f"amqp://guest:guest@{address}")


def test_nobody_outside_this_machine_can_reach_it(broker: PrivateBroker) -> None:
    ports = json.loads((broker.folder / "ports.json").read_text()).values()
    loopback = {"0100007F", "00000000000000000000000001000000"}

    assert {port for _, port in _listening() if port in ports} == set(ports)
    assert {host for host, port in _listening() if port in ports} <= loopback


def test_only_its_owner_may_read_its_password(broker: PrivateBroker) -> None:
    secret = broker.amqp_uri.split(":")[2].split("@")[0]
    files = [file for file in broker.folder.iterdir() if file.is_file() and secret in file.read_text()]

    assert {file.name: oct(file.stat().st_mode & 0o777) for file in files} == {
        "password": "0o600",
        "rabbitmq.conf": "0o600",
    }
