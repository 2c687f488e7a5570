"""Where mail goes that could not be handled: up the retry ladder and, in the end, to the dead letters."""

import logging
from typing import Any

from amqp import Message
from kombu import Connection

from kernel.mail import names
from kernel.mail.dead_letters import record
from kernel.mail.letter import Letter, origin_of
from kernel.mail.settlement import Desk, Outcome

log = logging.getLogger(__name__)


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
        attempt = int((letter.delivery.headers or {}).get("attempt", 0))
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
        properties["application_headers"] = (came.headers or {}) | headers | known
        properties["delivery_mode"] = 2
        channel = self._connection.channel()
        try:
            channel.confirm_select()
            channel.basic_publish_confirm(Message(came.body, **properties), exchange, key, mandatory=True, timeout=15)
        finally:
            channel.close()
