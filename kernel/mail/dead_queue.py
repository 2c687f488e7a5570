"""The broker's queue ``dead-letters``, which is looked through without being emptied; the last rung likewise.

It holds a copy of each dead letter, and besides what the broker itself condemned, which no service has ever seen. On
the last rung of the retry ladder goes round for ever what has ended its process each time: no service has a row of it.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any, NamedTuple

from amqp import Message
from kombu import Connection

from kernel.mail import names
from kernel.mail.copies import pack, properties_of_copy
from kernel.mail.letter import FIRST_FAILED, Origin, moment_of, text_of, tries_of
from kernel.mail.publisher import Outgoing, Publisher

LAST_RUNG = names.rung(names.LADDER[-1])


class Copy(NamedTuple):
    """The copy of a letter that a service has a row of: the queue that it died in, and the row's ``message_id``."""

    queue: str
    key: str


@dataclass(frozen=True)
class Condemned:
    """A message that no service has a row of; its id stays the same while it lies there."""

    message: Message

    @property
    def id(self) -> str:
        """What a clerk calls it."""
        said = repr((self.message.properties.get("message_id"), sorted(self._death.items(), key=str)))
        return f"queue-{hashlib.sha256(said.encode('utf-8', 'replace') + self.body).hexdigest()[:12]}"

    @property
    def body(self) -> bytes:
        """As it came."""
        return bytes(self.message.body)

    @property
    def queue(self) -> str:
        """Where it died, and where it goes when it is sent back."""
        return text_of(self._death, "queue") or text_of(self.message.delivery_info, "routing_key")

    @property
    def reason(self) -> str:
        """``process_ended``, or the broker's: ``delivery_limit``, ``expired``, ``rejected`` or ``maxlen``."""
        said = text_of(self._death, "reason") or text_of(self.message.headers or {}, "reason") or "unknown"
        return "process_ended" if goes_round(self.message) else said

    @property
    def tries(self) -> int:
        """How often it was tried."""
        return tries_of(self.message)

    @property
    def died(self) -> datetime | None:
        """When the broker condemned it, to the second; of what goes round, when it failed for the first time."""
        time = self._death.get("time")
        if isinstance(time, datetime):
            return time.replace(tzinfo=UTC)  # py-amqp gives UTC without saying so
        return moment_of(text_of(self.message.headers or {}, FIRST_FAILED))

    @property
    def row(self) -> dict[str, Any]:
        """What the table of dead letters can say of it."""
        properties, headers = self.message.properties, self.message.headers or {}
        return {
            "message_id": self.id,
            "received_id": text_of(properties, "message_id"),
            "queue": self.queue,
            "source": text_of(headers, "ce-source"),
            "type": text_of(properties, "type") or text_of(headers, "ce-type"),
            "trace": text_of(headers, "traceparent"),
            "reason": self.reason,
            "detail": "",
            "refusal": "",
            "body": self.body,
            "properties": pack(properties_of_copy(self.message, {}, self._origin)),
        }

    @property
    def revived(self) -> Outgoing:
        """The message for the queue that it died in."""
        properties = properties_of_copy(self.message, {"attempt": 0}, self._origin)
        return Outgoing(exchange="", key=self.queue, message=Message(self.body, **properties))

    @property
    def _death(self) -> dict[str, Any]:
        return _death_of(self.message)

    @property
    def _origin(self) -> Origin:
        """Where it came in, by the broker's word; its own headers are ours only when it came over our ladder."""
        death, headers = self._death, self.message.headers or {}
        if exchange := text_of(death, "exchange"):
            keys = death.get("routing-keys")
            key = str(keys[0]) if isinstance(keys, list) and keys else ""
            return Origin(exchange, key, text_of(self.message.properties, "user_id"))
        return Origin(*(text_of(headers, name) for name in ("came-by", "came-as", "came-from")))


def copy_of(message: Message) -> Copy | None:
    """Which row's copy it is; None for what the broker condemned, whatever its sender wrote into the headers."""
    key = (message.headers or {}).get("letter")
    if not isinstance(key, str) or _death_of(message):
        return None
    return Copy(str(message.delivery_info["routing_key"]), key)


def goes_round(message: Message) -> bool:
    """Whether it has come back from the last rung before: it ends its process, and does so until a person helps."""
    return tries_of(message) > len(names.LADDER) and not _death_of(message)


class DeadQueue:
    """The queue, or another whose messages nobody knows of, on a connection."""

    def __init__(self, connection: Connection, queue: str = names.DEAD_LETTERS) -> None:
        self._connection = connection
        self._queue = queue

    def messages(self, most: int | None = None) -> list[Message]:
        """Everything that lies there, or the first ones."""
        with self._through(most) as (messages, _):
            return messages

    def drop(self, choose: Callable[[list[Message]], Iterable[Message]]) -> int:
        """Drops what is chosen among all; gives how many."""
        with self._through() as (messages, channel):
            return _acknowledge(channel, choose(messages))

    def send_back(self, condemned: Collection[str]) -> int:
        """Sends what lies here under these ids to the queue that it died in; gives how many.

        A kill before the last step leaves it there as well; sent a second time it has no second effect.

        Raises:
            NotConfirmed: when the broker has not taken one of them.
        """
        with self._through() as (messages, channel), Publisher(self._connection) as publisher:
            chosen = [message for message in messages if Condemned(message).id in condemned]
            publisher.deliver([Condemned(message).revived for message in chosen])
            return _acknowledge(channel, chosen)

    @contextmanager
    def _through(self, most: int | None = None) -> Iterator[tuple[list[Message], Any]]:
        """All messages that are there now; those that are not acknowledged go back in their order.

        They are handed back before the channel is closed: left to its closing they would come back some time after it,
        and the next look would miss them.
        """
        channel = self._connection.channel()
        channel.auto_decode = False
        messages = list(islice(iter(lambda: channel.basic_get(self._queue), None), most))
        yield messages, channel
        channel.basic_recover(requeue=True)
        channel.close()


def _acknowledge(channel: Any, messages: Iterable[Message]) -> int:
    tags = [message.delivery_info["delivery_tag"] for message in messages]
    for tag in tags:
        channel.basic_ack(tag)
    return len(tags)


def _death_of(message: Message) -> dict[str, Any]:
    """The newest entry of its ``x-death``, which the broker alone writes."""
    deaths = (message.headers or {}).get("x-death")
    return dict(deaths[0]) if isinstance(deaths, list) and deaths and isinstance(deaths[0], dict) else {}
