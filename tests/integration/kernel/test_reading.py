"""Reading mail: whatever a stranger writes, it is a letter, perhaps with a flaw, and every word of it can be kept."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from amqp import Message
from hypothesis import given
from hypothesis import strategies as st

from kernel.mail.cloud_events import read_events
from kernel.mail.letter import Letter, read_command, read_query

WORDS = st.text(max_size=20) | st.text(alphabet="\0\n\ud800\udfff市a", max_size=5)
VALUES = st.recursive(
    WORDS
    | st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.binary(max_size=20)
    | st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1))  # noqa: DTZ001 - the library's moments have no zone
    | st.decimals(allow_nan=False, allow_infinity=False).map(Decimal),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.binary(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["actor", "traceparent", "fingerprint", "attempt", "came-by", "came-as", "came-from", "nameko.call_id_stack"]
    + [f"ce-{name}" for name in ("id", "source", "type", "specversion", "time", "subject", "traceparent", "data", "x")],
)
PLAUSIBLE = st.sampled_from(
    ["1.0", "/departments/tax", "bell_rung", '{"id":"a"}', "2026-01-01T00:00:00Z", "2026-01-01T00:00:00"]
)
HEADERS = st.dictionaries(NAMES | WORDS | st.binary(max_size=5), VALUES | PLAUSIBLE, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | PLAUSIBLE,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "source", "type", "specversion", "data", "time"]), inner)
    ),
    max_leaves=20,
)
BODIES = st.binary(max_size=50) | JSON.map(lambda value: json.dumps(value).encode())
KINDS = st.sampled_from(["application/json", "application/cloudevents+json", "application/cloudevents-batch+json; a=b"])
DOORS = st.sampled_from(["", "departments", "lamps.events", "amq.topic"])


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """An AMQP message as the library gives it, with anything in it."""
    names = ("message_id", "type", "reply_to", "correlation_id", "user_id")
    properties: dict[str, Any] = {name: draw(WORDS) for name in names if draw(st.booleans())}
    properties["content_type"] = draw(KINDS | WORDS)
    message = Message(draw(BODIES), application_headers=draw(HEADERS), **properties)
    message.delivery_info = {"exchange": draw(DOORS), "routing_key": draw(WORDS | st.just("tax.bell_rung"))}
    return message


@given(messages())
def test_whatever_comes_is_a_letter(message: Message) -> None:
    letters = [read_command(message), read_query(message), *read_events(message, platform_user="mingcha")]

    for letter in letters:
        _assert_can_be_kept(letter)
    assert letters[0].key


def _assert_can_be_kept(letter: Letter) -> None:
    for text in (letter.key, letter.type, letter.source, letter.trace, letter.correlation, letter.actor.id):
        assert "\0" not in text
        assert len(text.encode()) <= 10_000  # half a surrogate cannot be encoded
    assert letter.occurred_at is None or letter.occurred_at.tzinfo
    assert isinstance(letter.print, bytes)
    assert isinstance(letter.body, bytes)
