"""The table that a contender's second service writes: a figure counts when the last row is there."""

import time
from contextlib import closing
from types import TracebackType
from typing import Any, Self

import psycopg2
from psycopg2 import sql

from bench.load import CouldNotMeasure
from mingcha.local.databases import dsn_of

PATIENCE = 120
"""Seconds for the last row to come after the last answer."""


class Notices:
    """The rows of ``table``; its key grows, so the new ones are found by its index however many there are."""

    def __init__(self, url: str, table: str, zero: str) -> None:
        self._connection = psycopg2.connect(dsn_of(url))
        self._connection.autocommit = True
        self._zero = zero
        name = sql.Identifier(table)
        self._last = sql.SQL("select id::text from {} order by id desc limit 1").format(name)
        self._count = sql.SQL("select count(*) from {} where id > %s").format(name)
        self._numbers = sql.SQL("select number from {} order by id desc limit %s").format(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def mark(self) -> str:
        """The last key there is now."""
        return str(self._scalar(self._last) or self._zero)

    def wait_for(self, count: int, mark: str) -> float:
        """Waits until ``count`` rows came after ``mark``; gives the Unix time at which they were seen.

        Raises:
            CouldNotMeasure: when they do not come; a contender that loses mail has no rate.
        """
        end = time.monotonic() + PATIENCE
        while (seen := int(self._scalar(self._count, (mark,)))) < count:
            if time.monotonic() > end:
                raise CouldNotMeasure(f"{seen} of {count} notices came")
            time.sleep(0.01)
        return time.time()

    def numbers(self, most: int) -> list[str]:
        """The numbers of the newest complaints."""
        return [number for (number,) in self._rows(self._numbers, (most,))]

    def _scalar(self, query: sql.Composed, values: tuple[str, ...] = ()) -> Any:
        rows = self._rows(query, values)
        return rows[0][0] if rows else None

    def _rows(self, query: sql.Composed, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        with closing(self._connection.cursor()) as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()
