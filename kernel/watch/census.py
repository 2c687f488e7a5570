"""Counts what only the database knows: every few seconds, on the loop, and never for longer than an index takes."""

import logging
from collections.abc import Callable
from datetime import datetime
from time import monotonic

import eventlet
from eventlet.event import Event as Signal
from nameko.extensions import DependencyProvider, SharedExtension
from sqlalchemy import Connection, func, select, true

from kernel import tables
from kernel.clock import Clock
from kernel.database import Database
from kernel.engine import is_away
from kernel.watch import figures, vitals

log = logging.getLogger(__name__)

_EVERY = 5.0
"""Seconds between two counts."""

MOST = 10_000
"""Rows that are counted at most: beyond that a figure says only that there are many."""

Count = Callable[[Connection, datetime], None]


class Census(SharedExtension):
    """Keeps the counted figures of a service fresh; while the database is away they grow old, and that is a figure."""

    database = Database()

    def __init__(self) -> None:
        super().__init__()
        self._counts: list[Count] = [count_outbox, count_parcels, count_dead_letters]
        self._last = monotonic()
        self._ending = Signal()

    def also(self, count: Count) -> None:
        """Has ``count`` called with a connection and the present moment, each time."""
        self._counts.append(count)

    def start(self) -> None:
        """Begins to count."""
        self._clock = Clock(self.container.config["settings"].clock_file)
        figures.COUNTED_SECONDS.set_function(lambda: monotonic() - self._last)
        self.container.spawn_managed_thread(self._run, identifier="census")

    def stop(self) -> None:
        """Ends."""
        if not self._ending.ready():
            self._ending.send()

    def _run(self) -> None:
        while not self._ending.ready():
            try:
                self._count()
            except Exception as error:
                if not is_away(error):
                    raise
            with eventlet.Timeout(_EVERY, False):  # noqa: FBT003 - eventlet's way of saying: silently
                self._ending.wait()

    def _count(self) -> None:
        vitals.DATABASE_CONNECTIONS.set(self.database.engine.pool.checkedout())  # type: ignore[attr-defined]
        with self.database.engine.connect() as connection:
            for count in self._counts:
                count(connection, self._clock.now())
        self._last = monotonic()


_WAITING = select(true()).where(tables.history.c.published.is_(None)).limit(MOST).subquery()
_OLDEST = (
    select(tables.history.c.occurred_at).where(tables.history.c.published.is_(None)).order_by(tables.history.c.seq)
).limit(1)
_PARCELS = select(true()).select_from(tables.parcels).limit(MOST).subquery()
_OLDEST_PARCEL = select(tables.parcels.c.occurred_at).order_by(tables.parcels.c.seq).limit(1)
_DEAD = select(true()).where(tables.dead_letters.c.ended.is_(None)).limit(MOST).subquery()


def count_outbox(connection: Connection, now: datetime) -> None:
    """Facts that are committed and not published yet."""
    figures.OUTBOX_ROWS.set(connection.scalar(select(func.count()).select_from(_WAITING)) or 0)
    figures.OUTBOX_OLDEST_SECONDS.set(_age(connection.scalar(_OLDEST), now))


def count_parcels(connection: Connection, now: datetime) -> None:
    """Parcels that are committed and that the broker does not have yet; what has gone out is no row any more."""
    figures.PARCEL_ROWS.set(connection.scalar(select(func.count()).select_from(_PARCELS)) or 0)
    figures.PARCEL_OLDEST_SECONDS.set(_age(connection.scalar(_OLDEST_PARCEL), now))


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


def count_dead_letters(connection: Connection, _now: datetime) -> None:
    """Dead letters that nobody has dealt with."""
    figures.DEAD_LETTERS.set(connection.scalar(select(func.count()).select_from(_DEAD)) or 0)


class Counted(DependencyProvider):
    """Has a service's census take a figure of its own: ``clocks_due = Counted(count_clocks)``."""

    census = Census()

    def __init__(self, count: Count) -> None:
        super().__init__()
        self._figure = count

    def setup(self) -> None:
        """Names it to the census."""
        self.census.also(self._figure)
