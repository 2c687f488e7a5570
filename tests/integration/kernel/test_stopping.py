"""Stopping and being killed: whatever was taken on is done once."""

import random
from collections.abc import Callable
from functools import partial

from tests import stopwatch
from tests.integration.kernel.conftest import Start
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Town, eventually

KEYS = 10


def test_an_idle_service_stops_within_three_seconds(start: Start) -> None:
    process = start("idle")
    began = stopwatch.now()

    assert process.terminate() == 0
    assert stopwatch.now() - began < 3


def test_a_stop_lets_the_batch_at_hand_be_finished(town: Town, stranger: Stranger, start: Start) -> None:
    process = start("at work")
    order = stranger.command("scribble", text="x", pace=0.5)
    stranger.send(order)
    eventually(lambda: not stranger.count("probe.commands"))

    assert process.terminate() == 0
    assert town.count("lines") == 1
    assert stranger.reply(order.id, within=5)["refusal"] is None


def test_a_stop_in_full_flow_loses_nothing_and_does_nothing_twice(town: Town, stranger: Stranger, start: Start) -> None:
    orders = _orders(stranger, 1_000, pace=0.002)
    process = start("stopped")
    stranger.send(*orders)
    eventually(lambda: town.count("lines"))

    began = stopwatch.now()
    assert process.terminate() == 0
    assert stopwatch.now() - began < 15
    done = town.count("lines")
    unpublished = town.count("history", "published IS NULL")
    start("again")
    _wait_for_replies(stranger, orders)

    assert 0 < done < 1_000
    assert unpublished == 0
    assert _replayed(stranger) == 0
    assert {len(replies) for replies in stranger.replies.values()} == {1}
    _assert_once(town, 1_000)


def test_three_kills_at_random_moments_lose_nothing_and_do_nothing_twice(
    town: Town, stranger: Stranger, start: Start
) -> None:
    moments = random.Random(2026)
    orders = _orders(stranger, 1_000, pace=0.002)
    stranger.send(*orders)
    for n in range(3):
        process = start(f"killed {n}")
        done = town.count("lines")
        eventually(partial(_more_lines_than, town, done))
        stranger.listen(_after(moments.uniform(0, 0.4)))
        process.kill()

    assert town.count("lines") < 1_000
    start("survivor")
    _wait_for_replies(stranger, orders)

    _assert_once(town, 1_000)


def test_two_processes_on_one_queue_do_everything_once(town: Town, stranger: Stranger, start: Start) -> None:
    orders = _orders(stranger, 2_000, keys=20)
    pair = [start("one"), start("other")]
    eventually(lambda: stranger.consumers("probe.commands") == 2)

    stranger.send(*orders)
    _wait_for_replies(stranger, orders)

    assert _replayed(stranger) == 0
    _assert_once(town, 2_000)
    assert stranger.count("lamps.inbox") == 2_000  # one of them alone carried the facts
    assert all(process.is_alive for process in pair)


def test_two_processes_with_the_same_command_in_their_hands_do_it_once(
    town: Town, stranger: Stranger, start: Start
) -> None:
    assert start("one").is_alive
    assert start("other").is_alive
    eventually(lambda: stranger.consumers("probe.commands") == 2)
    order = stranger.command("scribble", id="twice", text="x", pace=0.3)

    stranger.send(order, order)
    replies = [stranger.reply("twice"), stranger.reply("twice")]

    assert [reply["replayed"] for reply in replies] == [False, True]
    assert town.count("lines") == town.count("received") == 1


def _orders(stranger: Stranger, number: int, *, pace: float = 0, keys: int = KEYS) -> list[Mail]:
    return [stranger.command("note", key=f"k{n % keys}", text=f"line {n}", pace=pace) for n in range(number)]


def _more_lines_than(town: Town, number: int) -> bool:
    return town.count("lines") > number


def _after(seconds: float) -> Callable[[], bool]:
    end = stopwatch.now() + seconds
    return lambda: stopwatch.now() > end


def _wait_for_replies(stranger: Stranger, orders: list[Mail]) -> None:
    stranger.listen(lambda: len(stranger.replies) == len(orders), within=30)


def _replayed(stranger: Stranger) -> int:
    return sum(reply["replayed"] for replies in stranger.replies.values() for reply in replies)


def _assert_once(town: Town, number: int) -> None:
    """Each line was written once, the versions have no gaps, the chain holds, and every fact went out."""
    assert town.count("lines") == town.count("received") == number
    assert town.sql("SELECT count(DISTINCT text) FROM lines") == [(number,)]
    assert town.walk_history() == [number]
    assert town.sql("SELECT sum(version) FROM books") == [(number,)]
    eventually(lambda: not town.count("history", "published IS NULL"))
