"""One service's own database: the engine, and what a worker's collections stand on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from eventlet.hubs import trampoline
from nameko.containers import WorkerContext
from nameko.extensions import DependencyProvider, SharedExtension
from sqlalchemy import Engine

from kernel.engine import open_engine
from kernel.silence import DatabaseSilent, notice_silence
from kernel.stage import Stage


class Database(SharedExtension):
    """The engine of a service's process, and the stage of each worker."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self._stages: WeakKeyDictionary[WorkerContext, Stage] = WeakKeyDictionary()

    def setup(self) -> None:
        """Makes the engine; connections are opened when they are needed, and left when they fall silent."""
        notice_silence(wait_in_greenthread)
        self.engine = open_engine(self.container.config["settings"].database_url, name=self.container.service_name)

    def stop(self) -> None:
        """Closes the connections."""
        self.engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Stage]:
        """One transaction: what is on the stage at the end is written and committed, or nothing is."""
        with self.engine.begin() as connection:
            stage = Stage(connection)
            yield stage
            stage.write()

    def use(self, worker: WorkerContext, stage: Stage) -> None:
        """Makes ``stage`` the one that the worker's collections stand on."""
        self._stages[worker] = stage

    def stage_of(self, worker: WorkerContext) -> Stage | None:
        """The worker's stage; a timer's worker has none."""
        return self._stages.get(worker)


def wait_in_greenthread(file: int, reading: bool, seconds: float) -> None:  # noqa: FBT001 - see kernel.silence.Wait
    """Waits while the other greenthreads go on."""
    trampoline(file, read=reading, write=not reading, timeout=seconds, timeout_exc=DatabaseSilent)


class Stored(DependencyProvider):
    """Gives each worker a collection on its own transaction: ``complaints = Stored(Complaints)``."""

    database = Database()

    def __init__(self, collection: Callable[[Stage], Any]) -> None:
        super().__init__()
        self.collection = collection

    def get_dependency(self, worker_ctx: WorkerContext) -> Any:
        """The collection on the worker's stage."""
        stage = self.database.stage_of(worker_ctx)
        return None if stage is None else self.collection(stage)


class Transactions(DependencyProvider):
    """Gives a timer's worker ``transaction()``: it opens and closes its own."""

    database = Database()

    def get_dependency(self, worker_ctx: WorkerContext) -> Database:
        """The service's database."""
        del worker_ctx
        return self.database
