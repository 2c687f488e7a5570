"""The load, in a process of its own: ``python -m bench.generator`` reads what to send on stdin and prints what came.

Raw HTTP/1.1 over kept connections on uvloop: it sends requests that were made before and reads no more of an answer
than its status and its length, so that it is never the bottleneck.
"""

import asyncio
import base64
import sys
import time
from collections import Counter
from itertools import cycle

import msgspec
import uvloop


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """What to send: ``clients`` connections take the requests in turn, each waiting for its answer.

    ``rate`` is how many a second all of them together send at most; 0 is as fast as they are answered.
    ``requests`` are raw HTTP, base64.
    """

    host: str
    port: int
    clients: int
    seconds: float
    requests: list[str]
    rate: float = 0


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What came: ``began`` is Unix time, ``seconds`` are until the last answer, ``cpu`` is its own share of a core.

    ``p50_ms``, ``p95_ms`` and ``p99_ms`` are of the answers, sending to the whole answer.
    """

    began: float
    seconds: float
    statuses: dict[str, int]
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu: float

    @property
    def count(self) -> int:
        """How many answers came."""
        return sum(self.statuses.values())

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.count / self.seconds


class Connection(asyncio.Protocol):
    """One kept connection with one request on its way at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._answer: asyncio.Future[str] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keeps the transport."""
        self._transport = transport  # type: ignore[assignment]  # a TCP connection's is a Transport

    def data_received(self, data: bytes) -> None:
        """Collects an answer; wakes its asker when it is whole."""
        self._buffer += data
        head, gap, body = self._buffer.partition(b"\r\n\r\n")
        if not gap or len(body) < _length(head) or self._answer is None:
            return
        self._buffer = b""
        self._answer.set_result(head[9:12].decode())

    def connection_lost(self, exc: Exception | None) -> None:
        """Tells whoever waits; a server may not hang up here."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("the server hung up"))

    async def ask(self, request: bytes) -> str:
        """Sends a request; gives the status once the whole answer is there."""
        if self._transport is None:
            raise ConnectionError("not connected")
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._answer


def _length(head: bytes) -> int:
    name = b"content-length:"
    at = head.lower().index(name) + len(name)
    return int(head[at:].split(b"\r\n", 1)[0])


class Clients:
    """All connections, and what they have seen."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._requests = cycle([base64.b64decode(request) for request in load.requests])
        self._statuses: Counter[str] = Counter()
        self._took: list[float] = []
        self._next = 0.0

    async def run(self) -> Answers:
        """Runs the load to its last answer."""
        loop, load = asyncio.get_running_loop(), self._load
        made = [await loop.create_connection(Connection, load.host, load.port) for _ in range(load.clients)]
        began, start, cpu = time.time(), time.perf_counter(), time.process_time()
        self._next = start
        await asyncio.gather(*(self._client(connection, start + load.seconds) for _, connection in made))
        seconds = time.perf_counter() - start
        self._took.sort()
        return Answers(
            began=began,
            seconds=seconds,
            statuses=dict(self._statuses),
            p50_ms=self._quantile(0.50),
            p95_ms=self._quantile(0.95),
            p99_ms=self._quantile(0.99),
            cpu=(time.process_time() - cpu) / seconds,
        )

    async def _client(self, connection: Connection, end: float) -> None:
        while time.perf_counter() < end:
            await self._turn(end)
            sent = time.perf_counter()
            status = await connection.ask(next(self._requests))
            self._took.append(time.perf_counter() - sent)
            self._statuses[status] += 1

    async def _turn(self, end: float) -> None:
        """Waits until the next request may go, where there is a rate."""
        if not self._load.rate:
            return
        at, self._next = self._next, self._next + 1 / self._load.rate
        await asyncio.sleep(max(0.0, min(at, end) - time.perf_counter()))

    def _quantile(self, share: float) -> float:
        return 1000 * self._took[min(len(self._took) - 1, int(share * len(self._took)))] if self._took else 0.0


def main() -> None:
    """Reads a ``Load``, runs it, prints its ``Answers``."""
    load = msgspec.json.decode(sys.stdin.buffer.read(), type=Load)
    sys.stdout.buffer.write(msgspec.json.encode(uvloop.run(Clients(load).run())))


if __name__ == "__main__":
    main()
