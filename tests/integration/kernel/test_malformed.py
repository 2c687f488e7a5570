"""Mail that nobody can read: refused with a reason, or dead with one; the service goes on, and keeps nothing of it."""

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Running, Town, eventually

GOOD = b'{"key":"a","text":"b"}'

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


@pytest.fixture(autouse=True)
def unshaken(town: Town, probe: Running, stranger: Stranger) -> Iterator[None]:
    """After each of these tests the same process works on, and nothing was kept but what records the refusal."""
    yield
    assert stranger.order("note", key="well", text="and alive")["answer"] == {"key": "well", "version": 1}
    assert town.count("lines") == town.count("history") == town.count("books") == 1
    assert probe.is_alive


@pytest.mark.parametrize("what", BODIES)
def test_a_bad_body_is_refused_naming_the_field(stranger: Stranger, what: str) -> None:
    body, pointer, rule = BODIES[what]

    reply = stranger.order("note", body=body)

    assert (reply["refusal"]["kind"], reply["refusal"]["code"]) == ("invalid", "invalid")
    assert [(fault["pointer"], fault["rule"]) for fault in reply["refusal"]["faults"]] == [(pointer, rule)]


@pytest.mark.parametrize("what", BODIES)
def test_a_bad_body_that_nobody_waits_for_is_a_dead_letter(town: Town, stranger: Stranger, what: str) -> None:
    body = BODIES[what][0]
    stranger.send(stranger.command("note", id="bad", reply=False, body=body))

    dead = stranger.take("dead-letters")
    (row,) = town.sql("SELECT * FROM dead_letters")

    assert (dead.body, dead.headers["reason"], dead.properties["message_id"]) == (body, "invalid", "bad")
    assert (bytes(row.body), row.reason, row.message_id, row.queue) == (body, "invalid", "bad", "probe.commands")
