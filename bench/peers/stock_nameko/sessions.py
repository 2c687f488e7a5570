"""A session for each worker, as nameko-sqlalchemy has it."""

import os
from weakref import WeakKeyDictionary

from nameko.containers import WorkerContext
from nameko.extensions import DependencyProvider
from sqlalchemy import MetaData, create_engine
from sqlalchemy.orm import Session, sessionmaker

POOL = int(os.environ.get("POOL", "20"))


class Sessions(DependencyProvider):
    """Gives each worker a session and closes it when the worker ends."""

    def __init__(self, metadata: MetaData) -> None:
        super().__init__()
        self.metadata = metadata
        self.open = WeakKeyDictionary()

    def setup(self) -> None:
        """Connects and creates the tables."""
        self.engine = create_engine(os.environ["DATABASE_URL"], pool_size=POOL, max_overflow=0)
        self.metadata.create_all(self.engine)
        self.make = sessionmaker(self.engine, expire_on_commit=False)

    def stop(self) -> None:
        """Disconnects."""
        self.engine.dispose()

    def get_dependency(self, worker_ctx: WorkerContext) -> Session:
        """A new session."""
        session = self.open[worker_ctx] = self.make()
        return session

    def worker_teardown(self, worker_ctx: WorkerContext) -> None:
        """Closes it; what was not committed is rolled back."""
        self.open.pop(worker_ctx).close()
