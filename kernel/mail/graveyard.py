"""What a clerk does with dead letters: looks at them, sends them to their service once more, or discards them.

The table of the service that met them is the record; the broker's queue ``dead-letters`` holds a copy of each, and
besides what the broker itself condemned, which no service has ever seen.
"""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amqp import Message
from kombu import Connection
from sqlalchemy import Engine, Select, delete, func, select, update

from kernel import tables
from kernel.mail import names
from kernel.mail.copies import unpack
from kernel.mail.publisher import Outgoing, Publisher

DEAD = tables.dead_letters.c


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which dead letters; ``open_only`` leaves out those that somebody has dealt with."""

    seqs: Collection[int] = ()
    reason: str = ""
    type: str = ""
    source: str = ""
    since: datetime | None = None
    open_only: bool = True

    def of(self, query: Select[Any]) -> Select[Any]:
        """The query, narrowed to these."""
        if self.seqs:
            query = query.where(DEAD.seq.in_(self.seqs))
        for column in ("reason", "type", "source"):
            if said := getattr(self, column):
                query = query.where(DEAD[column] == said)
        if self.since is not None:
            query = query.where(DEAD.last_seen >= self.since)
        return query.where(DEAD.ended.is_(None)) if self.open_only else query


@dataclass(frozen=True, kw_only=True)
class DeadLetter:
    """A row of the table."""

    seq: int
    message_id: str
    received_id: str
    queue: str
    source: str
    type: str
    trace: str
    reason: str
    detail: str
    refusal: str
    body: bytes
    properties: bytes
    first_seen: datetime
    last_seen: datetime
    times: int
    ended: str | None
    ended_at: datetime | None
    ended_by: str | None
    ended_why: str | None


@dataclass(frozen=True)
class Clerk:
    """Who deals with a dead letter, when and why."""

    name: str
    at: datetime
    why: str = ""


class Graveyard:
    """One service's dead letters."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def count(self, wanted: Wanted) -> int:
        """How many there are."""
        with self._engine.connect() as connection:
            return int(connection.scalar(wanted.of(select(func.count(DEAD.seq)))) or 0)

    def find(self, wanted: Wanted, limit: int | None = None) -> list[DeadLetter]:
        """The newest of them first."""
        query = wanted.of(select(tables.dead_letters)).order_by(DEAD.seq.desc()).limit(limit)
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return [
                DeadLetter(**{**row, "body": bytes(row["body"]), "properties": bytes(row["properties"])})
                for row in rows
            ]

    def redrive(self, letter: DeadLetter, publisher: Publisher, clerk: Clerk) -> None:
        """Sends the letter, as it came, to the service that could not handle it, and to nobody else.

        Its refusal is forgotten first, since the service would only repeat it. A kill before the last step leaves the
        letter open: sent a second time it has no second effect.

        Raises:
            NotConfirmed: when the broker has not taken it.
        """
        with self._engine.begin() as connection:
            r = tables.received.c
            refused = r.answer.like('%"refusal":{%')
            connection.execute(delete(tables.received).where(r.message_id == letter.received_id, refused))
        publisher.deliver([_again(letter)])
        self._end(letter, "redriven", clerk)

    def discard(self, letter: DeadLetter, clerk: Clerk) -> None:
        """Lets the letter rest; it stays in the table, with who said so and why."""
        self._end(letter, "discarded", clerk)

    def _end(self, letter: DeadLetter, how: str, clerk: Clerk) -> None:
        """Marks it, unless it has died again meanwhile."""
        said = {"ended": how, "ended_at": clerk.at, "ended_by": clerk.name, "ended_why": clerk.why}
        same = (DEAD.seq == letter.seq, DEAD.times == letter.times, DEAD.ended.is_(None))
        with self._engine.begin() as connection:
            connection.execute(update(tables.dead_letters).where(*same).values(said))


def _again(letter: DeadLetter) -> Outgoing:
    properties = unpack(letter.properties)
    properties["application_headers"] = properties.get("application_headers", {}) | {"attempt": 0}
    return Outgoing(exchange="", key=letter.queue, message=Message(letter.body, **properties))


class DeadQueue:
    """The broker's queue ``dead-letters``, which is looked through without being emptied."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def condemned(self) -> list[Message]:
        """What the broker condemned itself: no service has a row of it."""
        with self._through() as (messages, _):
            return [message for message in messages if "letter" not in (message.headers or {})]

    def drop(self, keys: Collection[str]) -> int:
        """Drops the copies of the letters with these keys, and what the broker condemned under these ids."""
        if not keys:
            return 0
        with self._through() as (messages, channel):
            dropped = [message for message in messages if _name_of(message) in keys]
            for message in dropped:
                channel.basic_ack(message.delivery_info["delivery_tag"])
            return len(dropped)

    def send_back(self, ids: Collection[str]) -> int:
        """Sends what the broker condemned to the queue that it died in; gives how many.

        Raises:
            NotConfirmed: when the broker has not taken one of them.
        """
        if not ids:
            return 0
        with self._through() as (messages, channel), Publisher(self._connection) as publisher:
            chosen = [message for message in messages if condemned_id(message) in ids]
            publisher.deliver([_revived(message) for message in chosen])
            for message in chosen:
                channel.basic_ack(message.delivery_info["delivery_tag"])
            return len(chosen)

    @contextmanager
    def _through(self) -> Iterator[tuple[Sequence[Message], Any]]:
        """All messages that are there now; those that are not acknowledged go back in their order."""
        channel = self._connection.channel()
        channel.auto_decode = False
        try:
            left = channel.queue_declare(names.DEAD_LETTERS, passive=True).message_count
            messages = []
            while left and (message := channel.basic_get(names.DEAD_LETTERS)) is not None:
                messages.append(message)
                left -= 1
            yield messages, channel
        finally:
            channel.close()


def _name_of(message: Message) -> str:
    return str((message.headers or {}).get("letter") or condemned_id(message))


def condemned_id(message: Message) -> str:
    """What a clerk calls a message that the broker condemned: it stays the same while the message lies there."""
    said = repr((message.properties.get("message_id"), sorted(_death_of(message).items(), key=str)))
    return f"queue-{hashlib.sha256(said.encode() + bytes(message.body)).hexdigest()[:12]}"


def death_place(message: Message) -> str:
    """The queue in which the broker condemned it."""
    return str(_death_of(message).get("queue", ""))


def death_reason(message: Message) -> str:
    """Why the broker condemned it: ``delivery_limit``, ``expired``, ``rejected`` or ``maxlen``."""
    return str(_death_of(message).get("reason", "unknown"))


def _death_of(message: Message) -> dict[str, Any]:
    """The newest entry of its ``x-death``."""
    deaths = (message.headers or {}).get("x-death")
    return dict(deaths[0]) if isinstance(deaths, list) and deaths and isinstance(deaths[0], dict) else {}


def _revived(message: Message) -> Outgoing:
    """The message for the queue that it died in, with where it came in: only its first exchange still says that."""
    death = _death_of(message)
    headers = {name: value for name, value in (message.headers or {}).items() if not str(name).startswith("x-")}
    properties = {name: value for name, value in message.properties.items() if name not in {"user_id", "expiration"}}
    if death.get("exchange") and "came-by" not in headers:
        came_as = next(iter(death.get("routing-keys") or ()), "")
        user = message.properties.get("user_id", "")
        headers |= {"came-by": death["exchange"], "came-as": came_as, "came-from": user}
    properties["application_headers"] = headers | {"attempt": 0}
    return Outgoing(exchange="", key=death_place(message), message=Message(message.body, **properties))
