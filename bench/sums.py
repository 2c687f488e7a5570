"""What many complaints count for, summed up before it is written: what the timer would have come to one by one."""

import io
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from typing import Any

import psycopg2

from mingcha.local.databases import dsn_of
from services.complaints.statistics.domain import MEASURES, Cell, Filing, Marks, Told, changes_of, filing_of, repeats_of
from services.complaints.statistics.storage.tallies import Sums, places_of, rows_of
from services.complaints.statistics.tables import filings, tallies


class Counted:
    """Sums, and the filings that later ones may repeat."""

    def __init__(self) -> None:
        self.marks: Counter[tuple[date, date, Cell]] = Counter()
        self.filed: Counter[Filing] = Counter()

    def count(self, facts: Iterable[Told]) -> None:
        """Adds one complaint."""
        facts = list(facts)
        if (filing := filing_of(facts[0])) is not None:
            self.filed[filing] += 1
        for change in changes_of(facts):
            self._add(change.filed_on, change.on, change.marks)

    def update(self, other: "Counted") -> None:
        """Adds what another process has counted."""
        self.marks.update(other.marks)
        self.filed.update(other.filed)

    def sums(self) -> Sums:
        """The sums, with the repeated complaints, once all filings are known."""
        for on, repeated in repeats_of(self.filed):
            self._add(on, on, repeated)
        sums: Sums = Counter()
        for (filed_on, on, cell), n in self.marks.items():
            for place, added in places_of(filed_on, on, Counter({cell: n})):
                sums[place] += added
        return sums

    def _add(self, filed_on: date, on: date, marks: Marks) -> None:
        for cell, n in marks.items():
            self.marks[filed_on, on, cell] += n


def keep_sums(url: str, counted: Counted) -> None:
    """Adds the sums to those that are there."""
    new = ", ".join(f"{name} = tallies.{name} + excluded.{name}" for name in MEASURES)
    with closing(psycopg2.connect(dsn_of(url))) as connection, connection, connection.cursor() as cursor:
        _add(cursor, tallies.name, rows_of(counted.sums()), new)
        rows = ({**filing._asdict(), "n": n} for filing, n in counted.filed.items())
        _add(cursor, filings.name, rows, "n = filings.n + excluded.n")


def _add(cursor: Any, table: str, rows: Iterable[dict[str, object]], added: str) -> None:
    """Copies rows beside the table and adds them from there."""
    book, columns = io.StringIO(), ""
    for row in rows:
        columns = ", ".join(f'"{name}"' for name in row)
        book.write("\t".join(map(str, row.values())) + "\n")
    book.seek(0)
    if columns:
        cursor.execute(f"create temporary table new_{table} (like {table}) on commit drop")
        cursor.copy_expert(f"copy new_{table} ({columns}) from stdin", book)
        key = f"on constraint {table}_pkey"
        cursor.execute(f"insert into {table} select * from new_{table} on conflict {key} do update set {added}")  # noqa: S608
