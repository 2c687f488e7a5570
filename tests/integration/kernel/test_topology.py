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


SECONDS = {"retry.5s": 5, "retry.30s": 30, "retry.300s": 300, "retry.1800s": 1800, "retry.7200s": 7200}


def _arguments(town: Town) -> dict[str, dict[str, Any]]:
    queues = requests.get(f"{town.management_uri}/api/queues/%2F", timeout=10).json()
    return {queue["name"]: queue["arguments"] for queue in queues}


def test_every_rung_holds_for_its_time_and_then_hands_back_to_the_queue_it_came_from(town: Town) -> None:
    rungs = {name: found for name, found in _arguments(town).items() if name.startswith("retry.")}

    assert {name: found["x-message-ttl"] for name, found in rungs.items()} == {
        name: seconds * 1000 for name, seconds in SECONDS.items()
    }
    for found in rungs.values():
        assert found == {
            "x-queue-type": "quorum",
            "x-delivery-limit": 1_000_000_000,
            "x-message-ttl": found["x-message-ttl"],
            "x-dead-letter-exchange": "",  # the key is the queue's name, which the letter keeps
            "x-overflow": "reject-publish",
            "x-dead-letter-strategy": "at-least-once",
        }


@pytest.mark.parametrize("name", ["probe.commands", "probe.inbox"])
def test_a_service_s_queue_hands_nothing_on_that_is_not_confirmed(town: Town, name: str) -> None:
    kept = {
        "x-queue-type": "quorum",
        "x-delivery-limit": 1_000_000,
        "x-overflow": "reject-publish",
        "x-dead-letter-exchange": "dead",
        "x-dead-letter-strategy": "at-least-once",
    }

    assert _arguments(town)[name] == kept | ({"x-single-active-consumer": True} if name == "probe.inbox" else {})


def test_dead_letters_are_never_dropped_and_the_oldest_of_what_nobody_hears_is(town: Town) -> None:
    kept = {"x-queue-type": "quorum", "x-delivery-limit": 1_000_000_000}

    assert _arguments(town)["dead-letters"] == kept
    assert _arguments(town)["unrouted"] == kept | {"x-max-length": 100_000, "x-overflow": "drop-head"}


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
