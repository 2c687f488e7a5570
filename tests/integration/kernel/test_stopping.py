"""Stopping and being killed: whatever was taken on is done once."""

import random
import time

import pytest

from tests.integration.kernel.conftest import Start
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Running, Town, eventually

KEYS = 10


def test_an_idle_service_stops_within_three_seconds(start: Start) -> None:
    process = start("idle")
    began = time.monotonic()

    assert process.terminate() == 0
    assert time.monotonic() - began < 3


def test_a_stop_in_full_flow_loses_nothing_and_does_nothing_twice(town: Town, stranger: Stranger, start: Start) -> None:
    orders = _orders(stranger, 1_000, pace=0.002)
    process = start("stopped")
    stranger.send(*orders)
    eventually(lambda: town.count("lines"))

    began = time.monotonic()
    assert process.terminate() == 0
    assert time.monotonic() - began < 15
    done = town.count("lines")
    unpublished = town.count("history", "published IS NULL")
    start("again")
    _wait_for_replies(stranger, orders)

    assert 0 < done < 1_000
    assert unpublished == 0
    assert _replayed(stranger) == 0
    assert {len(replies) for replies in stranger.replies.values()} == {1}
    _assert_once(town, 1_000)


@pytest.mark.timeout(60)
def test_three_kills_at_random_moments_lose_nothing_and_do_nothing_twice(
    town: Town, stranger: Stranger, start: Start
) -> None:
    moments = random.Random(2026)
    orders = _orders(stranger, 1_000, pace=0.002)
    stranger.send(*orders)
    for n in range(3):
        process = start(f"killed {n}")
        done = town.count("lines")
        eventually(lambda done=done: town.count("lines") > done)
        stranger.listen(_after(moments.uniform(0, 0.4)))
        process.kill()

    assert town.count("lines") < 1_000
    start("survivor")
    _wait_for_replies(stranger, orders)

    _assert_once(town, 1_000)


@pytest.mark.timeout(60)
def test_two_processes_on_one_queue_do_everything_once(town: Town, stranger: Stranger, start: Start) -> None:
    orders = _orders(stranger, 2_000, keys=20)
    pair = [start("one"), start("other")]

    stranger.send(*orders)
    _wait_for_replies(stranger, orders)

    assert _replayed(stranger) == 0
    _assert_once(town, 2_000)
    assert all(process.said('"name": "closed"') == 0 and process.is_alive for process in pair)
    assert all(_has_worked(process) for process in pair)


def _has_worked(process: Running) -> bool:
    return process.said('"queue": "probe.commands"') > 0


def _orders(stranger: Stranger, number: int, *, pace: float = 0, keys: int = KEYS) -> list[Mail]:
    return [stranger.command("note", key=f"k{n % keys}", text=f"line {n}", pace=pace) for n in range(number)]


def _after(seconds: float) -> object:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end


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
