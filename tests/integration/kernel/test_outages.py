"""Outages: broker and database are killed and come back; the service waits, and nothing is lost or done twice."""

import json
from collections.abc import Iterator

import pytest

from mingcha.local.broker import PrivateBroker
from mingcha.local.database import PrivateDatabase
from tests.integration.kernel.conftest import Start
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Town, eventually


@pytest.fixture
def frail_database(database: PrivateDatabase) -> Iterator[PrivateDatabase]:
    """The database, which runs again afterwards whatever happens."""
    yield database
    if database.pid is None:
        database.start()
        database.wait_ready()


def test_the_broker_is_killed_while_commands_are_on_their_way(
    town: Town, stranger: Stranger, start: Start, frail_broker: PrivateBroker
) -> None:
    process, leaving = start("through an outage"), start("leaving in it")
    orders = _orders(stranger, 400)
    stranger.send(*orders[:100])
    eventually(lambda: town.count("lines"))
    stranger.send(*orders[100:200])
    eventually(lambda: not stranger.count("probe.commands"))

    frail_broker.kill()
    eventually(lambda: process.said("broker away") and process.said("relay: broker away"))
    assert leaving.terminate() == 0
    told_nobody = town.count("history", "published IS NULL")
    frail_broker.start()
    frail_broker.wait_ready()
    with Stranger(town.amqp_uri) as again:
        again.send_somehow(orders[100:])

        eventually(lambda: town.count("lines") == 400)
        eventually(lambda: not town.count("history", "published IS NULL"))

        assert again.order("note", key="z", text="alive")["answer"]["version"] == 1
        assert told_nobody
        assert _in_order(again)
    assert town.walk_history() == [401]
    assert process.is_alive


def test_the_database_is_killed_while_commands_are_on_their_way(
    town: Town, stranger: Stranger, start: Start, frail_database: PrivateDatabase
) -> None:
    process, leaving = start("through an outage"), start("leaving in it")
    orders = _orders(stranger, 400)
    stranger.send(*orders[:200])
    eventually(lambda: town.count("lines"))

    frail_database.kill()
    stranger.send(*orders[200:])
    eventually(lambda: process.said("database away") and process.said("relay: database away"))
    unanswered = stranger.ask("probe.find_book", b'{"kwargs":{"key":"k1"}}')["error"]
    assert leaving.terminate() == 0
    frail_database.start()
    frail_database.wait_ready()
    town.engine.dispose()

    stranger.listen(lambda: len(stranger.replies) == len(orders) + 1)

    assert (unanswered["exc_type"], unanswered["exc_args"], unanswered["value"]) == ("Unavailable", [], "Unavailable")
    assert town.count("lines") == 400
    assert town.walk_history() == [400]
    eventually(lambda: not town.count("history", "published IS NULL"))
    assert process.is_alive


def _orders(stranger: Stranger, number: int) -> list[Mail]:
    return [stranger.command("note", key=f"k{n % 5}", text=f"line {n}", pace=0.005) for n in range(number)]


def _in_order(stranger: Stranger) -> bool:
    """Whether each book's facts came in the order of their versions, the repetitions of an outage left out."""
    last: dict[str, int] = {}
    while stranger.count("lamps.inbox"):
        fact = json.loads(stranger.take("lamps.inbox").body)
        if fact["version"] > last.get(fact["key"], 0) + 1:
            return False
        last[fact["key"]] = max(fact["version"], last.get(fact["key"], 0))
    return True
