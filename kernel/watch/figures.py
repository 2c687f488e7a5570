"""The figures of every service, by the conventions of Prometheus.

Their locks must be real ones, since a real thread reads them: ``prometheus_client`` is imported before eventlet
changes the standard library (see ``kernel/process.py``). With eventlet's locks a reader that has to wait would be woken
by another thread's hub, which ends in ``greenlet.error``.

Labels have few values: a type that no method takes counts as ``unknown``.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import Counter, Gauge, Histogram

_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
_LONGER = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 60, 600, 3600)

LETTERS = Counter(
    "mingcha_letters",
    "Letters handled: done, replayed (came before), refused, retried (failed, tried again later), dead, failed (query)",
    ("kind", "type", "outcome"),
)
BATCH_LETTERS = Histogram(
    "mingcha_batch_letters", "Letters settled in one transaction", ("kind",), buckets=(1, 2, 5, 10, 20, 50, 100, 200)
)
SETTLE_SECONDS = Histogram(
    "mingcha_settle_seconds", "From taking a batch to its commit and replies", ("kind",), buckets=_SECONDS
)
EVENT_AGE_SECONDS = Histogram(
    "mingcha_event_age_seconds", "From an event of another service to its effect here", buckets=_LONGER
)
LETTERS_IN_HAND = Gauge("mingcha_letters_in_hand", "Letters taken from the broker and not acknowledged yet", ("kind",))

RELAY_PUBLISHED = Counter("mingcha_relay_published", "Facts and parcels that the broker has confirmed", ("what",))
RELAY_OWNER = Gauge("mingcha_relay_owner", "1 in the one process of a service that publishes its facts")
OUTBOX_ROWS = Gauge("mingcha_outbox_rows", "Facts not published yet, 10000 at most")
OUTBOX_OLDEST_SECONDS = Gauge("mingcha_outbox_oldest_seconds", "Age of the oldest fact that is not published yet")
PARCEL_ROWS = Gauge("mingcha_parcel_rows", "Parcels that the broker does not have yet, 10000 at most")
PARCEL_OLDEST_SECONDS = Gauge("mingcha_parcel_oldest_seconds", "Age of the oldest parcel that has not gone out yet")
DEAD_LETTERS = Gauge("mingcha_dead_letters", "Dead letters that nobody has dealt with, 10000 at most")

BROKER_CONNECTIONS = Gauge("mingcha_broker_connections", "Open connections to the broker", ("name",))
BROKER_CONNECTS = Counter("mingcha_broker_connects", "Connections opened; a growing figure means reconnects", ("name",))

COUNTED_SECONDS = Gauge("mingcha_counted_seconds", "How long ago the figures that are counted were counted")


@contextmanager
def noted_connection(name: str) -> Iterator[None]:
    """Counts a connection to the broker for as long as it is open."""
    BROKER_CONNECTS.labels(name).inc()
    with BROKER_CONNECTIONS.labels(name).track_inprogress():
        yield
