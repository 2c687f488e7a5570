"""The proxy itself: what the campaign says of links is true."""

import socket
from collections.abc import Iterator
from threading import Thread
from time import monotonic

import pytest

from tests.faults.proxy import Proxy


@pytest.fixture
def link() -> Iterator[Proxy]:
    """A link to a server that says again what it hears."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=_echo, args=(server,), daemon=True).start()
        with Proxy("127.0.0.1", server.getsockname()[1]) as link:
            yield link


def _echo(server: socket.socket) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        Thread(target=_say_again, args=(client,), daemon=True).start()


def _say_again(client: socket.socket) -> None:
    with client:
        try:
            while heard := client.recv(65_536):
                client.sendall(heard)
        except OSError:
            return


def _client(link: Proxy, patience: float = 5) -> socket.socket:
    return socket.create_connection(("127.0.0.1", link.port), timeout=patience)


def _ask(client: socket.socket, said: bytes) -> bytes:
    client.sendall(said)
    heard = b""
    while len(heard) < len(said):
        more = client.recv(65_536)
        if not more:
            raise ConnectionResetError
        heard += more
    return heard


def test_it_passes_everything_on(link: Proxy) -> None:
    with _client(link) as client:
        assert _ask(client, b"x" * 300_000) == b"x" * 300_000


def test_a_cut_breaks_what_stands_and_lets_new_ones_through(link: Proxy) -> None:
    with _client(link) as client:
        _ask(client, b"a")
        link.cut()
        with pytest.raises(OSError):  # noqa: PT011 - a reset or a broken pipe, as the kernel likes
            _ask(client, b"b")
    with _client(link) as client:
        assert _ask(client, b"c") == b"c"


def test_a_stalled_link_is_silent_and_its_bytes_come_late(link: Proxy) -> None:
    with _client(link, 0.3) as client:
        _ask(client, b"a")
        link.stall()
        with pytest.raises(TimeoutError):
            _ask(client, b"b")
        link.heal()
        assert client.recv(10) == b"b"


def test_it_counts_who_gives_up_a_stalled_link(link: Proxy) -> None:
    client = _client(link)
    _ask(client, b"a")
    assert link.stall() == 1
    assert link.wait_given_up(1, within=0.2) is None
    client.close()
    assert link.wait_given_up(1, within=5) is not None


def test_a_slow_link_takes_its_time(link: Proxy) -> None:
    with _client(link, 20) as client:
        link.slow(10_000)
        began = monotonic()
        _ask(client, b"x" * 10_000)
        assert monotonic() - began >= 0.9
