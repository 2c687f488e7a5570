"""Links that fall silent and brokers that come back: both are noticed in time, and what waited is handled."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from mingcha.local.broker import PrivateBroker
from tests import stopwatch
from tests.faults.proxy import Proxy
from tests.integration.kernel.conftest import Start
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Running, Town, eventually

NOTICED = 30
"""Seconds in which a link that says nothing must be left."""

RECOVERED = 15
"""Seconds in which a service must be at work again once its broker is back."""

LINKS = {"probe.commands", "probe.inbox", "rpc-probe", "relay"}


@pytest.fixture
def link(town: Town) -> Iterator[Proxy]:
    """The way to the broker, which can fall silent."""
    broker = urlsplit(town.amqp_uri)
    with Proxy(str(broker.hostname), int(broker.port or 0)) as link:
        yield link


@pytest.fixture
def far(town: Town, link: Proxy, start: Start) -> Iterator[Callable[[], Running]]:
    """Starts the probe at the other end of the link."""
    del start  # nobody else is at the probe's queues
    broker = urlsplit(town.amqp_uri)
    there = replace(town, amqp_uri=town.amqp_uri.replace(f":{broker.port}", f":{link.port}"))
    running: list[Running] = []

    def go() -> Running:
        running.append(Running(there, "far"))
        running[-1].wait_ready()
        return running[-1]

    yield go
    for process in running:
        process.kill()
    there.engine.dispose()


def test_a_link_that_falls_silent_is_left_even_in_the_middle_of_a_return(
    town: Town, stranger: Stranger, far: Callable[[], Running], link: Proxy
) -> None:
    slow = stranger.command("note", key="slow", text="so that the link falls silent before the return", pace=2)
    stranger.send(slow, stranger.command("explode", key="a", text="x"))
    process = far()
    eventually(lambda: not stranger.count("probe.commands"))

    link.stall()
    began = time.monotonic()
    eventually(lambda: _left(process) == LINKS, within=NOTICED)

    stranger.send(_bell("a"), stranger.command("note", key="b", text="behind the silence"))
    link.heal()
    waited = time.monotonic() - began
    healed = stopwatch.now()
    eventually(lambda: town.count("lines") == 3, within=RECOVERED)
    eventually(lambda: stranger.count("retry.5s") == 1, within=RECOVERED)
    eventually(lambda: not town.count("history", "published IS NULL"), within=RECOVERED)
    answer = stranger.ask("probe.find_book", b'{"kwargs":{"key":"b"}}')

    assert stopwatch.now() - healed < RECOVERED
    assert waited > 5  # not for the handler's sake
    assert answer["result"]["version"] == 1
    assert stranger.reply(slow.id)["answer"]["version"] == 1
    assert process.is_alive


def test_after_a_long_outage_all_work_is_taken_up_within_15_seconds_of_the_broker_s_return(
    town: Town, stranger: Stranger, start: Start, frail_broker: PrivateBroker
) -> None:
    process = start("patient")
    stranger.send(stranger.command("note", key="slow", text="told when the broker is back", patient=True))
    eventually(lambda: not stranger.count("probe.commands"))

    frail_broker.kill()
    town.calm("slow")
    eventually(lambda: min(_longest_pauses(process).values(), default=0) > 3, within=60)
    assert set(_longest_pauses(process)) == LINKS
    eventually(lambda: town.count("history", "published IS NULL") == 1)
    frail_broker.start()
    frail_broker.wait_ready()
    returned = stopwatch.now()
    with Stranger(town.amqp_uri) as again:
        again.send_somehow([again.command("note", key="a", text="a command"), _bell("b")])
        eventually(lambda: town.count("lines", "key IN ('a', 'b')") == 2, within=RECOVERED)
        eventually(lambda: not town.count("history", "published IS NULL"), within=RECOVERED)
        answer = again.ask("probe.find_book", b'{"kwargs":{"key":"b"}}')

    assert stopwatch.now() - returned < RECOVERED
    assert answer["result"]["version"] == 1
    assert process.is_alive


def _away(process: Running) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the process has said of links that it left, by whose they were."""
    for line in process.log.read_text().splitlines():
        if "broker away" in line:
            said = json.loads(line)
            yield said.get("queue", "relay"), said


def _left(process: Running) -> set[str]:
    return {name for name, _ in _away(process)}


def _longest_pauses(process: Running) -> dict[str, float]:
    pauses: dict[str, float] = {}
    for name, said in _away(process):
        pauses[name] = max(pauses.get(name, 0), said["pause"])
    return pauses


def _bell(key: str) -> Mail:
    attributes = {"ce-specversion": "1.0", "ce-id": f"bell-{key}", "ce-source": "/departments/tax"}
    properties = {"user_id": "mingcha", "delivery_mode": 2, "content_type": "application/json"}
    body = json.dumps({"key": key, "text": "ding"}).encode()
    return Mail(body, "tax.bell_rung", "departments", properties, attributes | {"ce-type": "bell_rung"})
