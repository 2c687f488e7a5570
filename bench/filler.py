"""Fills the tables with complaints: COPY by two processes, with a bar that shows how far it is."""

import io
import multiprocessing
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import psycopg2
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.schema import CreateIndex

from bench.phrases import category, words
from bench.press import CHANNELS, COLUMNS, OF_COMPLAINTS, OF_NOTIFICATIONS, Copy, Press, line_of
from bench.run import Run
from bench.sums import Counted, keep_sums
from kernel.sealing import KeyRing
from mingcha.local.databases import dsn_of
from services.complaints.search.domain import grams_of
from services.complaints.search.tables import search_entries

WORKERS = 2
CHUNK = 5000

DEPARTMENTS = ("tax", "fire", "market", "housing", "health", "transport", "water", "power")

VERSIONS = (1, 2, 7, 3, 1, 2, 7, 3, 1, 2)
"""How far complaints have come: three in ten are registered, three accepted, two dispatched, two closed."""

SPACING = timedelta(seconds=20)
"""Between one complaint and the next: a million of them are the work of 231 days."""

MANY = 50_000
"""From so many on the index of words is made afterwards."""

(_WORDS,) = search_entries.indexes

LONGEST = timedelta(days=6).total_seconds()
"""Seconds from one version of a complaint to the next, at most."""


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
            return [Press(3, self.department, keys)]
        kinds = ((versions, department) for department in DEPARTMENTS for versions in VERSIONS)
        return [Press(*kind, keys, CHANNELS[place % len(CHANNELS)]) for place, kind in enumerate(kinds)]

    def copies(self, places: range) -> Iterator[tuple[Press, Copy]]:
        """What is to be made at some places: the same every time."""
        presses, chance = self.presses(), Random(places.start)  # noqa: S311 - seeded on purpose
        for place in places:
            press = presses[place % len(presses)]
            yield press, self._copy(place, press.versions, chance)

    def _copy(self, place: int, versions: int, chance: Random) -> Copy:
        moments = [self.until - SPACING * (self.count - place)]
        for _ in range(versions - 1):
            later = moments[-1] + timedelta(seconds=chance.uniform(0.01, LONGEST))
            moments.append(min(later, self.until))
        number = f"TS-{self.until.year}-{self.first + place:06d}"
        return Copy(number, category(chance), chance.choice(DEPARTMENTS), *words(chance), moments)


def fill(run: Run, filling: Filling) -> None:
    """Makes the complaints with their sums and their index, then settles the tables: vacuum, statistics, checkpoint."""
    chunks = [(filling, range(start, min(start + CHUNK, filling.count))) for start in range(0, filling.count, CHUNK)]
    bar = Progress(
        TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=run.console
    )
    context = multiprocessing.get_context("spawn")
    counted = Counted()
    with bar, _index_put_off(filling), context.Pool(WORKERS) as pool:
        task = bar.add_task("投诉 complaints", total=filling.count)
        for done, part in pool.imap_unordered(_write_chunk, chunks):
            counted.update(part)
            bar.advance(task, done)
        bar.update(task, description="统计、索引、整理 sums, index, vacuum")
        keep_sums(filling.complaints_url, counted)
    _settle(filling)


def _write_chunk(chunk: tuple[Filling, range]) -> tuple[int, Counted]:
    """Makes and writes some of the complaints; gives how many, and what they count for."""
    filling, places = chunk
    books = {table: io.StringIO() for table in COLUMNS}
    counted = Counted()
    for press, copy in filling.copies(places):
        facts = press.copy(copy, books)
        counted.count(facts)
        entry = {"complaint_id": facts[0].complaint, "grams": grams_of(copy.title, copy.text)}
        books[search_entries].write(line_of(search_entries, entry))
    for url, tables in ((filling.complaints_url, OF_COMPLAINTS), (filling.notifications_url, OF_NOTIFICATIONS)):
        with closing(psycopg2.connect(dsn_of(url))) as connection, connection, connection.cursor() as cursor:
            cursor.execute("set local synchronous_commit = off")
            for table in tables:
                books[table].seek(0)
                cursor.copy_expert(f"copy {table.name} ({', '.join(COLUMNS[table])}) from stdin", books[table])
    return len(places), counted


@contextmanager
def _index_put_off(filling: Filling) -> Iterator[None]:
    """Has the index of words made at the end, in one go, where there is much to put in it."""
    if filling.count < MANY:
        yield
        return
    _order(filling.complaints_url, f"drop index if exists {_WORDS.name}")
    yield
    _order(
        filling.complaints_url, "set maintenance_work_mem = '1GB'", str(CreateIndex(_WORDS).compile(dialect=dialect()))
    )


def _settle(filling: Filling) -> None:
    last = filling.first + filling.count - 1
    number = (
        "insert into numbers (series, year, last) values ('TS', %s, %s)"
        " on conflict (series, year) do update set last = greatest(numbers.last, excluded.last)"
    )
    for url in (filling.complaints_url, filling.notifications_url):
        if url == filling.complaints_url:
            _order(url, number, values=(filling.until.year, last))
        _order(url, "vacuum analyze", "checkpoint")


def _order(url: str, *orders: str, values: tuple[object, ...] | None = None) -> None:
    """Carries orders out, each by itself."""
    with closing(psycopg2.connect(dsn_of(url))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for order in orders:
                cursor.execute(order, values)


def next_number(url: str) -> int:
    """The first number that is still free this year."""
    with closing(psycopg2.connect(dsn_of(url))) as connection, connection.cursor() as cursor:
        cursor.execute("select last from numbers where series = 'TS' and year = %s", (datetime.now(UTC).year,))
        row = cursor.fetchone()
        return 1 + (row[0] if row else 0)
