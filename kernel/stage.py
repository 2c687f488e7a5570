"""The writes of one batch: kept in memory while its messages are decided, then written in a few statements."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table

from contracts.people import Actor
from kernel.rows import Row, Writing, inserting, updating, write_all


@dataclass(frozen=True, kw_only=True)
class Cause:
    """The message that is being handled: every fact that comes of it names it.

    ``at`` is when it is handled, ``occurred_at`` when an event says that it happened.
    """

    message_id: str
    actor: Actor
    at: datetime
    occurred_at: datetime | None = None
    correlation: str = ""
    trace: str = ""


@dataclass
class _Writes:
    """What is to be written into one table, by primary key."""

    inserted: dict[Any, dict[str, Any]] = field(default_factory=dict)
    missing: list[Row] = field(default_factory=list)
    changed: dict[Any, dict[str, Any]] = field(default_factory=dict)

    def of(self, table: Table) -> list[Writing]:
        """All of it, what is new first."""
        return [
            *inserting(table, self.inserted.values()),
            *inserting(table, self.missing, missing=True),
            *updating(table, self.changed.values()),
        ]


class Stage:
    """One transaction's connection for reading, and what is to be written at its end.

    A use case decides first and keeps last, so a refusal leaves nothing here; ``size`` lets the batch see that.
    Rows are kept by their primary key: one that is inserted and then changed in the same batch is written once.
    ``kept`` is what the batch has seen or made so far, ``coming`` the contracts of all its messages.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.cause: Cause | None = None
        self.kept: dict[tuple[str, Hashable], Any] = {}
        self.coming: Sequence[object] = ()
        self.size = 0
        self._tables: dict[Table, _Writes] = {}
        self._first: list[Callable[[], None]] = []

    def find(self, kind: str, key: Hashable, load: "Load", asked_by: "Asked") -> Any:
        """What this batch knows under ``key``, or None.

        What it does not know yet is loaded, in one query with the keys that the coming messages will ask for.
        """
        if (kind, key) not in self.kept:
            coming = (asked_by(contract) for contract in self.coming)
            missing = {key, *(asked for asked in coming if asked is not None and (kind, asked) not in self.kept)}
            found = load(missing)
            self.kept.update({(kind, asked): found.get(asked) for asked in missing})
        return self.kept[kind, key]

    def write_first(self, write: Callable[[], None]) -> None:
        """Has ``write`` run before the rows are written: it may keep more of them."""
        self._first.append(write)

    def touch(self) -> None:
        """Counts one change that is kept elsewhere, such as a fact of the history."""
        self.size += 1

    def insert(self, table: Table, row: Row) -> None:
        """Keeps a new row."""
        writes = self._tables.setdefault(table, _Writes())
        key = _key(table, row)
        writes.inserted[len(writes.inserted) if key is None else key] = dict(row)
        self.size += 1

    def insert_missing(self, table: Table, row: Row) -> None:
        """Keeps a new row, to be written unless the table has it by any of its keys."""
        self._tables.setdefault(table, _Writes()).missing.append(row)
        self.size += 1

    def update(self, table: Table, row: Row) -> None:
        """Keeps the changed columns of a row; ``row`` holds the primary key too."""
        writes = self._tables.setdefault(table, _Writes())
        key = _key(table, row)
        target = writes.inserted if key in writes.inserted else writes.changed
        target.setdefault(key, {}).update(row)
        self.size += 1

    def write(self) -> None:
        """Writes everything in one round trip, table by table in the order in which they were first touched."""
        for write in self._first:
            write()
        write_all(self.connection, [writing for table, writes in self._tables.items() for writing in writes.of(table)])
        self._tables.clear()


Load = Callable[[set[Any]], Mapping[Any, Any]]
"""Gives what the database has under each of some keys."""

Asked = Callable[[object], Hashable | None]
"""Gives the key that the handling of a contract will ask for, as far as one can tell."""


def said_in(*fields: str) -> Asked:
    """The key that contracts say in the first of these fields that they have."""
    return lambda contract: next(
        (said for field in fields if (said := getattr(contract, field, None)) is not None), None
    )


def _key(table: Table, row: Row) -> tuple[Any, ...] | None:
    """The row's primary key, or None where the database makes it."""
    names = table.primary_key.columns.keys()
    return tuple(row[name] for name in names) if all(name in row for name in names) else None
