"""How every process of ours stands with the broker: heartbeats, timeouts, and how long it waits to try again."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import uniform
from time import monotonic
from typing import Any

from amqp.exceptions import AMQPError, MessageNacked
from amqp.serialization import PROPERTY_CLASSES, decode_properties_basic
from amqp.spec import Basic
from kombu import Connection
from kombu.exceptions import KombuError

from kernel.link import quicken
from kernel.watch.figures import noted_connection

HEARTBEAT = 10
"""Seconds; a half-open link is noticed within two of them."""

_SILENCE = 20
"""Seconds to wait for the answer to a call: eventlet's sockets know no ``SO_RCVTIMEO``, only their own timeout."""

BROKER_ERRORS = (
    AMQPError,
    MessageNacked,  # py-amqp has it outside its own tree
    KombuError,
    OSError,  # timeouts and refusals are kinds of it; a link that the broker closed comes as the plain one
)

UNREADABLE = "unreadable"
"""The only property of a message whose properties cannot be decoded."""


def read_properties(frame: bytes, offset: int) -> tuple[dict[str, Any], int]:
    """Decodes a message's properties as py-amqp does, or says that they cannot be.

    The broker passes on what no client can decode: text that is no UTF-8, a moment beyond all calendars. Raised in the
    middle of a frame that would end the connection, and the same message would end the next one, and so for ever.
    """
    try:
        decoded: tuple[dict[str, Any], int] = decode_properties_basic(frame, offset)
    except Exception:  # noqa: BLE001 - a stranger wrote these bytes: each kind of decoder fails in its own way
        return {UNREADABLE: True}, len(frame)
    return decoded


PROPERTY_CLASSES[Basic.CLASS_ID] = read_properties


@dataclass(frozen=True)
class Pause:
    """A pause before the next try; ``seconds`` long."""

    seconds: float

    def wait(self, connection: Connection | None = None) -> None:
        """Waits; an open connection is kept alive meanwhile, and its messages go on arriving."""
        if connection is None:
            import eventlet

            eventlet.sleep(self.seconds)
            return
        end = monotonic() + self.seconds
        while (left := end - monotonic()) > 0:
            _listen(connection, min(left, 1.0))


def _listen(connection: Connection, seconds: float) -> None:
    """Reads with the socket's own timeout, which keeps half a frame; a timeout of eventlet's would lose it."""
    try:
        connection.drain_events(timeout=seconds)
    except TimeoutError:
        connection.heartbeat_check()


def pauses() -> Iterator[Pause]:
    """Growing pauses without end: 0.2 s to 5 s, spread by a fifth so that processes do not come back all at once."""
    seconds = 0.2
    while True:
        yield Pause(round(seconds * uniform(0.8, 1.2), 3))  # noqa: S311 - no secret depends on it
        seconds = min(seconds * 2, 5.0)


@contextmanager
def connect(uri: str, name: str) -> Iterator[Connection]:
    """An open connection that shows ``name`` in the broker's list.

    A link that has failed is dropped without a farewell: on one that is half open nobody would answer it.

    Raises:
        one of ``BROKER_ERRORS``: when the broker is away, refuses the user, or goes away meanwhile.
    """
    connection = Connection(
        uri,
        heartbeat=HEARTBEAT,
        connect_timeout=5,
        transport_options={
            "client_properties": {"connection_name": f"mingcha {name}"},
            "socket_settings": {socket.TCP_USER_TIMEOUT: 20_000},
        },
    )
    try:
        connection.connect()
        connection.connection.transport.sock.settimeout(_SILENCE)
        quicken(connection)
        with noted_connection(name):
            yield connection
    except BaseException:
        connection.collect()
        raise
    _close(connection)


def _close(connection: Connection) -> None:
    try:
        connection.release()
    except BROKER_ERRORS:
        connection.collect()


def user_of(uri: str) -> str:
    """The broker user that an address names."""
    return Connection(uri).userid or "guest"
