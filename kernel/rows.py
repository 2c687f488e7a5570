"""Many rows of many tables in one statement: a table's rows travel as one JSON document, and PostgreSQL unfolds it.

Binding every value of every row by itself costs a process more than all that it decides about them (docs/bench.md).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ARRAY, ColumnElement, Connection, LargeBinary, Table, bindparam, func
from sqlalchemy.dialects.postgresql import dialect

Row = Mapping[str, Any]

_quoted = dialect().identifier_preparer.quote  # type: ignore[no-untyped-call]  # SQLAlchemy leaves dialects untyped


@dataclass(frozen=True)
class Writing:
    """Rows of one table that go the same way: ``sql`` takes their document as its only parameter."""

    sql: str
    document: str


def inserting(table: Table, rows: Iterable[Row], *, missing: bool = False) -> list[Writing]:
    """New rows; with ``missing`` those alone that are not there yet by any key of the table."""
    return [
        Writing(_insert(table, columns, " ON CONFLICT DO NOTHING" if missing else ""), _document(table, alike))
        for columns, alike in _alike(rows).items()
    ]


def updating(table: Table, rows: Iterable[Row]) -> list[Writing]:
    """Changed columns of rows; each row holds its primary key too."""
    return [Writing(_update(table, columns), _document(table, alike)) for columns, alike in _alike(rows).items()]


def write_all(connection: Connection, writings: list[Writing]) -> None:
    """Writes all of it in their order, in one round trip."""
    if writings:
        sql = ";\n".join(writing.sql for writing in writings)
        connection.exec_driver_sql(sql, tuple(writing.document for writing in writings))


def one_of(column: ColumnElement[Any], name: str = "keys") -> ColumnElement[bool]:
    """That a column has one of the values of the list ``name``: a statement that is made once, for any number."""
    return column == func.any(bindparam(name, type_=ARRAY(column.type)))


@cache
def _insert(table: Table, columns: tuple[str, ...], conflict: str) -> str:
    names = ", ".join(_quoted(column) for column in columns)
    return f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {_unfolded(table)} AS new{conflict}"  # noqa: S608 - names of our own tables


@cache
def _update(table: Table, columns: tuple[str, ...]) -> str:
    keys = [column.name for column in table.primary_key.columns]
    changed = ", ".join(f"{_quoted(name)} = new.{_quoted(name)}" for name in columns if name not in keys)
    same = " AND ".join(f"old.{_quoted(key)} = new.{_quoted(key)}" for key in keys)
    return f"UPDATE {table.name} AS old SET {changed} FROM {_unfolded(table)} AS new WHERE {same}"  # noqa: S608 - see above


def _unfolded(table: Table) -> str:
    return f"json_populate_recordset(NULL::{table.name}, %s)"


def _document(table: Table, rows: list[Row]) -> str:
    """The rows as JSON; bytes as PostgreSQL reads them."""
    if binary := _binary(table):
        rows = [row | {name: _hex(row[name]) for name in binary if name in row} for row in map(dict, rows)]
    return msgspec.json.encode(rows).decode()


@cache
def _binary(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if isinstance(column.type, LargeBinary))


def _hex(value: bytes | None) -> str | None:
    return None if value is None else rf"\x{value.hex()}"


def _alike(rows: Iterable[Row]) -> dict[tuple[str, ...], list[Row]]:
    """Groups rows that have the same columns: each group is one statement."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row), []).append(row)
    return groups
