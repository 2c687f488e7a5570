"""One service's own database: the engine, and what a worker's collections stand on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

from nameko.containers import WorkerContext
from nameko.extensions import DependencyProvider, SharedExtension
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError, TimeoutError as PoolTimeout

from kernel.stage import Stage

_PATIENCE = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
_CONTENTION = {"40001", "40P01", "23505", "55P03"}
_AWAY = ("08", "57P", "53")


def open_engine(url: str, *, name: str, size: int = 5) -> Engine:
    """Makes an engine whose connections notice a dead server within half a minute.

    ``executemany_mode`` sends a batch's updates in one round trip each hundred rows.
    """
    return create_engine(
        url,
        pool_size=size,
        max_overflow=size,
        pool_timeout=5,
        executemany_mode="values_plus_batch",
        connect_args={
            "application_name": name,
            "connect_timeout": 5,
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 20_000,
            "options": _PATIENCE,
        },
    )


def is_away(error: BaseException) -> bool:
    """True when the server could not be reached or is shutting down: no message is at fault, waiting mends it."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "pgcode", None)
    return error.connection_invalidated or (code.startswith(_AWAY) if code else type(error).__name__ in _UNREACHABLE)


_UNREACHABLE = {"OperationalError", "InterfaceError"}


def is_contention(error: BaseException) -> bool:
    """True when another process was faster; doing it again sees what that one wrote."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "pgcode", None) in _CONTENTION


class Database(SharedExtension):
    """The engine of a service's process, and the stage of each worker."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self._stages: WeakKeyDictionary[WorkerContext, Stage] = WeakKeyDictionary()

    def setup(self) -> None:
        """Makes the engine; connections are opened when they are needed."""
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
