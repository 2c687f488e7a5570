"""The relay: what was committed goes out, in order, whoever carries it and whether or not anybody is bound for it."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest
import requests

from kernel.topology import catch_unrouted
from mingcha.broker_users import connect_department
from tests.faults.points import Trigger
from tests.integration.kernel.conftest import Start
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Running, Town, eventually


@pytest.fixture
def without_policy(town: Town) -> Iterator[None]:
    """No policy catches what nobody is bound for, as where the management plugin is missing."""
    uri = f"{town.management_uri}/api/policies/%2F/mingcha-unrouted"
    requests.delete(uri, timeout=10).raise_for_status()
    yield
    catch_unrouted(town.management_uri, "/")


@pytest.mark.usefixtures("probe")
def test_a_fact_that_nobody_is_bound_for_is_caught_by_the_policy(town: Town, stranger: Stranger) -> None:
    stranger.order("wipe", key="a")

    fact = stranger.take("unrouted")

    assert (fact.body, fact.headers["ce-type"]) == (b'{"key":"a"}', "wiped")
    assert fact.delivery_info["exchange"] == "probe.events"
    eventually(lambda: town.count("history", "published IS NOT NULL"))


@pytest.mark.usefixtures("probe", "without_policy")
def test_a_fact_that_nobody_is_bound_for_is_kept_without_the_policy_too(town: Town, stranger: Stranger) -> None:
    order = stranger.command("note", key="a", text="heard")
    stranger.send(stranger.command("wipe", key="a"), order, stranger.command("wipe", key="a"))
    stranger.reply(order.id)

    facts = stranger.take_some("unrouted", 2)

    assert [fact.headers["meant-for"] for fact in facts] == ["probe.events wiped"] * 2
    assert [fact.headers["ce-sequence"] for fact in facts] == ["1", "3"]
    assert json.loads(stranger.take("lamps.inbox").body)["version"] == 2
    eventually(lambda: town.count("history", "published IS NOT NULL") == 3)
    assert not stranger.count("unrouted")


@pytest.fixture
def newcomer(stranger: Stranger) -> Iterator[str]:
    """A department that has no queue yet; gives its code."""
    stranger.delete("department.newcomer")
    yield "newcomer"
    stranger.delete("department.newcomer")


@pytest.mark.usefixtures("probe")
def test_what_a_department_must_read_before_it_is_connected_waits_in_its_own_queue(
    town: Town, stranger: Stranger, newcomer: str
) -> None:
    for n in range(3):
        stranger.send(Mail(b'{"n":%d}' % n, f"{newcomer}.bell_rung", "departments"))
        eventually(lambda n=n: town.count("dead_letters") == n + 1)
    eventually(lambda: not town.count("parcels"))

    user = connect_department(town.management_uri, newcomer)
    with Stranger(user.uri(town.amqp_uri)) as department:
        notices = department.take_some(user.queue, 3)

    assert {notice.properties["type"] for notice in notices} == {"event_refused"}
    assert len({notice.properties["message_id"] for notice in notices}) == 3
    assert not stranger.count("unrouted")


def test_facts_go_out_in_the_order_of_their_versions(town: Town, stranger: Stranger, probe: Running) -> None:
    orders = [stranger.command("note", key=f"k{n % 3}", text=f"line {n}") for n in range(300)]
    stranger.send(*orders)

    facts = [json.loads(fact.body) for fact in stranger.take_some("lamps.inbox", 300)]

    for _, book in groupby(sorted(facts, key=lambda fact: str(fact["key"])), lambda fact: fact["key"]):
        assert [fact["version"] for fact in book] == list(range(1, 101))
    assert probe.is_alive
    eventually(lambda: town.count("history", "published IS NOT NULL") == 300)


def test_a_fact_with_a_lower_number_that_is_committed_later_goes_out_too(
    town: Town, stranger: Stranger, probe: Running
) -> None:
    stranger.order("note", key="a", text="x")
    stranger.take("lamps.inbox")
    town.sql("UPDATE history SET published = NULL")

    assert json.loads(stranger.take("lamps.inbox").body)["version"] == 1
    assert probe.is_alive


def test_one_process_owns_the_relay_and_when_it_is_killed_another_takes_over(
    town: Town, stranger: Stranger, start: Start
) -> None:
    first, second = start("first"), start("second")
    eventually(lambda: _owners(town) == 1)
    first.kill()
    _tell(stranger, "one")
    third = start("third")

    second.kill()
    eventually(lambda: _owners(town) == 1, within=3)
    _tell(stranger, "two")

    assert third.is_alive


def _owners(town: Town) -> int:
    ours = "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    return town.count("pg_locks", f"locktype = 'advisory' AND granted AND {ours}")


def _tell(stranger: Stranger, text: str) -> None:
    """Has a fact told, and waits until it was published."""
    stranger.order("note", key="a", text=text)
    assert json.loads(stranger.take("lamps.inbox", within=4).body)["text"] == text


@pytest.fixture
def die(town: Town, start: Start, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Starts a process of the probe, which dies by kill -9 when it reaches a fail point for the ``turn``-th time."""
    del start  # nobody else carries the probe's parcels
    started: list[Running] = []

    def die_at(point: str, turn: int = 1) -> None:
        trigger = Trigger(tmp_path, "probe")
        trigger.arm(point, turn)
        started.append(Running(town, point, ("-m", "tests.faults.saboteur", "probe", str(tmp_path))))
        eventually(lambda: not started[-1].is_alive)
        assert trigger.has_fired, started[-1].log.read_text()

    yield die_at
    for process in started:
        process.kill()


def test_a_kill_anywhere_on_the_way_into_a_queue_that_was_not_there_loses_no_parcel(
    town: Town, stranger: Stranger, newcomer: str, die: Callable[..., None]
) -> None:
    queue = f"department.{newcomer}"
    town.sql(
        "INSERT INTO parcels (queue, message_id, source, type, data, occurred_at, trace)"
        " VALUES (:queue, 'p-1', '/services/probe', 'event_refused', '{}', now(), '')",
        queue=queue,
    )
    waiting = []
    for point, turn in (("handover_after_declare", 1), ("publisher_after_send", 2), ("handover_after_publish", 1)):
        stranger.delete(queue)
        die(point, turn)  # it sends for the second time when the queue is there
        waiting.append((town.count("parcels"), stranger.count(queue)))
    die("handover_after_forget")

    assert waiting[0] == (1, 0)
    assert waiting[2] == (1, 1)
    assert waiting[1] in {(1, 0), (1, 1)}  # whether the broker has it is unknown
    assert town.count("parcels") == 0
    assert {parcel.properties["message_id"] for parcel in stranger.take_some(queue, 2)} == {"p-1"}
    assert not stranger.count("unrouted")
