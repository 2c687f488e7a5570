"""Queries: a stock nameko client gets its answer, and never silence."""

import json
from collections.abc import Iterator
from itertools import pairwise
from time import monotonic
from typing import Any

import pytest
from nameko.exceptions import RemoteError
from nameko.standalone.rpc import ClusterRpcProxy

from tests.integration.kernel.post import Stranger
from tests.integration.kernel.stand import Running, Town
from tests.integration.kernel.test_malformed import ODD

pytestmark = pytest.mark.usefixtures("probe")


@pytest.fixture
def city(town: Town, stranger: Stranger) -> Iterator[Any]:
    """A stock nameko client, in a town with one book, ``a``."""
    stranger.order("note", key="a", text="x")
    with ClusterRpcProxy({"AMQP_URI": town.amqp_uri}, timeout=10) as city:
        yield city


def test_a_stock_client_is_answered_by_keyword_and_by_position(city: Any) -> None:
    assert city.probe.find_book(key="a") == {"key": "a", "version": 1}
    assert city.probe.find_book("a", True) == {"key": "A", "version": 1}  # noqa: FBT003 - by position is what is tried
    assert city.probe.find_book("a", shout=True) == {"key": "A", "version": 1}


def test_a_refusal_comes_as_a_remote_error_with_its_class_and_its_arguments(city: Any, stranger: Stranger) -> None:
    with pytest.raises(RemoteError) as refused:
        city.probe.find_book(key="none")
    reply = stranger.ask("probe.find_book", b'{"args":[],"kwargs":{"key":"none"}}')

    assert (refused.value.exc_type, refused.value.value) == (
        "BookUnknown",
        "There is no book none (/services/standalone_rpc_proxy).",
    )
    assert reply["result"] is None
    assert reply["error"] == {
        "exc_type": "BookUnknown",
        "exc_path": "services.probe.contracts.BookUnknown",
        "exc_args": ["none", "unknown"],
        "value": "There is no book none (unknown).",
        "refusal": {
            "kind": "invalid",
            "code": "book_unknown",
            "arguments": ["none", "unknown"],
            "faults": [],
            "allowed": [],
        },
    }


@pytest.mark.parametrize(
    ("body", "pointer", "rule"),
    [
        (b'{"args":', "", "not_json"),
        (b"\xff", "", "not_json"),
        (b"[]", "", "not_json"),
        (b'{"args":5}', "", "not_json"),
        (b'{"args":' + b"[" * 10_000 + b"]" * 10_000 + b"}", "", "not_json"),
        (b"{}", "/key", "required"),
        (b'{"args":["a",true,1]}', "/2", "unknown_field"),
        (b'{"kwargs":{"key":5}}', "/key", "wrong_type"),
        (b'{"kwargs":{"key":"a","kaki":1}}', "/kaki", "unknown_field"),
        (b'{"kwargs":{"key":"\\u0000"}}', "/key", "malformed"),
    ],
)
def test_a_broken_question_is_answered_with_the_field_and_the_rule(
    stranger: Stranger, body: bytes, pointer: str, rule: str
) -> None:
    error = stranger.ask("probe.find_book", body)["error"]

    assert error["exc_type"] == "Invalid"
    assert [(fault["pointer"], fault["rule"]) for fault in error["refusal"]["faults"]] == [(pointer, rule)]


def test_an_unknown_question_is_answered_with_an_error(city: Any) -> None:
    with pytest.raises(RemoteError, match="UnknownMail Unknown type of message: nought"):
        city.probe.nought()


def test_a_question_that_fails_shows_no_text_of_its_own(city: Any, stranger: Stranger) -> None:
    with pytest.raises(RemoteError) as failed:
        city.probe.stumble(secret="13800000000")
    reply = stranger.ask("probe.stumble", b'{"kwargs":{"secret":"13800000000"}}')

    assert str(failed.value) == "Fault Fault"
    assert "138" not in str(reply)
    assert reply["error"]["exc_args"] == []


def test_a_question_that_fails_disturbs_no_other(city: Any) -> None:
    calls = [
        city.probe.stumble.call_async(secret="x") if n % 5 else city.probe.find_book.call_async("a") for n in range(40)
    ]

    for n, call in enumerate(calls):
        if n % 5:
            with pytest.raises(RemoteError):
                call.result()
        else:
            assert call.result() == {"key": "a", "version": 1}


def test_nobody_waits_for_the_long_question_of_the_next(city: Any) -> None:
    calls = [city.probe.ponder.call_async(seconds=0.2) for _ in range(4)]

    answered = [(call.result()["at"], monotonic()) for call in calls]

    assert all(heard < thought for (_, heard), (thought, _) in pairwise(answered))


@pytest.mark.parametrize("kind", ODD)
def test_headers_of_odd_types_count_as_not_there(probe: Running, stranger: Stranger, kind: str) -> None:
    headers = dict.fromkeys(("nameko.call_id_stack", "traceparent"), ODD[kind])

    error = stranger.ask("probe.find_book", b'{"kwargs":{"key":"none"}}', headers)["error"]

    assert error["exc_args"][0] == "none"
    assert probe.is_alive


def test_a_question_that_names_nobody_to_answer_harms_nobody(probe: Running, stranger: Stranger) -> None:
    for reply_to in ("", "nobody", "probe.find_book", "amq.rabbitmq.reply-to.x", "x" * 255):
        stranger.ask_for("probe.find_book", b"{}", reply_to)

    assert stranger.ask("probe.find_book", b"{}")["error"]["exc_type"] == "Invalid"
    assert probe.is_alive


def test_only_its_sender_may_ask_again_what_a_command_was_answered(stranger: Stranger) -> None:
    stranger.order("note", id="c1", headers={"actor": '{"id":"clerk"}'}, key="b", text="x")

    def ask(command: str, who: str) -> dict[str, Any]:
        body = json.dumps({"kwargs": {"command": command}}).encode()
        return stranger.ask("probe.find_reply", body, {"actor": json.dumps({"id": who})})

    assert ask("c1", "clerk")["result"] == {"answer": {"key": "b", "version": 1}, "refusal": None, "replayed": False}
    assert ask("c1", "other")["error"]["exc_type"] == ask("c2", "clerk")["error"]["exc_type"] == "CommandPending"
