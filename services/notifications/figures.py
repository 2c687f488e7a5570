"""The figures of deliveries (docs/watching.md)."""

from datetime import datetime

from prometheus_client import Counter, Gauge, Histogram
from sqlalchemy import Connection, func, select

from contracts.notifications import Channel
from kernel.watch.census import MOST
from services.notifications.storage.tables import messages

DELIVERIES = Counter("mingcha_deliveries", "Tries to deliver a message", ("channel", "verdict"))
DELIVERY_SECONDS = Histogram(
    "mingcha_delivery_seconds",
    "Duration of one try to deliver",
    ("channel",),
    buckets=(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 40),
)
MESSAGES_WAITING = Gauge("mingcha_messages_waiting", "Messages that are not delivered yet, 10000 at most", ("channel",))
MESSAGES_DUE = Gauge("mingcha_messages_due", "Messages that should be on their way by now", ("channel",))
MESSAGES_OLDEST_DUE_SECONDS = Gauge(
    "mingcha_messages_oldest_due_seconds", "For how long the longest waiting message has been due", ("channel",)
)


def count_messages(connection: Connection, now: datetime) -> None:
    """Counts what waits, by channel."""
    for channel in Channel:
        due_at = messages.c.next_try_at
        some = select(due_at).where(messages.c.channel == channel, due_at.is_not(None)).order_by(due_at).limit(MOST)
        waiting = some.subquery()
        due = func.count().filter(waiting.c.next_try_at <= now)
        row = connection.execute(select(func.count(), due, func.min(waiting.c.next_try_at))).one()
        MESSAGES_WAITING.labels(channel).set(row[0])
        MESSAGES_DUE.labels(channel).set(row[1])
        MESSAGES_OLDEST_DUE_SECONDS.labels(channel).set(max(0.0, (now - row[2]).total_seconds()) if row[2] else 0)
