"""Publishing many messages at once: all are sent, then all confirms are read (about nine times one by one)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from amqp import Message
from kombu import Connection

from kernel.link import together

_DEADLINE = 15
"""Seconds to wait for the next confirm before the link counts as broken."""


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A message on its way out."""

    exchange: str
    key: str
    message: Message

    @property
    def id(self) -> str:
        """Its ``message_id``; empty when its sender gave it none."""
        return str(self.message.properties.get("message_id") or "")


def json_message(id: str, body: bytes, *, type: str, headers: dict[str, Any]) -> Message:
    """A persistent message of ours."""
    return Message(
        body,
        content_type="application/json",
        content_encoding="utf-8",
        delivery_mode=2,
        message_id=id,
        type=type,
        application_headers=headers,
    )


class NotConfirmed(ConnectionError):
    """The broker refused a message or did not confirm it in time; whether it has it is unknown."""


class Publisher:
    """A channel in confirm mode. Messages are persistent and mandatory."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._channel = connection.channel()
        self._channel.confirm_select()
        self._sent = 0
        self._open: set[int] = set()
        self._refused: set[int] = set()
        self._returned: set[str] = set()
        self._channel.events["basic_ack"].add(self._confirmed)
        self._channel.events["basic_nack"].add(self._nacked)
        self._channel.events["basic_return"].add(self._came_back)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Closes the channel; one that has failed goes with its connection."""
        if kind is None:
            self._channel.close()

    def publish(self, messages: Sequence[Outgoing]) -> set[str]:
        """Sends all and waits until the broker has each; gives the ids of those that no queue was bound for.

        Raises:
            NotConfirmed: when one was refused or a confirm is missing.
        """
        self._returned.clear()
        with together(self._connection):
            for message in messages:
                self._send(message)
        while self._open:
            try:
                self._connection.drain_events(timeout=_DEADLINE)
            except TimeoutError:
                raise NotConfirmed(f"{len(self._open)} messages without a confirm") from None
        if self._refused:
            raise NotConfirmed(f"{len(self._refused)} messages refused by the broker")
        return set(self._returned)

    def deliver(self, messages: Sequence[Outgoing]) -> None:
        """Sends all, and returns when each is in a queue.

        Raises:
            NotConfirmed: when one is not.
        """
        if unbound := self.publish(messages):
            raise NotConfirmed(f"{len(unbound)} messages found no queue: run the topology step")

    def make_queue(self, name: str, arguments: Mapping[str, object]) -> None:
        """Makes a durable queue; one that is there already in this form is left as it is."""
        with self._connection.channel() as channel:  # its own, since a refused declaration closes it
            channel.queue_declare(name, durable=True, auto_delete=False, arguments=dict(arguments))

    def breathe(self) -> None:
        """Reads what the broker has sent meanwhile, its heartbeats above all, and sends ours; to be called each second.

        Raises:
            ConnectionError: when the broker has been silent for two heartbeats.
        """
        with suppress(TimeoutError):
            while True:
                self._connection.drain_events(timeout=0)
        self._connection.heartbeat_check()

    def _send(self, message: Outgoing) -> None:
        self._channel.basic_publish(message.message, message.exchange, message.key, mandatory=True)
        self._sent += 1
        self._open.add(self._sent)

    def _confirmed(self, delivery_tag: int, multiple: bool) -> None:  # noqa: FBT001 - py-amqp calls it so
        self._open -= {tag for tag in self._open if tag <= delivery_tag} if multiple else {delivery_tag}

    def _nacked(self, delivery_tag: int, multiple: bool) -> None:  # noqa: FBT001 - py-amqp calls it so
        before = set(self._open)
        self._confirmed(delivery_tag, multiple)
        self._refused |= before - self._open

    def _came_back(self, _error: Exception, _exchange: str, _key: str, message: Any) -> None:
        """Comes before the confirm of the same message."""
        self._returned.add(str(message.properties.get("message_id") or ""))
