"""``mingcha departments connect`` at a broker where the platform has a virtual host of its own."""

import json
from urllib.parse import quote

import pytest
import requests
from kombu import Connection
from typer.testing import CliRunner

from mingcha.cli import command_line
from mingcha.local.broker import PrivateBroker

VHOST = "city/east"


@pytest.fixture
def environ(broker: PrivateBroker) -> dict[str, str]:
    here = quote(VHOST, safe="")
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    for path, body in ((f"vhosts/{here}", {}), (f"permissions/{here}/{broker.user}", everything)):
        requests.put(f"{broker.management_uri}/api/{path}", json=body, timeout=10).raise_for_status()
    return {
        "AMQP_URI": f"{broker.amqp_uri.removesuffix('/%2F')}/{here}",
        "RABBITMQ_MANAGEMENT_URI": broker.management_uri,
    }


def rights_of(broker: PrivateBroker, user: str, kind: str) -> list[str]:
    answer = requests.get(f"{broker.management_uri}/api/users/{user}/{kind}", timeout=10)
    return [right["vhost"] for right in answer.json()]


def test_queue_rights_and_address_are_in_the_platforms_virtual_host(
    broker: PrivateBroker, environ: dict[str, str]
) -> None:
    ended = CliRunner().invoke(
        command_line("departments"), ["departments", "connect", "harbour", "--json"], env=environ
    )
    made = json.loads(ended.stdout)

    with Connection(made["amqp_uri"]) as connection:
        assert connection.default_channel.basic_get(made["queue"]) is None
    assert rights_of(broker, made["user"], "permissions") == [VHOST]
    assert rights_of(broker, made["user"], "topic-permissions") == [VHOST]


def test_a_name_that_is_no_code_gets_nothing(broker: PrivateBroker, environ: dict[str, str]) -> None:
    ended = CliRunner().invoke(command_line("departments"), ["departments", "connect", "a.*"], env=environ)
    users = requests.get(f"{broker.management_uri}/api/users", timeout=10).json()

    assert ended.exit_code == 2
    assert "/department: malformed" in ended.stderr.replace("\n", "")
    assert "department.a.*" not in {user["name"] for user in users}
