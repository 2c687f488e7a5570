"""The figures of clocks (docs/watching.md)."""

from datetime import datetime

from prometheus_client import Gauge
from sqlalchemy import Connection, func, select

from kernel.watch.census import MOST
from services.complaints.storage.tables import clocks

CLOCKS_DUE = Gauge("mingcha_clocks_due", "Clocks that the sweep should have looked at by now, 10000 at most")
CLOCKS_OLDEST_DUE_SECONDS = Gauge(
    "mingcha_clocks_oldest_due_seconds", "For how long the sweep has not come to the longest waiting clock"
)


def count_clocks(connection: Connection, now: datetime) -> None:
    """Counts the clocks that have come to their next step, which the sweep has not taken yet."""
    next_at = clocks.c.next_at
    due = select(next_at).where(next_at <= now).order_by(next_at).limit(MOST).subquery()
    count, oldest = connection.execute(select(func.count(), func.min(due.c.next_at)).select_from(due)).one()
    CLOCKS_DUE.set(count)
    CLOCKS_OLDEST_DUE_SECONDS.set((now - oldest).total_seconds() if oldest else 0)
