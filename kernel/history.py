"""What happened, in order, for good: the outbox, the audit trail and the feed in one append-only table."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Connection, Integer, Uuid, and_, bindparam, func, select

from contracts.wire import Event, wire_name, write
from kernel import tables
from kernel.stage import Cause, Stage

_START = bytes(32)
"""The hash before an aggregate's first fact."""

_chained = (
    func.unnest(
        bindparam("ids", type_=ARRAY(Uuid)),
        bindparam("versions", type_=ARRAY(Integer)),
    )
    .table_valued("aggregate_id", "version", name="chained")
    .render_derived()
)

_HEADS = select(tables.history.c.aggregate_id, tables.history.c.hash).join(
    _chained,
    and_(
        tables.history.c.aggregate_id == _chained.c.aggregate_id,
        tables.history.c.version == _chained.c.version,
    ),
)
"""One index look-up for each chain, whatever their number."""


class Aggregate(Protocol):
    """Whatever has an identity and a version that grows by one with each fact about it."""

    @property
    def id(self) -> UUID:
        """Who it is."""

    @property
    def version(self) -> int:
        """The version that the fact made."""


class Beginning(NamedTuple):
    """How the history of an aggregate began: the head that its chain had then, and who began it."""

    head: bytes
    actor: str


class History:
    """Takes facts in a transaction and chains them: each row's hash covers the row and the hash before it."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._rows: list[dict[str, Any]] = []
        stage.write_first(self._write)

    @property
    def happened_at(self) -> datetime | None:
        """When the event at hand says that it happened; None where it does not say, or no event is at hand."""
        cause = self._stage.cause
        return cause.occurred_at if cause else None

    def tell(self, aggregate: Aggregate, fact: Event, *, cause: Cause | None = None) -> bytes | None:
        """Keeps ``fact`` as what made ``aggregate`` its present version; it is published after the commit.

        ``cause`` stands for the message at hand where the fact must not lead back to it. Gives the head of a chain that
        begins with the fact; where one goes on, its head is known when the batch is written.
        """
        cause = cause or self._stage.cause
        if cause is None:
            raise LookupError("a fact needs the message that brought it about")
        self._stage.touch()
        row = {
            "aggregate": wire_name(type(aggregate)),
            "aggregate_id": aggregate.id,
            "version": aggregate.version,
            "type": wire_name(type(fact)),
            "data": write(fact).decode(),
            "actor": cause.actor.id,
            "occurred_at": cause.at,
            "causation": cause.message_id,
            "correlation": cause.correlation or cause.message_id,
            "trace": cause.trace,
        }
        self._rows.append(row)
        return _chain(row, _START) if aggregate.version == 1 else None

    def beginning_of(self, aggregate: UUID) -> Beginning | None:
        """How the chain of an aggregate began; None where there is no such chain."""
        for row in self._rows:
            if row["aggregate_id"] == aggregate and row["version"] == 1:
                return Beginning(row["hash"], row["actor"])
        first = (tables.history.c.aggregate_id == aggregate) & (tables.history.c.version == 1)
        query = select(tables.history.c.hash, tables.history.c.actor).where(first)
        found = self._stage.connection.execute(query).one_or_none()
        return Beginning(bytes(found.hash), found.actor) if found else None

    def _write(self) -> None:
        if not self._rows:
            return
        heads = self._heads()
        for row in self._rows:
            known = row.get("hash")
            heads[row["aggregate_id"]] = known or _chain(row, heads.get(row["aggregate_id"], _START))
            self._stage.insert(tables.history, row)
        self._rows.clear()

    def _heads(self) -> dict[UUID, bytes]:
        """The present head of each chain that goes on: those whose first new fact is not version 1."""
        first: dict[UUID, int] = {}
        for row in self._rows:
            first.setdefault(row["aggregate_id"], row["version"])
        before = {key: version - 1 for key, version in first.items() if version > 1}
        if not before:
            return {}
        asked = {"ids": list(before), "versions": list(before.values())}
        found = self._stage.connection.execute(_HEADS, asked)
        return {row.aggregate_id: bytes(row.hash) for row in found}


def _chain(row: dict[str, Any], head: bytes) -> bytes:
    """Puts a row behind the head of its chain; gives the new head."""
    row["prev_hash"] = head
    row["hash"] = new_head = chain_hash(row)
    return new_head


def chain_hash(row: Any) -> bytes:
    """SHA-256 over a row's content and the hash before it; ``row`` maps column names to values."""
    content = [
        bytes(row["prev_hash"]).hex(),
        row["aggregate"],
        str(row["aggregate_id"]),
        row["version"],
        row["type"],
        row["data"],
        row["actor"],
        msgspec.json.encode(row["occurred_at"].astimezone(UTC)).decode(),  # a reader's session has its own time zone
        row["causation"],
        row["correlation"],
        row["trace"],
    ]
    return hashlib.sha256(msgspec.json.encode(content)).digest()


@dataclass(frozen=True)
class Break:
    """A place where the chain does not hold: the row's ``seq`` and what is wrong there."""

    seq: int
    aggregate_id: UUID
    version: int
    what: str


def verify(connection: Connection) -> Iterator[Break | int]:
    """Walks the whole history; yields each break, and at the end the number of rows that were read."""
    heads: dict[UUID, tuple[int, bytes]] = {}
    count = 0
    query = select(tables.history).order_by(tables.history.c.seq).execution_options(yield_per=5000)
    for row in connection.execute(query).mappings():
        count += 1
        version, head = heads.get(row["aggregate_id"], (0, _START))
        if row["version"] != version + 1:
            yield Break(row["seq"], row["aggregate_id"], row["version"], f"version {version + 1} is missing")
        elif bytes(row["prev_hash"]) != head:
            yield Break(row["seq"], row["aggregate_id"], row["version"], "prev_hash is not the hash before it")
        if chain_hash(row) != bytes(row["hash"]):
            yield Break(row["seq"], row["aggregate_id"], row["version"], "the content does not fit its hash")
        heads[row["aggregate_id"]] = (row["version"], bytes(row["hash"]))
    yield count
