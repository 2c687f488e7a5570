"""Several processes of one service side by side: each letter once, each aggregate in its order."""

import json
from itertools import groupby

from tests import stopwatch
from tests.integration.kernel.conftest import Start
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Town, eventually

BOOKS = 5


def test_events_of_one_aggregate_keep_their_order_while_processes_come_and_go(
    town: Town, stranger: Stranger, start: Start
) -> None:
    first, second = start("first"), start("second")
    events = [_lamp(n) for n in range(900)]

    stranger.send(*events[:300])
    eventually(lambda: town.count("lines") > 50)
    first.kill()
    stranger.send(*events[300:600])
    third = start("third")
    eventually(lambda: town.count("lines") > 350, within=30)
    assert second.terminate() == 0
    stranger.send(*events[600:])
    eventually(lambda: town.count("lines") == 900, within=30)

    facts = [json.loads(row.data) for row in town.sql("SELECT data FROM history ORDER BY aggregate_id, version")]
    for _, book in groupby(facts, key=lambda fact: fact["key"]):
        assert (said := [int(fact["text"]) for fact in book]) == sorted(said)
    assert town.count("dead_letters") == 0
    assert third.is_alive


def test_commands_upon_one_aggregate_from_two_processes_are_carried_out_once_each(
    town: Town, stranger: Stranger, start: Start
) -> None:
    start("first"), start("second")
    orders = [stranger.command("note", key=f"k{n % 3}", text=f"{n}") for n in range(300)]
    for at in range(0, 300, 20):
        stranger.send(*orders[at : at + 20])

    replies = [stranger.reply(order.id, within=30) for order in orders]

    versions = sorted((reply["answer"]["key"], reply["answer"]["version"]) for reply in replies)
    assert versions == [(f"k{k}", version) for k in range(3) for version in range(1, 101)]
    assert town.count("lines") == 300
    assert town.walk_history() == [300]


def test_what_either_process_commits_is_published_at_once(stranger: Stranger, start: Start) -> None:
    """Without the notice between them, what the other one commits would wait for the relay's look, half a second."""
    start("first"), start("second")
    stranger.order("note", key="warm", text="x")
    stranger.take("lamps.inbox")
    waits = []
    for n in range(20):
        stranger.order("note", key="a", text=f"{n}")
        began = stopwatch.now()
        stranger.take("lamps.inbox")
        waits.append(stopwatch.now() - began)

    assert sum(wait > 0.4 for wait in waits) <= 2, waits


def _lamp(n: int) -> Mail:
    attributes = {
        "ce-specversion": "1.0",
        "ce-id": f"lamp-{n}",
        "ce-source": "/services/lamps",
        "ce-type": "lamp_lit",
    }
    body = json.dumps({"key": f"k{n % BOOKS}", "text": f"{n}"}).encode()
    return Mail(body, "lamp_lit", "lamps.events", {"delivery_mode": 2, "content_type": "application/json"}, attributes)
