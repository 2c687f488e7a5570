"""Mail that nobody can read: refused with a reason, or dead with one; the service goes on, and keeps nothing of it."""

import json
import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Running, Town

GOOD = b'{"key":"a","text":"b"}'
ESCAPED = b'{"key":"a","text":"\\ud800"}'
"""Whoever takes the sender's word for the encoding makes another text of it."""

BODIES = {
    "broken JSON": (b'{"key":', "", "not_json"),
    "nothing": (b"", "", "not_json"),
    "a list": (b"[1]", "", "wrong_type"),
    "a wrong type": (b'{"key":"a","text":5}', "/text", "wrong_type"),
    "a field too few": (b'{"key":"a"}', "/text", "required"),
    "a field too many": (b'{"key":"a","text":"b","kaki":1}', "/kaki", "unknown_field"),
    "a NUL": (b'{"key":"a","text":"b\\u0000c"}', "/text", "malformed"),
    "a NUL in a field's name": (b'{"key":"a","text":"b","\\u0000":1}', "/\0", "unknown_field"),
    "a lone surrogate": (b'{"key":"a","text":"\\ud800"}', "", "not_json"),
    "a lone surrogate, encoded": (b'{"key":"a","text":"\xed\xa0\x80"}', "", "not_json"),
    "no UTF-8": (b'{"key":"a","text":"\xff"}', "", "not_json"),
    "GB18030": ('{"key":"a","text":"市"}'.encode("gb18030"), "", "not_json"),
    "a depth of 10,000": (b'{"key":"a","text":"b","x":' + b"[" * 10_000 + b"]" * 10_000 + b"}", "/x", "unknown_field"),
    "5 MB": (json.dumps({"key": "a", "text": "b" * 5_000_000}).encode(), "/text", "too_long"),
    "a number beyond all": (b'{"key":"a","text":"b","pace":1e999}', "/pace", "out_of_range"),
}

ODD: dict[str, Any] = {
    "int": 5,
    "large": 2**62,
    "small": -(2**31),
    "bytes": b"\xff\xfe",
    "table": {"a": {"b": [1, {"c": None}]}},
    "array": [1, "a", b"\xff", None],
    "none": None,
    "bool": True,
    "float": 1.5,
    "decimal": Decimal("-1.25"),
    "time": datetime(2026, 1, 1, tzinfo=UTC),
}


def _short(text: bytes) -> bytes:
    return struct.pack("B", len(text)) + text


def _headers(name: bytes, value: bytes) -> bytes:
    table = _short(name) + value
    return struct.pack(">I", len(table)) + table


def _deep(levels: int) -> bytes:
    value = b"V"
    for _ in range(levels):
        value = b"A" + struct.pack(">I", len(value)) + value
    return value


CONTENT_TYPE, ENCODING, HEADERS, MESSAGE_ID, TYPE = 0x8000, 0x4000, 0x2000, 0x0080, 0x0020

RAW = {
    "a content type that is no UTF-8": (CONTENT_TYPE, _short(b"\xff\xfe")),
    "an encoding that is no UTF-8": (ENCODING, _short(b"\xff")),
    "an encoding that makes half surrogates": (ENCODING, _short(b"unicode_escape")),
    "a message id that is no UTF-8": (MESSAGE_ID, _short(b"\xff")),
    "a message id with half a surrogate": (MESSAGE_ID, _short(b"\xed\xa0\x80")),
    "a message id with a NUL": (MESSAGE_ID, _short(b"a\0b")),
    "a type that is no UTF-8": (TYPE, _short(b"\xff")),
    "a moment beyond all calendars": (HEADERS, _headers(b"when", b"T" + struct.pack(">Q", 2**63))),
    "a header's name that is no UTF-8": (HEADERS, _headers(b"\xff", b"V")),
    "a header's value with half a surrogate": (HEADERS, _headers(b"ce-id", b"S\0\0\0\3\xed\xa0\x80")),
    "a header too deep to be read": (HEADERS, _headers(b"deep", _deep(5_000))),
    "a header too deep to be written": (HEADERS, _headers(b"deep", _deep(700))),
    "headers that fill a frame": (HEADERS, _headers(b"long", b"S" + struct.pack(">I", 130_000) + b"x" * 130_000)),
}
"""Property flags and the property, as no library of ours would write them."""


