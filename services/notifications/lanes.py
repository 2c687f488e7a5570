"""One channel's way out, a few batches wide: a slow recipient holds up its own batch, and not the one beside it."""

import logging
from collections.abc import Callable, Sequence
from time import monotonic

from eventlet.greenpool import GreenPool
from eventlet.semaphore import Semaphore

from services.notifications.domain.message import Message

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Batches that are on their way at once."""

TICK = 1.0
"""Seconds after which a round ends, so that a stop need not wait for a long queue."""


class Lane:
    """``take`` gives a batch that is due, and ``send`` sends it, in a greenthread of its own."""

    def __init__(self, take: Callable[[], Sequence[Message]], send: Callable[[Sequence[Message]], None]) -> None:
        self._take = take
        self._send = send
        self._room = Semaphore(AT_ONCE)
        self._pool = GreenPool(AT_ONCE)

    def run(self) -> None:
        """Sends batch after batch until nothing is due or the round is over; does not wait for the last ones."""
        until = monotonic() + TICK
        while (left := until - monotonic()) > 0 and self._room.acquire(timeout=left):
            batch: Sequence[Message] = ()
            try:
                batch = self._take()
            finally:
                if not batch:
                    self._room.release()
            if not batch:
                return
            self._pool.spawn_n(self._carry, batch)

    def finish(self) -> None:
        """Waits until everything that was taken is recorded."""
        self._pool.waitall()

    def _carry(self, batch: Sequence[Message]) -> None:
        try:
            self._send(batch)
        except Exception:
            log.exception("batch failed; its messages come again when their lease is over")
        finally:
            self._room.release()
