"""A link to PostgreSQL on which nothing comes any more is left: by a clock of ours, since nobody else looks.

TCP misses a host that has vanished (``kernel/engine.py``), but not one that hangs, nor a proxy in between that has lost
its other side; and libpq's ``connect_timeout`` counts for nothing where a callback does the waiting.
"""

import select
from collections.abc import Callable
from typing import Any

from psycopg2 import OperationalError
from psycopg2.extensions import (
    POLL_OK,
    POLL_READ,
    POLL_WRITE,
    STATUS_BEGIN,
    STATUS_PREPARED,
    STATUS_READY,
    set_wait_callback,
)

SILENCE = 28.0
"""Seconds to wait for a word of the server, which ends a statement by itself before that."""

CONNECTING = 5.0
"""The same for a connection that is being opened."""


_OPEN = {STATUS_READY, STATUS_BEGIN, STATUS_PREPARED}


class DatabaseSilent(OperationalError):
    """The server has said nothing for too long."""


Wait = Callable[[int, bool, float], object]
"""Waits until an open file can be read, or written when the second is false; raises :class:`DatabaseSilent`."""


def notice_silence(wait: Wait, *, silence: float = SILENCE, connecting: float = CONNECTING) -> None:
    """Has all connections of this process wait by ``wait``, and no longer than so many seconds at once."""

    def until_done(connection: Any) -> None:
        while (state := connection.poll()) != POLL_OK:
            if state not in {POLL_READ, POLL_WRITE}:
                raise OperationalError("the connection is in no state to wait in")
            seconds = silence if connection.status in _OPEN else connecting
            wait(connection.fileno(), state == POLL_READ, seconds)

    set_wait_callback(until_done)


def wait_in_thread(file: int, reading: bool, seconds: float) -> None:  # noqa: FBT001 - see Wait
    """Waits as a thread of the operating system does."""
    poll = select.poll()
    poll.register(file, select.POLLIN if reading else select.POLLOUT)
    if not poll.poll(seconds * 1000):
        raise DatabaseSilent
