"""Commands: applied once, answered, refused without a trace."""

from dataclasses import replace
from typing import Any

import pytest

from tests.integration.kernel.post import Stranger
from tests.integration.kernel.stand import Town, eventually

pytestmark = pytest.mark.usefixtures("probe")

TRACE = f"00-{1:032x}-{2:016x}-01"


def test_a_command_is_applied_once_and_answered(town: Town, stranger: Stranger) -> None:
    reply = stranger.order("note", key="a", text="first")

    assert reply == {"answer": {"key": "a", "version": 1}, "refusal": None, "replayed": False}
    assert town.count("lines") == town.count("received") == 1
    assert town.walk_history() == [1]


def test_its_fact_is_published_as_a_cloud_event_whose_body_is_the_data(town: Town, stranger: Stranger) -> None:
    tap = stranger.hear("probe.events", "noted")
    stranger.send(stranger.command("note", id="the-cause", headers={"traceparent": TRACE}, key="b", text="第一行"))

    fact = stranger.take(tap)
    (row,) = town.sql("SELECT * FROM history")

    assert fact.body == row.data.encode() == '{"key":"b","version":1,"text":"第一行"}'.encode()
    assert fact.headers == {
        "ce-specversion": "1.0",
        "ce-id": f"{row.aggregate_id}.1",
        "ce-source": "/services/probe",
        "ce-type": "noted",
        "ce-time": row.occurred_at.isoformat().replace("+00:00", "Z"),
        "ce-subject": f"book/{row.aggregate_id}",
        "ce-sequence": "1",
        "ce-traceparent": TRACE,
        "ce-correlation": "the-cause",
    }
    said = {name: fact.properties[name] for name in ("content_type", "delivery_mode", "message_id", "type")}
    assert said == {
        "content_type": "application/json",
        "delivery_mode": 2,
        "message_id": f"{row.aggregate_id}.1",
        "type": "noted",
    }
    eventually(lambda: town.count("history", "published IS NOT NULL"))


def test_the_same_command_again_gets_the_first_answer_and_changes_nothing(town: Town, stranger: Stranger) -> None:
    first = stranger.order("note", id="once", key="a", text="x")

    again = stranger.order("note", id="once", key="a", text="x")

    assert again == first | {"replayed": True}
    assert town.count("lines") == town.count("history") == 1


def test_a_refused_command_again_gets_the_first_refusal(stranger: Stranger) -> None:
    first = stranger.order("refuse_early", id="once", key="a")

    again = stranger.order("refuse_early", id="once", key="a")

    assert first["refusal"] == {
        "kind": "conflict",
        "code": "too_early",
        "arguments": ["a"],
        "faults": [],
        "allowed": [],
    }
    assert again == first | {"replayed": True}


def test_the_same_id_with_another_body_is_a_conflict(town: Town, stranger: Stranger) -> None:
    stranger.order("note", id="once", key="a", text="x")

    other = stranger.order("note", id="once", key="a", text="y")
    first_again = stranger.order("note", id="once", key="a", text="x")

    assert (other["refusal"]["kind"], other["refusal"]["code"]) == ("conflict", "id_reused")
    assert first_again["answer"] == {"key": "a", "version": 1}
    assert town.sql("SELECT text FROM lines") == [("x",)]


def test_the_senders_own_print_tells_two_bodies_apart(stranger: Stranger) -> None:
    stranger.order("note", id="once", headers={"fingerprint": "f"}, key="a", text="sealed one way")

    again = stranger.order("note", id="once", headers={"fingerprint": "f"}, key="a", text="sealed another way")
    other = stranger.order("note", id="once", headers={"fingerprint": "g"}, key="a", text="sealed one way")

    assert (again["refusal"], again["replayed"]) == (None, True)
    assert other["refusal"]["code"] == "id_reused"


def test_copies_in_one_batch_count_as_one(town: Town, stranger: Stranger) -> None:
    stranger.send(stranger.command("note", key="slow", text="so that the rest is one batch", pace=0.3))
    copy = stranger.command("note", id="once", key="a", text="x")
    other = stranger.command("note", id="once", key="a", text="y")

    stranger.send(copy, copy, other)
    replies = [stranger.reply("once") for _ in range(3)]

    assert [reply["replayed"] for reply in replies] == [False, True, False]
    assert replies[2]["refusal"]["code"] == "id_reused"
    assert town.sql("SELECT text FROM lines WHERE key = 'a'") == [("x",)]


def test_what_waits_is_settled_in_few_transactions_though_some_of_it_is_refused(town: Town, stranger: Stranger) -> None:
    stranger.send(stranger.command("note", key="slow", text="so that the rest is one batch", pace=0.3))
    orders = [stranger.command("note" if n % 3 else "refuse_early", key="a", **_text(n)) for n in range(200)]

    stranger.send(*orders)
    replies = [stranger.reply(order.id) for order in orders]

    assert [reply["refusal"] is None for reply in replies] == [bool(n % 3) for n in range(200)]
    assert town.sql("SELECT count(DISTINCT xmin::text) <= 6 FROM received") == [(True,)]


def test_a_refusal_after_something_was_kept_leaves_no_trace_and_disturbs_no_other(
    town: Town, stranger: Stranger
) -> None:
    stranger.send(stranger.command("note", key="slow", text="so that the rest is one batch", pace=0.3))
    types = [("refuse_late" if n % 2 else "refuse_early") if n % 3 == 0 else "note" for n in range(200)]
    orders = [
        stranger.command(type_, key=f"a{n % 5}", **(_text(n) if type_ == "note" else {}))
        for n, type_ in enumerate(types)
    ]

    stranger.send(*orders)
    replies = [stranger.reply(order.id) for order in orders]

    said = {"note": None, "refuse_early": "too_early", "refuse_late": "too_late"}
    assert [reply["refusal"] and reply["refusal"]["code"] for reply in replies] == [said[type_] for type_ in types]
    assert town.count("lines", "key <> 'slow'") == types.count("note")
    assert town.count("lines", "text LIKE 'never%'") == 0
    assert town.walk_history() == [types.count("note") + 1]


def test_a_refused_command_that_nobody_waits_for_is_a_dead_letter(town: Town, stranger: Stranger) -> None:
    stranger.send(stranger.command("refuse_late", id="alone", reply=False, key="a"))

    dead = stranger.take("dead-letters")

    assert (dead.body, dead.headers["reason"]) == (b'{"key": "a"}', "too_late")
    assert town.sql("SELECT message_id, type, reason FROM dead_letters") == [("alone", "refuse_late", "too_late")]
    assert town.count("lines") == town.count("history") == 0


@pytest.mark.parametrize("reply_to", ["gone", "probe.commands", "amq.rabbitmq.reply-to.x", "x" * 255])
def test_a_reply_that_reaches_nobody_harms_nobody(town: Town, stranger: Stranger, reply_to: str) -> None:
    order = stranger.command("note", key="a", text="x")

    stranger.send(replace(order, properties=dict(order.properties) | {"reply_to": reply_to}))

    assert stranger.order("note", key="a", text="y")["answer"]["version"] == 2
    assert town.count("history") == 2


def _text(n: int) -> dict[str, Any]:
    return {"text": f"line {n}"} if n % 3 else {}
