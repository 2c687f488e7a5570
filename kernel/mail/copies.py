"""A letter as it came, on its way to another queue: up the retry ladder, to the dead letters, back to its service."""

from collections.abc import Mapping
from typing import Any

from amqp import Message
from amqp.serialization import dumps

from kernel.connection import UNREADABLE, read_properties
from kernel.mail.letter import Origin, origin_of

_ROOM = 100_000
"""Bytes for the sender's headers: with ours beside them they must fit into one frame of 128 KiB."""

_NOT_CARRIED = {"user_id", "expiration", UNREADABLE}
"""Ours is another user, and a letter that waits on the ladder must not expire."""


def properties_of_copy(came: Any, headers: Mapping[str, Any], origin: Origin | None = None) -> dict[str, Any]:
    """The AMQP properties of a copy of the message: the sender's own, with ``headers`` added, and where it came in."""
    origin = origin or origin_of(came)
    known = {"came-by": origin.exchange, "came-as": origin.key, "came-from": origin.user}
    properties = {name: value for name, value in came.properties.items() if name not in _NOT_CARRIED}
    properties["application_headers"] = _carried(came.headers or {}) | dict(headers) | known
    properties["delivery_mode"] = 2
    return properties


def pack(properties: Mapping[str, Any]) -> bytes:
    """AMQP properties as bytes, to be kept."""
    packed: bytes = Message("", **properties)._serialize_properties()  # noqa: SLF001 - py-amqp has no public name for it
    return packed


def unpack(packed: bytes) -> dict[str, Any]:
    """The properties again."""
    return read_properties(packed, 0)[0]


def _carried(headers: Mapping[Any, Any]) -> dict[Any, Any]:
    """The sender's headers, smallest first as far as there is room, without those that the broker acts upon.

    Carried on, ``CC`` would have the broker lay the sender's message into any queue under our name, and a made-up
    ``x-death`` would have it drop the message.
    """
    kept, room = {}, _ROOM
    sizes = {name: _size(name, value) for name, value in headers.items() if not _is_for_the_broker(name)}
    for name, size in sorted(sizes.items(), key=lambda entry: entry[1]):
        room -= size
        if room < 0:
            break
        kept[name] = headers[name]
    return kept


def _is_for_the_broker(name: Any) -> bool:
    return str(name).lower() in {"cc", "bcc"} or str(name).lower().startswith("x-")


def _size(name: Any, value: Any) -> int:
    """Bytes on the wire; more than there is room for, when it was read but is too deep to be written."""
    try:
        return len(dumps("F", [{name: value}]))
    except RecursionError:
        return _ROOM + 1
