"""The town in which the kernel is tried: its addresses, its database, and the processes of its one service."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL, SIGTERM
from typing import Any, TypeVar

from alembic.migration import MigrationContext
from alembic.operations import Operations
from psycopg2.errors import DeadlockDetected
from sqlalchemy import Engine, Row, create_engine, text
from sqlalchemy.exc import OperationalError

from kernel.history import Break, verify
from kernel.mail_schema import create_mail_tables
from tests import stopwatch
from tests.integration.kernel.town.services.probe.books import metadata

TOWN = Path(__file__).parent / "town"
ROOT = Path(__file__).parents[3]

QUEUES = ("probe.commands", "probe.inbox", "lamps.inbox", "dead-letters", "unrouted", "retry.5s", "retry.30s")

Found = TypeVar("Found")


def eventually(look: Callable[[], Found], within: float = 30.0) -> Found:
    """Looks until it finds something that counts as true, and gives it; fails after ``within`` seconds."""
    deadline = stopwatch.now() + within
    while not (found := look()):
        assert stopwatch.now() < deadline, f"not within {within:.0f} s"
        time.sleep(0.01)
    return found


@dataclass(frozen=True)
class Town:
    """One service called ``probe``, its neighbour ``lamps`` that never runs, a broker and a database."""

    amqp_uri: str
    management_uri: str
    database_url: str
    folder: Path
    engine: Engine = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "engine", create_engine(self.database_url, pool_pre_ping=True))

    def build(self) -> None:
        """Creates the probe's tables, as a service's first migration does."""
        with self.engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
            create_mail_tables()
            metadata.create_all(connection)

    def clear(self) -> None:
        """Empties every table, past the guard of the history: only a superuser can do that.

        A probe that still works for the test before may hold the same tables in another order; then one has to yield.
        """
        statement = (
            "SET session_replication_role = replica; TRUNCATE history, received, parcels, dead_letters, books,"
            " lines, calm RESTART IDENTITY; SET session_replication_role = origin"
        )

        def emptied() -> bool:
            try:
                self.sql(statement)
            except OperationalError as error:
                if isinstance(error.orig, DeadlockDetected):
                    return False
                raise
            return True

        eventually(emptied)

    def sql(self, statement: str, **values: object) -> list[Row[Any]]:
        """Executes a statement; gives its rows."""
        with self.engine.begin() as connection:
            result = connection.execute(text(statement), values)
            return list(result) if result.returns_rows else []

    def count(self, table: str, where: str = "true") -> int:
        """How many rows a table has."""
        return int(self.sql(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])

    def walk_history(self) -> list[Break | int]:
        """What the kernel finds wrong with the history, and how many rows it read."""
        with self.engine.connect() as connection:
            return list(verify(connection))

    def calm(self, key: str) -> None:
        """Has the probe make no more trouble about a book."""
        self.sql("INSERT INTO calm VALUES (:key)", key=key)

    def run(self, *module: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        """Runs one of the kernel's commands to its end."""
        env = self.environ() | environ
        return subprocess.run(
            (sys.executable, "-m", *module), cwd=TOWN, env=env, capture_output=True, text=True, timeout=60, check=False
        )

    def environ(self) -> dict[str, str]:
        """What a process of the town is told; ``services`` are the town's own, since they are found first."""
        return os.environ | {
            "AMQP_URI": self.amqp_uri,
            "DATABASE_URL": self.database_url,
            "RABBITMQ_MANAGEMENT_URI": self.management_uri,
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "EVENTLET_NO_GREENDNS": "yes",  # imports in half the time; every address is a number
        }


class Running:
    """A process: ``python -m kernel.process probe`` unless told otherwise. What it prints goes to ``log``."""

    def __init__(self, town: Town, name: str, argv: tuple[str, ...] = ("-m", "kernel.process", "probe")) -> None:
        self._ready = town.folder / f"{name}.ready"
        self.log = town.folder / f"{name}.log"
        self._ready.unlink(missing_ok=True)
        environ = town.environ() | {"MINGCHA_READY_FILE": str(self._ready)}
        self._process = _start((sys.executable, *argv), environ, self.log)

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def wait_ready(self) -> None:
        """Waits until it says that it works."""
        eventually(lambda: self._ready.exists() or not self.is_alive, within=60)
        assert self.is_alive, self.log.read_text()

    def said(self, word: str) -> int:
        """How many lines of its log hold ``word``."""
        return sum(word in line for line in self.log.read_text().splitlines())

    def terminate(self, within: float = 15.0) -> int:
        """Asks it to stop; gives its exit code."""
        self._process.send_signal(SIGTERM)
        return self._process.wait(within)

    def kill(self) -> None:
        """Kills it, kill -9."""
        self._process.send_signal(SIGKILL)
        self._process.wait()


def _start(argv: tuple[str, ...], environ: Mapping[str, str], log: Path) -> "subprocess.Popen[bytes]":
    with log.open("ab") as output:
        return subprocess.Popen(argv, cwd=TOWN, env=environ, stdout=output, stderr=subprocess.STDOUT)