@pytest.fixture
def unshaken(town: Town, probe: Running, stranger: Stranger) -> Iterator[None]:
    """After such a test the same process works on, and nothing was kept but what records the refusal."""
    yield
    assert stranger.order("note", key="well", text="and alive")["answer"] == {"key": "well", "version": 1}
    assert town.count("lines") == town.count("history") == town.count("books") == 1
    assert probe.is_alive


@pytest.mark.usefixtures("unshaken")
@pytest.mark.parametrize("what", BODIES)
def test_a_bad_body_is_refused_naming_the_field(stranger: Stranger, what: str) -> None:
    body, pointer, rule = BODIES[what]

    reply = stranger.order("note", body=body)

    assert (reply["refusal"]["kind"], reply["refusal"]["code"]) == ("invalid", "invalid")
    assert [(fault["pointer"], fault["rule"]) for fault in reply["refusal"]["faults"]] == [(pointer, rule)]


@pytest.mark.usefixtures("unshaken")
@pytest.mark.parametrize("what", BODIES)
def test_a_bad_body_that_nobody_waits_for_is_a_dead_letter(town: Town, stranger: Stranger, what: str) -> None:
    body = BODIES[what][0]
    stranger.send(stranger.command("note", id="bad", reply=False, body=body))

    dead = stranger.take("dead-letters")
    (row,) = town.sql("SELECT * FROM dead_letters")

    assert (dead.body, dead.headers["reason"], dead.properties["message_id"]) == (body, "invalid", "bad")
    assert (bytes(row.body), row.reason, row.message_id, row.queue) == (body, "invalid", "bad", "probe.commands")


@pytest.mark.usefixtures("unshaken")
def test_an_unknown_type_is_refused(stranger: Stranger) -> None:
    reply = stranger.order("nought", key="a")

    assert (reply["refusal"]["code"], reply["refusal"]["arguments"]) == ("unknown_mail", ["nought"])


@pytest.mark.usefixtures("unshaken")
def test_a_command_without_an_id_is_refused(stranger: Stranger) -> None:
    properties = {"type": "note", "reply_to": stranger.reply_queue, "correlation_id": "no id"}
    stranger.send(Mail(GOOD, "probe.commands", properties=properties))

    faults = stranger.reply("no id")["refusal"]["faults"]

    assert [(fault["pointer"], fault["rule"]) for fault in faults] == [("/message_id", "required")]


@pytest.mark.usefixtures("unshaken")
@pytest.mark.parametrize("queue", ["probe.commands", "probe.inbox"])
@pytest.mark.parametrize("what", RAW)
def test_properties_that_no_client_can_decode_are_a_dead_letter(
    town: Town, stranger: Stranger, what: str, queue: str
) -> None:
    flags, value = RAW[what]
    stranger.send(Mail(ESCAPED, queue, raw=struct.pack(">H", flags) + value))

    dead = stranger.take("dead-letters")
    (row,) = town.sql("SELECT * FROM dead_letters")

    assert (dead.body, dead.headers["reason"]) == (ESCAPED, row.reason)
    assert (bytes(row.body), row.queue) == (ESCAPED, queue)


@pytest.mark.usefixtures("unshaken")
@pytest.mark.parametrize(
    ("said", "pointer", "rule"),
    [
        ("garbage", "/actor", "not_json"),
        ("{}", "/actor/id", "required"),
        ('{"id":""}', "/actor/id", "too_short"),
        ('{"id":"a\\u0000"}', "/actor/id", "malformed"),
        ('{"id":"a","roles":["emperor"]}', "/actor/roles/0", "not_one_of"),
        *((value, "/actor", "not_json") for name, value in ODD.items() if name != "none"),
    ],
)
def test_a_garbled_actor_is_refused(stranger: Stranger, said: object, pointer: str, rule: str) -> None:
    reply = stranger.order("note", headers={"actor": said}, key="a", text="b")

    assert [(fault["pointer"], fault["rule"]) for fault in reply["refusal"]["faults"]] == [(pointer, rule)]


@pytest.mark.parametrize("kind", ODD)
def test_headers_of_odd_types_count_as_not_there(town: Town, probe: Running, stranger: Stranger, kind: str) -> None:
    names = ("traceparent", "fingerprint", "attempt", "came-by", "came-as", "came-from", "reason", "ce-id")

    reply = stranger.order("note", headers=dict.fromkeys(names, ODD[kind]), key="a", text="b")

    assert reply["answer"] == {"key": "a", "version": 1}
    [(trace,)] = town.sql("SELECT trace FROM history")
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-01", trace)
    assert probe.is_alive
