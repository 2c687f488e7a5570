"""Fewer system calls on a link to the broker: py-amqp makes two for each frame that it reads and each message it sends.

It stands on three attributes of py-amqp that are not public, held by tests/unit/kernel/test_link.py (docs/adr/0013).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from kombu import Connection

_PIECE = 16_384
"""Bytes that are read at once; what a frame does not need py-amqp keeps for the next one."""


def quicken(connection: Connection) -> None:
    """Has an open link read in large pieces, and not look for news before each message that it sends."""
    link = connection.connection
    receive = link.transport.sock.recv
    link.transport._quick_recv = lambda asked: receive(max(asked, _PIECE))  # noqa: SLF001 - see above
    link.client_properties["capabilities"]["connection.blocked"] = False  # the broker's word is read with the confirms


@contextmanager
def together(connection: Connection) -> Iterator[None]:
    """Sends what is published inside in one write, at its end; after an error nothing of it."""
    transport = connection.connection.transport
    send, pieces = transport._write, list[bytes]()  # noqa: SLF001 - see above
    transport._write = lambda piece: pieces.append(bytes(piece))  # noqa: SLF001 - a copy: py-amqp uses its buffer again
    try:
        yield
    finally:
        transport._write = send  # noqa: SLF001 - see above
    if pieces:
        transport.write(b"".join(pieces))
