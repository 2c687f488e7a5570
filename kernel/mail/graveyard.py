"""What a clerk does with dead letters: looks at them, sends them to their service once more, or discards them.

The table of the service that met them is the record, also of what became of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amqp import Message
from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from contracts.refusals import GivenUp
from kernel import tables
from kernel.mail.copies import unpack
from kernel.mail.dead_letters import Death, keep_refusal
from kernel.mail.dead_queue import Condemned, Copy
from kernel.mail.letter import read_command
from kernel.mail.publisher import Outgoing, Publisher

DEAD = tables.dead_letters.c

_REFUSED = '{"answer":null,"refusal":{'
"""How the reply begins that holds a refusal and no answer."""


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

    @property
    def copy(self) -> Copy:
        """Its copy in the queue ``dead-letters``."""
        return Copy(self.queue, self.message_id)

    @property
    def has_its_own_id(self) -> bool:
        """Whether ``received`` may know it; one that took another's id has no place there."""
        return self.message_id == self.received_id


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
        if letter.has_its_own_id:
            self._forget_refusal(letter)
        publisher.deliver([_again(letter)])
        self._end(letter, "redriven", clerk)

    def discard(self, letter: DeadLetter, clerk: Clerk) -> None:
        """Lets the letter rest; it stays in the table, with who said so and why."""
        self._end(letter, "discarded", clerk)

    def record(self, condemned: Condemned, how: str, clerk: Clerk) -> None:
        """Writes down what became of a letter that the broker had condemned: no service has a row of it.

        Whoever sent a command that was discarded is told so, unless it had its effect before.
        """
        said = {"ended": how, "ended_at": clerk.at, "ended_by": clerk.name, "ended_why": clerk.why}
        died = min(condemned.died or clerk.at, clerk.at)
        row = condemned.row | {"first_seen": died, "last_seen": died, "times": 1} | said
        statement = insert(tables.dead_letters).values(row)
        with self._engine.begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=["message_id"], set_=said))
            if how == "discarded" and condemned.queue.endswith(".commands"):
                letter = read_command(condemned.message)
                death = Death(letter, GivenUp(letter.id).refusal, condemned.reason)
                keep_refusal(connection, death, at=clerk.at)

    def states(self, keys: Collection[str]) -> dict[str, str | None]:
        """What has become of the letters that the table knows by these keys; None of one that is open."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(DEAD.message_id, DEAD.ended).where(DEAD.message_id.in_(keys)))
            return {row.message_id: row.ended for row in rows}

    def _forget_refusal(self, letter: DeadLetter) -> None:
        r = tables.received.c
        refused = r.answer.startswith(_REFUSED, autoescape=True)
        with self._engine.begin() as connection:
            connection.execute(delete(tables.received).where(r.message_id == letter.received_id, refused))

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
