"""What fails: up the retry ladder and back to this service's queue alone, and in the end to the dead letters."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import requests

from tests import stopwatch
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Running, Town, eventually

pytestmark = pytest.mark.usefixtures("probe")


def test_what_fails_disturbs_no_other_and_comes_back_after_five_seconds_to_its_own_queue_alone(
    town: Town, stranger: Stranger
) -> None:
    began, at = time.monotonic(), stopwatch.now()
    stranger.send(stranger.command("note", key="slow", text="so that the rest is one batch", pace=0.3))
    good = [stranger.command("note", key="a", text=f"line {n}") for n in range(20)]
    healing = stranger.command("explode", id="healing", key="healing", text="x")
    stranger.send(*good[:10], healing, stranger.command("explode", id="lasting", key="lasting", text="x"), *good[10:])
    stranger.send(_bell("b1", key="bell"))

    replies = [stranger.reply(order.id) for order in good]
    eventually(lambda: stranger.count("retry.5s") == 3)
    town.calm("healing")
    stranger.listen(lambda: "healing" in stranger.replies)
    waited, took = time.monotonic() - began, stopwatch.now() - at
    second_tries = {message.body: message.headers["attempt"] for message in stranger.take_some("retry.30s", 2)}

    assert all(reply["answer"]["key"] == "a" for reply in replies)
    assert stranger.reply("healing") == {"answer": {"key": "healing", "version": 1}, "refusal": None, "replayed": False}
    assert waited >= 5
    assert took < 30  # not by way of the next rung
    assert second_tries == {b'{"key": "lasting", "text": "x"}': 2, b'{"key":"bell","text":"ding","loud":true}': 2}
    eventually(lambda: stranger.count("lamps.inbox") == town.count("history") + 1)  # the facts, and the bell once
    assert town.count("lines", "key <> 'slow'") == 21
    assert not town.count("dead_letters")


def test_after_the_last_try_it_is_a_dead_letter_with_its_reason(town: Town, stranger: Stranger) -> None:
    body = '{"key":"a", "text":"原文"}'.encode()
    stranger.send(stranger.command("explode", id="last", headers={"attempt": 5, "mine": "too"}, body=body))

    dead = stranger.take("dead-letters")
    (row,) = eventually(lambda: town.sql("SELECT * FROM dead_letters"))

    assert (dead.body, dead.properties["message_id"], dead.properties["type"]) == (body, "last", "explode")
    assert (dead.headers["reason"], dead.headers["mine"], dead.headers["came-as"]) == (
        "RuntimeError",
        "too",
        "probe.commands",
    )
    assert (bytes(row.body), row.reason, row.queue, row.type, row.message_id) == (
        body,
        "RuntimeError",
        "probe.commands",
        "explode",
        "last",
    )
    assert town.count("lines") == town.count("history") == 0
    assert town.count("received", "answer LIKE '%not_carried_out%'") == 1


def test_a_dead_letter_that_climbed_the_ladder_names_its_first_failure(town: Town, stranger: Stranger) -> None:
    first = datetime(2026, 11, 23, 9, tzinfo=UTC)
    climbed = {"attempt": 5, "came-by": "", "came-as": "probe.commands", "first-failed": first.isoformat()}
    stranger.send(stranger.command("explode", id="last", headers=climbed, key="a", text="x"))

    (row,) = eventually(lambda: town.sql("SELECT * FROM dead_letters"))

    assert row.first_seen == first
    assert row.last_seen > first + timedelta(days=1)


def test_the_moment_of_the_first_failure_is_put_on_at_the_first_rung_and_stays(stranger: Stranger) -> None:
    began, long_ago = datetime.now(UTC), {"first-failed": "1999-01-01T00:00:00+00:00"}
    stranger.send(
        stranger.command("explode", headers=long_ago, key="a", text="x"), _bell("b1", key="a", headers=long_ago)
    )

    eventually(lambda: stranger.count("retry.5s") == 2)
    failed = datetime.now(UTC)
    moments = [
        datetime.fromisoformat(message.headers["first-failed"]) for message in stranger.take_some("retry.30s", 2)
    ]

    assert all(began < moment < failed for moment in moments)


def test_the_log_says_where_it_failed_and_nothing_of_what_was_said(probe: Running, stranger: Stranger) -> None:
    stranger.send(stranger.command("explode", id="talkative", key="a", text="电话13900000000的投诉原话"))

    eventually(lambda: stranger.count("retry.5s") == 1)
    (line,) = (line for line in probe.log.read_text().splitlines() if '"talkative"' in line and '"failed"' in line)

    assert "builtins.RuntimeError" in line
    assert "_write_in_calm" in line
    assert "投诉原话" not in probe.log.read_text()


@pytest.mark.parametrize("attempt", [-7, "three", 2**62, True, None, [1], {"a": 1}, b"\xff", 1.5])
def test_a_count_of_tries_that_is_none_harms_nobody(probe: Running, stranger: Stranger, attempt: object) -> None:
    stranger.send(stranger.command("explode", headers={"attempt": attempt}, key="a", text="x"))
    somewhere = ("retry.5s", "retry.30s", "dead-letters")

    eventually(lambda: sum(stranger.count(queue) for queue in somewhere) == 1)

    assert stranger.order("note", key="b", text="y")["answer"]["version"] == 1
    assert probe.is_alive


def test_what_the_broker_would_act_upon_is_not_carried_up_the_ladder(town: Town, stranger: Stranger) -> None:
    death = {"queue": "probe.inbox", "reason": "expired", "count": 1, "exchange": "", "routing-keys": ["probe.inbox"]}
    stranger.send(_bell("forged", key="a", headers={"CC": ["probe.commands"], "x-death": [death]}))

    eventually(lambda: stranger.count("retry.5s") == 1)
    town.calm("a")
    eventually(lambda: town.count("lines"))

    assert stranger.order("note", key="b", text="the queue is empty up to here")["answer"]["version"] == 1
    assert not town.count("dead_letters")


def _bell(id: str, *, key: str, headers: dict[str, object] | None = None) -> Mail:
    attributes = {"ce-specversion": "1.0", "ce-id": id, "ce-source": "/departments/tax", "ce-type": "bell_rung"}
    return Mail(
        b'{"key":"%s","text":"ding","loud":true}' % key.encode(),
        "tax.bell_rung",
        "departments",
        {"user_id": "mingcha", "delivery_mode": 2},
        attributes | (headers or {}),
    )


@pytest.fixture
def narrow(town: Town) -> Iterator[Callable[[], None]]:
    """The first rung takes no more than one message, until the test widens it."""
    uri = f"{town.management_uri}/api/policies/%2F/narrow"
    policy = {"pattern": r"^retry\.5s$", "definition": {"max-length": 1}, "apply-to": "queues"}
    requests.put(uri, json=policy, timeout=10).raise_for_status()

    def widen() -> None:
        requests.delete(uri, timeout=10)

    yield widen
    widen()


def test_a_rung_that_takes_no_more_is_waited_for(
    probe: Running, stranger: Stranger, narrow: Callable[[], None]
) -> None:
    before = probe.said("broker away")
    numbers = count()

    def is_refused() -> bool:
        stranger.send(stranger.command("explode", id=f"{next(numbers)}", key="a", text="x"))
        return probe.said("broker away") > before

    eventually(is_refused)
    narrow()
    # one that the rung took before it refused the others may be there twice: what comes twice has one effect
    sent = next(numbers)
    eventually(lambda: stranger.count("retry.5s") + stranger.count("retry.30s") >= sent)

    assert probe.is_alive
