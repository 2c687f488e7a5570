"""Fills the tables with complaints: COPY by two processes, with a bar that shows how far it is."""

import io
import multiprocessing
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg2
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench.press import COLUMNS, OF_COMPLAINTS, OF_NOTIFICATIONS, Press
from bench.run import Run
from kernel.sealing import KeyRing
from mingcha.local.databases import dsn_of

WORKERS = 2
CHUNK = 5000

DEPARTMENTS = ("tax", "fire", "market", "housing", "health", "transport", "water", "power")

VERSIONS = (1, 2, 1, 3, 1, 2, 1, 3, 1, 2)
"""How far complaints have come: half are registered, three in ten accepted, two in ten dispatched."""

SPACING = timedelta(seconds=20)
"""Between one complaint and the next: a million of them are the work of 231 days."""


@dataclass(frozen=True)
class Filling:
    """What is filled, and where: ``count`` complaints, the first one's number being ``first``, the last of ``until``.

    With ``department`` all of them are dispatched to it. It is handed to other processes, so it holds plain values.
    """

    complaints_url: str
    notifications_url: str
    secrets: Path
    first: int
    count: int
    until: datetime
    department: str = ""

    def presses(self) -> list[Press]:
        """One for each kind of complaint, in the order in which they are used."""
        keys = KeyRing(lambda name: (self.secrets / name).read_text(encoding="utf-8").strip())
        if self.department:
            return [Press(max(VERSIONS), self.department, keys)]
        return [Press(versions, department, keys) for department in DEPARTMENTS for versions in VERSIONS]


def fill(run: Run, filling: Filling) -> None:
    """Makes the complaints, then takes their numbers and settles the tables: vacuum, statistics, checkpoint."""
    chunks = [(filling, range(start, min(start + CHUNK, filling.count))) for start in range(0, filling.count, CHUNK)]
    bar = Progress(
        TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=run.console
    )
    context = multiprocessing.get_context("spawn")
    with bar, context.Pool(WORKERS) as pool:
        task = bar.add_task("投诉 complaints", total=filling.count)
        for done in pool.imap_unordered(_write_chunk, chunks):
            bar.advance(task, done)
    _settle(filling)


def _write_chunk(chunk: tuple[Filling, range]) -> int:
    """Makes and writes some of the complaints; gives how many."""
    filling, places = chunk
    books = {table: io.StringIO() for table in COLUMNS}
    presses = filling.presses()
    for place in places:
        at = filling.until - SPACING * (filling.count - place)
        number = f"TS-{filling.until.year}-{filling.first + place:06d}"
        presses[place % len(presses)].copy(number, at, books)
    for url, tables in ((filling.complaints_url, OF_COMPLAINTS), (filling.notifications_url, OF_NOTIFICATIONS)):
        with closing(psycopg2.connect(dsn_of(url))) as connection, connection, connection.cursor() as cursor:
            cursor.execute("set local synchronous_commit = off")
            for table in tables:
                books[table].seek(0)
                cursor.copy_expert(f"copy {table.name} ({', '.join(COLUMNS[table])}) from stdin", books[table])
    return len(places)


def _settle(filling: Filling) -> None:
    last = filling.first + filling.count - 1
    number = (
        "insert into numbers (year, last) values (%s, %s)"
        " on conflict (year) do update set last = greatest(numbers.last, excluded.last)"
    )
    for url in (filling.complaints_url, filling.notifications_url):
        with closing(psycopg2.connect(dsn_of(url))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                if url == filling.complaints_url:
                    cursor.execute(number, (filling.until.year, last))
                cursor.execute("vacuum analyze")
                cursor.execute("checkpoint")


def next_number(url: str) -> int:
    """The first number that is still free this year."""
    with closing(psycopg2.connect(dsn_of(url))) as connection, connection.cursor() as cursor:
        cursor.execute("select last from numbers where year = %s", (datetime.now(UTC).year,))
        row = cursor.fetchone()
        return 1 + (row[0] if row else 0)
