"""A TCP proxy that can cut, stall and slow a link: ``with Proxy("127.0.0.1", 5672) as link: …``.

All proxies of a process share one event loop in a thread of its own: uvloop's, since every byte passes it.
"""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from threading import Thread
from time import sleep
from types import TracebackType
from typing import Any, Self

import uvloop

from tests import stopwatch

_CHUNK = 65_536
_HELD = 100
"""How many chunks one direction keeps back while it is stalled or slow."""


class Proxy:
    """Listens on ``port`` of this machine and passes everything on to the target, until it is told otherwise."""

    def __init__(self, target_host: str, target_port: int) -> None:
        self._target = (target_host, target_port)
        self._links: set[_Link] = set()
        self._rate: float | None = None
        self._passing = asyncio.Event()
        self.port = 0
        self.given_up = 0
        self._standing = 0

    def __enter__(self) -> Self:
        self._do(self._open())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._do(self._close())

    def cut(self) -> None:
        """Breaks every connection, as a reset does; new ones are let through."""
        self._do(self._cut())

    def stall(self) -> int:
        """Lets nothing through, and tells nobody: connections stand, new ones are taken, and all are silent.

        Gives how many clients are connected at that moment; one that has just left is none of them.
        """
        self.given_up = 0
        self._do(self._set(passing=False))
        return self._standing

    def slow(self, bytes_per_second: float) -> None:
        """Lets each connection have so many bytes a second, each way."""
        self._rate = bytes_per_second

    def heal(self) -> None:
        """Ends stall and slowness; what was held back arrives late, as it does after a network has come back."""
        self._rate = None
        self._do(self._set(passing=True))

    def wait_given_up(self, clients: int, within: float) -> float | None:
        """Waits until so many clients have given up their stalled connections; gives the seconds, None if not."""
        began = stopwatch.now()
        while self.given_up < clients:
            if stopwatch.now() - began > within:
                return None
            sleep(0.05)
        return stopwatch.now() - began

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        done: Future[None] = asyncio.run_coroutine_threadsafe(work, _loop())
        done.result(10)

    async def _open(self) -> None:
        self._passing.set()
        self._server = await asyncio.start_server(self._take, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        await self._cut()
        self._passing.set()

    async def _cut(self) -> None:
        for link in list(self._links):
            link.abort()

    async def _set(self, *, passing: bool) -> None:
        if passing:
            self._passing.set()
        else:
            self._passing.clear()
            self._standing = sum(not link.is_left for link in self._links)

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = _Link(reader, writer)
        self._links.add(link)
        try:
            await self._passing.wait()
            far_reader, far_writer = await asyncio.open_connection(*self._target)
            link.ends.append(far_writer)
            there = asyncio.ensure_future(self._pass(reader, far_writer, is_client=True))
            back = asyncio.ensure_future(self._pass(far_reader, writer, is_client=False))
            await asyncio.wait({there, back}, return_when=asyncio.FIRST_COMPLETED)
            there.cancel()
            back.cancel()
        except OSError:
            pass
        finally:
            link.abort()
            self._links.discard(link)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, is_client: bool) -> None:
        """Passes bytes on until one end is gone."""
        held: asyncio.Queue[bytes] = asyncio.Queue(_HELD)
        reading = asyncio.ensure_future(self._read(reader, held, is_client=is_client))
        try:
            while chunk := await held.get():
                await self._send(chunk, writer)
            await self._passing.wait()
        except OSError:
            pass
        finally:
            reading.cancel()

    async def _send(self, chunk: bytes, writer: asyncio.StreamWriter) -> None:
        """Sends in tenths of a second's worth where the link is slow, so that healing it is felt at once."""
        while chunk:
            await self._passing.wait()
            part = chunk
            if (rate := self._rate) is not None:
                part = chunk[: max(1, int(rate / 10))]
                await asyncio.sleep(len(part) / rate)
            writer.write(part)
            await writer.drain()
            chunk = chunk[len(part) :]

    async def _read(self, reader: asyncio.StreamReader, held: asyncio.Queue[bytes], *, is_client: bool) -> None:
        """Reads on while the link is stalled, so that it sees when the client gives up."""
        with suppress(OSError):
            while chunk := await reader.read(_CHUNK):
                await held.put(chunk)
        if is_client and not self._passing.is_set():
            self.given_up += 1
        await held.put(b"")


class _Link:
    """One client's connection and the one that was made for it."""

    def __init__(self, client: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._client = client
        self.ends = [writer]

    @property
    def is_left(self) -> bool:
        """Whether its client has gone already."""
        return self._client.at_eof() or self._client.exception() is not None

    def abort(self) -> None:
        """Breaks both."""
        for end in self.ends:
            end.transport.abort()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = uvloop.new_event_loop()
    Thread(target=loop.run_forever, name="proxies", daemon=True).start()
    return loop
