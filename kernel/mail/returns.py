"""Where mail goes that could not be handled: up the retry ladder and, in the end, to the dead letters."""

import logging
from collections.abc import Mapping
from typing import Any

from amqp import Message
from amqp.serialization import dumps
from kombu import Connection

from kernel.mail import names
from kernel.mail.dead_letters import record
from kernel.mail.letter import Letter, origin_of
from kernel.mail.settlement import Desk, Outcome

log = logging.getLogger(__name__)

_ROOM = 100_000
"""Bytes for the sender's headers: with ours beside them they must fit into one frame of 128 KiB."""

_DEADLINE = 15
"""Seconds to send, and then to wait for the confirm."""


class Returns:
    """Sends failed and dead letters on, confirmed, before their delivery is acknowledged.

    A kill between the sending and the acknowledgement sends a letter twice; ``received`` makes that harmless.
    """

    def __init__(self, connection: Connection, queue: str, desk: Desk) -> None:
        self._connection = connection
        self._queue = queue
        self._desk = desk

    def take(self, outcome: Outcome) -> None:
        """Sends the letter to where its outcome leads; a settled one leads nowhere."""
        if outcome.failed is not None:
            self._fail(outcome.letter, outcome.failed)
        elif outcome.dead:
            self._send(outcome.letter, names.DEAD_EXCHANGE, self._queue, {"reason": outcome.dead})

    def _fail(self, letter: Letter, error: Exception) -> None:
        attempt = _attempt_of(letter)
        log.error("failed", extra={"id": letter.id, "type": letter.type, "attempt": attempt}, exc_info=error)
        if attempt < len(names.LADDER):
            headers = {"attempt": attempt + 1}
            self._send(letter, names.rung(names.LADDER[attempt]), self._queue, headers)
            return
        reason = type(error).__name__
        with self._desk.database.engine.begin() as connection:
            record(connection, letter, reason, queue=self._queue, at=self._desk.clock.now())
        self._send(letter, names.DEAD_EXCHANGE, self._queue, {"reason": reason})

    def _send(self, letter: Letter, exchange: str, key: str, headers: dict[str, Any]) -> None:
        """Sends the message as it came; only the headers grow."""
        came = letter.delivery
        properties = {name: value for name, value in came.properties.items() if name not in {"user_id", "expiration"}}
        origin = origin_of(came)
        known = {"came-by": origin.exchange, "came-as": origin.key, "came-from": origin.user}
        properties["application_headers"] = _carried(came.headers or {}) | headers | known
        properties["delivery_mode"] = 2
        channel = self._connection.channel()
        try:
            channel.confirm_select()
            channel.basic_publish_confirm(
                Message(came.body, **properties),
                exchange,
                key,
                mandatory=True,
                timeout=_DEADLINE,
                confirm_timeout=_DEADLINE,
            )
        finally:
            channel.close()


def _attempt_of(letter: Letter) -> int:
    """How often it was tried before; the sender may have written anything there."""
    said = (letter.delivery.headers or {}).get("attempt")
    return min(max(said, 0), len(names.LADDER)) if isinstance(said, int) else 0


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
