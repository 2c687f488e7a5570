"""Fills the tables with complaints: COPY by two processes, with a bar that shows how far it is."""

import io
import multiprocessing
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import psycopg2
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.dialects.postgresql import dialect
from sqlalchemy.schema import CreateIndex

from bench.lines import COLUMNS, OF_COMPLAINTS, OF_NOTIFICATIONS, line_of
from bench.phrases import category, words
from bench.press import Copy, Kind, Press
from bench.run import Run
from bench.sums import Counted, keep_sums
from bench.ways import FATES, Fate, moments, way
from contracts.complaints import Channel
from kernel.sealing import KeyRing
from mingcha.local.databases import dsn_of
from services.complaints.search.domain import grams_of
from services.complaints.search.tables import search_entries

WORKERS = 2
CHUNK = 5000

DEPARTMENTS = ("tax", "fire", "market", "housing", "health", "transport", "water", "power")

CHANNELS = tuple(Channel)

A_DAY = 4320
"""Complaints a day where nothing else is asked for: a million of them are the work of 231 days."""

DISPATCHED = 3
"""Versions of a case that waits for its department's signature."""

MANY = 50_000
"""From so many on the index of words is made afterwards."""

(_WORDS,) = search_entries.indexes


@dataclass(frozen=True)
class Filling:
    """What is filled, and where: ``count`` complaints, the first one's number being ``first``, the last of ``until``.

    They are the work of so many ``days``. With ``department`` all of them are dispatched to it within the last minutes.
    It is handed to other processes, so it holds plain values.
    """

    complaints_url: str
    notifications_url: str
    secrets: Path
    first: int
    count: int
    until: datetime
    department: str = ""
    days: float = 0

    def copies(self, places: range) -> Iterator[tuple[Kind, Copy]]:
        """What is to be made at some places: the same every time."""
        chance = Random(places.start)  # noqa: S311 - seeded on purpose
        for place in places:
            yield self._for_department(place, chance) if self.department else self._of_city(place, chance)

    def _of_city(self, place: int, chance: Random) -> tuple[Kind, Copy]:
        """A complaint that has come as far on its way as its days allow."""
        (fate,) = chance.choices(list(FATES), list(FATES.values()))
        subject, department = category(chance), chance.choice(DEPARTMENTS)
        acts = way(fate, subject, "", date.min)
        spacing = timedelta(days=self.days) / self.count if self.days else timedelta(days=1) / A_DAY
        reached = moments(acts, self.until - spacing * (self.count - place), self.until, chance)
        return self._made(place, fate, subject, department, reached, chance)

    def _for_department(self, place: int, chance: Random) -> tuple[Kind, Copy]:
        """A complaint that the department was handed within the last minutes."""
        reached = [self.until - timedelta(seconds=DISPATCHED - n) for n in range(DISPATCHED)]
        return self._made(place, Fate.CLOSED, category(chance), self.department, reached, chance)

    def _made(
        self, place: int, fate: Fate, subject: str, department: str, reached: list[datetime], chance: Random
    ) -> tuple[Kind, Copy]:
        number, channel = f"TS-{self.until.year}-{self.first + place:06d}", chance.choice(CHANNELS)
        copy = Copy(number, channel, chance.choice(DEPARTMENTS), department, *words(chance), reached)
        return Kind.of(fate, subject, channel, reached), copy


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
    for kind, copy in filling.copies(places):
        facts = _press(kind, filling.secrets).copy(copy, books)
        counted.count(facts)
        entry = {"complaint_id": facts[0].complaint, "grams": grams_of(copy.title, copy.text)}
        books[search_entries].write(line_of(search_entries, entry))
    for url, tables in ((filling.complaints_url, OF_COMPLAINTS), (filling.notifications_url, OF_NOTIFICATIONS)):
        with closing(psycopg2.connect(dsn_of(url))) as connection, connection, connection.cursor() as cursor:
            cursor.execute("set local synchronous_commit = off")
            for table in tables:
                books[table].seek(0)
                columns = ", ".join(f'"{name}"' for name in COLUMNS[table])
                cursor.copy_expert(f"copy {table.name} ({columns}) from stdin", books[table])
    return len(places), counted


@cache
def _press(kind: Kind, secrets: Path) -> Press:
    """The press of a kind, one a process."""
    return Press(kind, KeyRing(lambda name: (secrets / name).read_text(encoding="utf-8").strip()))


@contextmanager
def _index_put_off(filling: Filling) -> Iterator[None]:
    """Has the index of words made at the end, in one go, where there is much to put in it."""
    if filling.count < MANY:
        yield
        return
    _order(filling.complaints_url, f"drop index if exists {_WORDS.name}")
    yield
    postgres = dialect()  # type: ignore[no-untyped-call]
    _order(
        filling.complaints_url, "set maintenance_work_mem = '1GB'", str(CreateIndex(_WORDS).compile(dialect=postgres))
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
