"""A department's end of the mail: it posts events under its own name, and reads its own queue.

It knows AMQP, its own broker user, and nothing else of the platform.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from kombu import Connection, Message, Producer, Queue

EXCHANGE = "departments"

_CONFIRMED = {"confirm_publish": True}


class NotConfirmed(ConnectionError):
    """The broker did not confirm the event; post it again under the same id."""


@dataclass(frozen=True)
class Incoming:
    """What was handed to the department: its type, its data, and its CloudEvents id."""

    type: str
    id: str
    data: dict[str, Any]


class DepartmentMail:
    """One department's connection; its broker user is called ``department.<name>``."""

    def __init__(self, amqp_uri: str, department: str) -> None:
        self.department = department
        self._connection = Connection(amqp_uri, heartbeat=10, transport_options=_CONFIRMED)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.release()

    def post(self, event_type: str, data: dict[str, Any], *, id: str | None = None) -> str:
        """Posts an event; gives its id once the broker has it. The same id again has no second effect.

        Raises:
            NotConfirmed
        """
        event_id = id or str(uuid4())
        headers = {
            "ce-specversion": "1.0",
            "ce-id": event_id,
            "ce-source": f"/departments/{self.department}",
            "ce-type": event_type,
            "ce-time": datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        }
        try:
            self._publish(f"{self.department}.{event_type}", json.dumps(data, ensure_ascii=False), headers, event_id)
        except self._connection.recoverable_connection_errors as error:
            raise NotConfirmed(str(error)) from error
        return event_id

    def hear(self, *, patience: float = 1.0) -> Iterator[Incoming | None]:
        """Yields what is handed over, and None after each ``patience`` seconds of silence.

        A message is acknowledged when the next one is asked for, that is, after it was dealt with.
        """
        with self._consumer() as waiting:
            while True:
                if not waiting:
                    yield None
                    self._drain(patience)
                    continue
                message = waiting.pop(0)
                yield _incoming(message)
                message.ack()

    @contextmanager
    def _consumer(self) -> Iterator[list[Message]]:
        waiting: list[Message] = []
        queue = Queue(f"department.{self.department}", no_declare=True)
        with self._connection.Consumer(
            queue, on_message=waiting.append, prefetch_count=10, auto_declare=False, accept=["json"]
        ):
            yield waiting

    def _drain(self, patience: float) -> None:
        try:
            self._connection.drain_events(timeout=patience)
        except TimeoutError:
            self._connection.heartbeat_check()

    def _publish(self, key: str, body: str, headers: dict[str, str], event_id: str) -> None:
        Producer(self._connection, auto_declare=False).publish(
            body,
            exchange=EXCHANGE,
            routing_key=key,
            headers=headers,
            message_id=event_id,
            content_type="application/json",
            content_encoding="utf-8",
            user_id=self._connection.userid,
            delivery_mode=2,
            mandatory=True,
            retry=True,
            retry_policy={"max_retries": 5, "interval_start": 0.2, "interval_step": 0.5, "interval_max": 3},
            timeout=10,
            confirm_timeout=10,
        )


def _incoming(message: Message) -> Incoming:
    headers = message.headers or {}
    body = message.body.decode() if isinstance(message.body, bytes) else str(message.body)
    return Incoming(type=headers.get("ce-type", ""), id=headers.get("ce-id", ""), data=json.loads(body))
