"""The writes of one batch: kept in memory while its messages are decided, then written in a few statements."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

from contracts.people import Actor

Row = Mapping[str, Any]


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
    changed: dict[Any, dict[str, Any]] = field(default_factory=dict)


class Stage:
    """One transaction's connection for reading, and what is to be written at its end.

    A use case decides first and keeps last, so a refusal leaves nothing here; ``size`` lets the batch see that.
    Tables with one primary-key column are kept by that key: a row that is inserted and then changed in the same batch
    is written once. ``kept`` is what the batch has seen or made so far, ``coming`` the contracts of all its messages.
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
        """Has ``write`` run before the rows are written."""
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

    def update(self, table: Table, row: Row) -> None:
        """Keeps the changed columns of a row; ``row`` holds the primary key too."""
        writes = self._tables.setdefault(table, _Writes())
        key = _key(table, row)
        target = writes.inserted if key in writes.inserted else writes.changed
        target.setdefault(key, {}).update(row)
        self.size += 1

    def write(self) -> None:
        """Writes everything, table by table in the order in which they were first touched."""
        for write in self._first:
            write()
        for table, writes in self._tables.items():
            if writes.inserted:
                self.connection.execute(insert(table), list(writes.inserted.values()))
            for columns, rows in _alike(writes.changed).items():
                self._update(table, columns, rows)
        self._tables.clear()

    def _update(self, table: Table, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
        (key,) = table.primary_key.columns
        values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in columns if name != key.name}
        statement = update(table).where(key == bindparam(f"new_{key.name}", type_=key.type)).values(values)
        self.connection.execute(statement, [{f"new_{name}": value for name, value in row.items()} for row in rows])


Load = Callable[[set[Any]], Mapping[Any, Any]]
"""Gives what the database has under each of some keys."""

Asked = Callable[[object], Hashable | None]
"""Gives the key that the handling of a contract will ask for, as far as one can tell."""


def said_in(*fields: str) -> Asked:
    """The key that contracts say in the first of these fields that they have."""
    return lambda contract: next(
        (said for field in fields if (said := getattr(contract, field, None)) is not None), None
    )


def _key(table: Table, row: Row) -> Any:
    """The row's primary key, or None where the database makes it."""
    (column,) = table.primary_key.columns
    return row.get(column.name)


def _alike(rows: Mapping[Any, dict[str, Any]]) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Groups rows that change the same columns: each group is one statement."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows.values():
        groups.setdefault(tuple(sorted(row)), []).append(row)
    return groups
