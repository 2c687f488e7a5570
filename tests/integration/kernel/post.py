"""A stranger at the broker: it speaks AMQP and knows nothing of our code."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from amqp import Message
from amqp.exceptions import AMQPError
from kombu import Connection

from tests import stopwatch

LOST = (AMQPError, OSError)
"""What is raised when the broker goes away."""


@dataclass(frozen=True)
class Mail:
    """A message on its way to the broker; ``raw`` stands in for its encoded properties where no library writes such."""

    body: bytes
    key: str
    exchange: str = ""
    properties: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, Any] = field(default_factory=dict)
    raw: bytes | None = None

    @property
    def id(self) -> str:
        """Its message id."""
        return str(self.properties["message_id"])

    def message(self) -> Message:
        """The message as the library sends it."""
        kind = Message if self.raw is None else _RawMessage
        message = kind(self.body, application_headers=dict(self.headers), **self.properties)
        message.raw = self.raw
        return message


class _RawMessage(Message):
    """Its properties go to the wire as the test wrote them."""

    def _serialize_properties(self) -> bytes:
        return bytes(self.raw)


class Stranger:
    """A connection to the broker, with a reply queue once it needs one; every message it sends is confirmed."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._name = str(uuid4())
        self.replies: dict[str, list[dict[str, Any]]] = {}
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            self._connection.release()
        except LOST:
            self._connection.collect()

    def _open(self) -> None:
        self._connection = Connection(self._uri, connect_timeout=5)
        self._channel = self._connection.channel()
        self._channel.auto_decode = False
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._on_ack)
        self._sent = 0
        self._unconfirmed: set[int] = set()
        self._reply_queue = ""

    # Sending

    def send(self, *mails: Mail) -> None:
        """Sends all, and returns when the broker has confirmed each."""
        for mail in mails:
            self._channel.basic_publish(mail.message(), mail.exchange, mail.key)
            self._sent += 1
            self._unconfirmed.add(self._sent)
        while self._unconfirmed:
            self._connection.drain_events(timeout=30)

    def send_somehow(self, mails: Iterable[Mail], within: float = 30.0) -> None:
        """Sends all through as many outages as it takes: what was not confirmed is sent again."""
        left = list(mails)
        deadline = stopwatch.now() + within
        while left:
            assert stopwatch.now() < deadline, f"{len(left)} not confirmed"
            try:
                self.send(*left[:100])
                left = left[100:]
            except LOST:
                self._come_back(deadline)

    def _come_back(self, deadline: float) -> None:
        self._connection.collect()
        while stopwatch.now() < deadline:
            try:
                self._open()
            except LOST:
                time.sleep(0.05)
            else:
                return

    def _on_ack(self, delivery_tag: int, multiple: bool) -> None:  # noqa: FBT001 - py-amqp calls it so
        self._unconfirmed -= {
            tag for tag in self._unconfirmed if tag == delivery_tag or (multiple and tag < delivery_tag)
        }

    # Commands, and replies to them and to queries

    def command(
        self,
        type_: str,
        *,
        id: str = "",
        reply: bool = True,
        headers: Mapping[str, Any] | None = None,
        body: bytes | None = None,
        **fields: Any,
    ) -> Mail:
        """A command to the probe, answered to this stranger unless ``reply`` is False."""
        message_id = id or str(uuid4())
        properties = {"message_id": message_id, "type": type_, "delivery_mode": 2}
        if reply:
            properties |= {"reply_to": self.reply_queue, "correlation_id": message_id}
        text = json.dumps(fields).encode() if body is None else body
        return Mail(text, "probe.commands", properties=properties, headers=headers or {})

    def order(self, type_: str, **rest: Any) -> dict[str, Any]:
        """Sends one command; gives the reply."""
        mail = self.command(type_, **rest)
        self.send(mail)
        return self.reply(mail.id)

    def ask(self, key: str, body: bytes, headers: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Asks by nameko's RPC protocol, with a body of one's own; gives the reply."""
        self.hear("nameko-rpc", self._name, self.reply_queue)
        return self.reply(self.ask_for(key, body, self._name, headers))

    def ask_for(self, key: str, body: bytes, reply_to: str, headers: Mapping[str, Any] | None = None) -> str:
        """Asks, to be answered wherever ``reply_to`` leads; gives the question's id."""
        id = str(uuid4())
        properties = {"reply_to": reply_to, "correlation_id": id, "content_type": "application/json"}
        self.send(Mail(body, key, "nameko-rpc", properties, headers or {}))
        return id

    @property
    def reply_queue(self) -> str:
        """This stranger's own queue for replies."""
        if not self._reply_queue:
            self._reply_queue = str(self._channel.queue_declare("", exclusive=True).queue)
            self._channel.basic_consume(self._reply_queue, callback=self._on_reply, no_ack=True)
        return self._reply_queue

    def reply(self, id: str, within: float = 30.0) -> dict[str, Any]:
        """The next reply to the message ``id``."""
        self.listen(lambda: self.replies.get(id), within)
        return self.replies[id].pop(0)

    def listen(self, enough: Callable[[], object], within: float = 30.0) -> None:
        """Takes replies until ``enough()`` is true."""
        deadline = stopwatch.now() + within
        while not enough():
            assert stopwatch.now() < deadline, f"no reply within {within:.0f} s"
            try:
                self._connection.drain_events(timeout=0.05)
            except TimeoutError:
                continue

    def _on_reply(self, message: Message) -> None:
        self.replies.setdefault(message.properties.get("correlation_id", ""), []).append(json.loads(message.body))

    # Looking into queues

    def count(self, queue: str) -> int:
        """How many messages wait in a queue."""
        return int(self._channel.queue_declare(queue, passive=True).message_count)

    def consumers(self, queue: str) -> int:
        """How many consumers a queue has."""
        return int(self._channel.queue_declare(queue, passive=True).consumer_count)

    def take(self, queue: str, within: float = 30.0) -> Message:
        """Takes the first message out of a queue, once there is one."""
        return self.take_some(queue, 1, within)[0]

    def take_some(self, queue: str, number: int, within: float = 30.0) -> list[Message]:
        """Takes so many messages out of a queue, as they come: as a consumer, since an inbox has no basic.get."""
        taken: list[Message] = []
        channel = self._connection.channel()
        channel.auto_decode = False
        channel.basic_qos(prefetch_size=0, prefetch_count=number, a_global=False)
        channel.basic_consume(queue, callback=taken.append)
        deadline = stopwatch.now() + within
        while len(taken) < number:
            assert stopwatch.now() < deadline, f"{len(taken)} of {number} in {queue} within {within:.0f} s"
            with suppress(TimeoutError):
                self._connection.drain_events(timeout=0.05)
        for message in taken[:number]:
            message.body = bytes(message.body or b"")
            channel.basic_ack(message.delivery_info["delivery_tag"])
        channel.close()
        return taken[:number]

    def purge(self, *queues: str) -> None:
        """Empties queues."""
        for queue in queues:
            self._channel.queue_purge(queue)

    def hear(self, exchange: str, key: str, queue: str = "") -> str:
        """Binds a queue, this stranger's own unless it is named, to an exchange; gives its name."""
        queue = queue or str(self._channel.queue_declare("", exclusive=True).queue)
        self._channel.queue_bind(queue, exchange, key)
        return queue

    def delete(self, queue: str) -> None:
        """Deletes a queue."""
        self._channel.queue_delete(queue)
