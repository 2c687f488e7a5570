"""The topology: done again it changes nothing; what stands there in another form ends it with one line."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from kombu import Connection

from tests import stopwatch
from tests.integration.kernel.stand import Town


@pytest.fixture
def host(town: Town) -> Iterator[str]:
    """A virtual host of its own; gives the address."""
    api = f"{town.management_uri}/api/vhosts/other"
    requests.put(api, timeout=10).raise_for_status()
    yield town.amqp_uri.removesuffix("%2F") + "other"
    requests.delete(api, timeout=10).raise_for_status()


def _definitions(town: Town) -> dict[str, Any]:
    """All that is declared, but for the reply queues of nameko's clients, which come and go."""
    found: dict[str, Any] = requests.get(f"{town.management_uri}/api/definitions/%2F", timeout=10).json()
    kinds = ("exchanges", "queues", "bindings", "policies")
    return {kind: sorted(str(thing) for thing in found[kind] if "rpc.reply" not in str(thing)) for kind in kinds}


def test_doing_it_again_changes_nothing(town: Town) -> None:
    before = _definitions(town)

    again = town.run("kernel.topology")

    assert (again.returncode, again.stdout) == (0, "topology declared for lamps, probe\n")
    assert _definitions(town) == before
    assert all("x-queue-type" in queue for queue in before["queues"] if "rpc-" not in queue)


def test_no_queue_leaves_to_the_broker_s_version_how_often_a_letter_may_come_back(town: Town) -> None:
    queues = requests.get(f"{town.management_uri}/api/queues/%2F", timeout=10).json()
    limits = {queue["name"]: queue["arguments"].get("x-delivery-limit", 0) for queue in queues if queue["durable"]}
    limits = {name: limit for name, limit in limits.items() if not name.startswith(("rpc-", "rpc."))}

    assert {"probe.commands", "probe.inbox", "dead-letters", "unrouted", "retry.5s", "retry.7200s"} <= set(limits)
    assert [name for name, limit in limits.items() if limit < 1_000_000] == []


@pytest.mark.parametrize("name", ["probe.commands", "dead-letters", "retry.5s"])
def test_a_queue_in_another_form_ends_it_with_one_line_that_names_it(town: Town, host: str, name: str) -> None:
    with Connection(host) as connection:
        connection.channel().queue_declare(name, durable=True, auto_delete=False)
    began = stopwatch.now()

    ended = town.run("kernel.topology", AMQP_URI=host)

    assert ended.returncode == 1
    assert ended.stdout.startswith(f"{name} 已存在且参数不同")
    assert (ended.stdout.count("\n"), ended.stderr) == (1, "")
    assert stopwatch.now() - began < 10


def test_an_exchange_in_another_form_ends_it_with_one_line_that_names_it(town: Town, host: str) -> None:
    with Connection(host) as connection:
        connection.channel().exchange_declare("probe.events", "direct", durable=True, auto_delete=False)

    ended = town.run("kernel.topology", AMQP_URI=host)

    assert (ended.returncode, ended.stdout.split()[0]) == (1, "probe.events")
