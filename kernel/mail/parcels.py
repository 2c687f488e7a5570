"""What one outside reader alone may read: it goes to that reader's own queue, and is kept no longer than that takes."""

from contracts.wire import Event, wire_name, write
from kernel import tables
from kernel.mail.cloud_events import source_of
from kernel.stage import Stage


class Parcels:
    """Takes parcels in a transaction; the relay hands them to the broker after the commit and then forgets them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def send(self, queue: str, content: Event, *, id: str, service: str) -> None:
        """Sends ``content`` to ``queue`` under an id that is unique for its sender."""
        cause = self._stage.cause
        if cause is None:
            raise LookupError("a parcel needs the message that brought it about")
        self._stage.insert(
            tables.parcels,
            {
                "queue": queue,
                "message_id": id,
                "source": source_of(service),
                "type": wire_name(type(content)),
                "data": write(content).decode(),
                "occurred_at": cause.at,
                "trace": cause.trace,
            },
        )
