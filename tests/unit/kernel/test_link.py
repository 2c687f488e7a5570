"""What is published together leaves in one write, and what has arrived is read in one: with py-amqp as it is."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest
from amqp.transport import TCPTransport

from kernel.link import quicken, together

FRAME = b"\x01\x00\x01\x00\x00\x00\x04body\xce"


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Ours and the broker's end of a link; neither waits."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.settimeout(0)
        theirs.settimeout(0)
        yield ours, theirs


@pytest.fixture
def connection(ends: tuple[socket.socket, socket.socket]) -> Any:
    """As much of a kombu connection as a link has: py-amqp's own transport on our end."""
    transport = TCPTransport("nowhere:1")
    transport.sock = ends[0]
    transport._setup_transport()
    capabilities = {"connection.blocked": True}
    return SimpleNamespace(
        connection=SimpleNamespace(transport=transport, client_properties={"capabilities": capabilities})
    )


def test_frames_that_have_arrived_together_are_read_at_once(connection: Any, ends: Any) -> None:
    quicken(connection)
    ends[1].sendall(FRAME * 3)

    first = connection.connection.transport.read_frame()
    with pytest.raises(BlockingIOError):
        ends[0].recv(1)

    assert first == connection.connection.transport.read_frame() == connection.connection.transport.read_frame()
    assert bytes(first[2]) == b"body"


def test_nothing_is_read_before_a_message_is_sent(connection: Any) -> None:
    quicken(connection)

    assert not connection.connection.client_properties["capabilities"]["connection.blocked"]


def test_what_is_sent_together_leaves_at_the_end_in_its_order(connection: Any, ends: Any) -> None:
    scratch = bytearray(b"1")
    with together(connection):
        connection.connection.transport.write(memoryview(scratch))
        scratch[0] = ord("2")  # py-amqp writes each message into the same buffer
        connection.connection.transport.write(memoryview(scratch))
        with pytest.raises(BlockingIOError):
            ends[1].recv(10)

    assert ends[1].recv(10) == b"12"
    connection.connection.transport.write(b"3")
    assert ends[1].recv(10) == b"3"


def test_after_an_error_nothing_of_it_leaves(connection: Any, ends: Any) -> None:
    with suppress(LookupError), together(connection):
        connection.connection.transport.write(b"1")
        raise LookupError

    with pytest.raises(BlockingIOError):
        ends[1].recv(10)
    connection.connection.transport.write(b"2")
    assert ends[1].recv(10) == b"2"
