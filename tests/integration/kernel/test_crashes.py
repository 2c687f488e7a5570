"""Consumers that crash again and again: the letters in their hands are innocent, and are handled in the end."""

import pytest
from kombu import Connection

from kernel.mail.comebacks import LETHAL
from tests.integration.kernel.conftest import Start
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Town, eventually

CRASHES = 25
"""More than a broker of version 4 forgives by itself."""

LETTERS = 100


def test_letters_in_the_hands_of_25_crashing_consumers_are_all_handled(
    town: Town, stranger: Stranger, start: Start
) -> None:
    orders = [stranger.command("note", key=f"k{n % 5}", text=f"line {n}") for n in range(LETTERS)]
    stranger.send(*orders, *(_lamp(n) for n in range(LETTERS)))

    counts = [_crash(town, queue, LETTERS) for _ in range(CRASHES) for queue in ("probe.commands", "probe.inbox")]
    survivor = start("survivor")
    stranger.listen(lambda: len(stranger.replies) == LETTERS, within=30)
    eventually(lambda: town.count("lines") == 2 * LETTERS, within=30)

    assert counts[-2:] == [CRASHES - 1] * 2
    assert town.walk_history() == [2 * LETTERS]
    assert stranger.count("dead-letters") == town.count("dead_letters") == 0
    assert survivor.is_alive


def _crash(town: Town, queue: str, number: int) -> int:
    """Takes so many letters and drops the connection, as a kill does; gives how often they had come back before."""
    connection = Connection(town.amqp_uri)
    channel = connection.channel()
    taken: list[int] = []
    channel.basic_qos(prefetch_size=0, prefetch_count=number, a_global=False)
    channel.basic_consume(queue, callback=lambda message: taken.append(message.headers.get("x-delivery-count", 0)))
    while len(taken) < number:
        connection.drain_events(timeout=10)
    connection.collect()
    assert len(set(taken)) == 1
    return taken[0]


def _lamp(number: int) -> Mail:
    attributes = {"ce-specversion": "1.0", "ce-id": f"lamp-{number}", "ce-source": "/lamps", "ce-type": "lamp_lit"}
    properties = {"delivery_mode": 2, "content_type": "application/json"}
    return Mail(b'{"key":"lamp","text":"on"}', "lamp_lit", "lamps.events", properties, attributes)


def test_a_letter_that_kills_its_process_each_time_goes_up_the_ladder_and_its_neighbours_are_handled(
    town: Town, stranger: Stranger, start: Start
) -> None:
    before, behind = (
        [stranger.command("note", key="a", text=f"{where} {n}") for n in range(10)] for where in ("before", "behind")
    )
    stranger.send(*before, stranger.command("die", id="killer", key="a"), *behind)

    for n in range(LETHAL):
        process = start(f"victim {n}")
        eventually(lambda process=process: not process.is_alive, within=20)
        assert town.count("lines", "text LIKE 'behind%'") == 0
    survivor = start("survivor")

    eventually(lambda: town.count("lines") == 20)
    eventually(lambda: stranger.count("retry.5s") == 1)
    replies = [stranger.reply(order.id) for order in (*before, *behind)]
    assert sorted(reply["answer"]["version"] for reply in replies) == list(range(1, 21))
    assert town.walk_history() == [20]
    assert survivor.is_alive


@pytest.mark.parametrize("attempt", [4, 5])
def test_what_comes_back_from_dead_processes_never_dies_and_stays_on_the_last_rung(
    town: Town, stranger: Stranger, start: Start, attempt: int
) -> None:
    stranger.purge("retry.7200s")
    stranger.send(stranger.command("note", id="innocent", headers={"attempt": attempt}, key="a", text="x"))
    for _ in range(LETHAL):
        _crash(town, "probe.commands", 1)

    start("survivor")
    waiting = stranger.take("retry.7200s")

    assert (waiting.properties["message_id"], waiting.headers["attempt"]) == ("innocent", attempt + 1)
    assert stranger.count("dead-letters") == town.count("dead_letters") == 0
    assert not stranger.replies
