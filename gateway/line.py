"""The gateway's line to the broker: two connections, three exchanges, and the queue that replies come to.

A line is used until any part of it breaks, and then made anew as a whole. It proves itself: every few seconds it sends
a message to its own reply queue and must hear it. So a queue that is gone, a consumer that was cancelled and a
connection that is half open all show in the same way, and none of them outlives the next proof.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self
from uuid import uuid4

from aio_pika import DeliveryMode, Message, connect
from aio_pika.abc import AbstractConnection, AbstractIncomingMessage
from aio_pika.exceptions import AMQPError, ChannelInvalidStateError, DeliveryError

from kernel.mail import names

log = logging.getLogger(__name__)

Take = Callable[[AbstractIncomingMessage], None]

AWAY = (AMQPError, DeliveryError, ChannelInvalidStateError, OSError, RuntimeError)
"""A timeout and a lost connection are kinds of OSError; aio-pika says RuntimeError of a connection that was closed."""

PROOF = "line"
"""The correlation id of a proof."""

PROVE_EVERY = 5.0
HEARD_WITHIN = 10.0
"""Seconds between two proofs, and for one to be heard; together a dead line is given up within 15 s."""

_REPLY_EXPIRY = 60_000
"""Milliseconds that the reply queue outlives its line: no litter stays."""

_OPENED_WITHIN = 10.0
_CLOSED_WITHIN = 3.0
"""Seconds; the other end of a line that is given up may not answer any more."""

_HEARTBEAT = 6
"""Seconds. aiormq gives a silent link up after three of them and three seconds more."""


def is_cancelled() -> bool:
    """Whether it is our own task that somebody cancels: aiormq cancels what waits on a connection that is lost."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


class Line:
    """One line; ``broken`` is set once it is of no use any more."""

    def __init__(self, take: Take) -> None:
        self.queue = f"gateway.replies.{uuid4()}"  # no other line's: a consumer that hangs would share it
        self._take = take
        self._heard = asyncio.Event()
        self._connections: list[AbstractConnection] = []
        self._proving: asyncio.Task[None] | None = None
        self.broken = asyncio.Event()

    @classmethod
    async def open(cls, uri: str, take: Take) -> Self:
        """Connects, declares the reply queue, hears it, and begins to prove.

        Raises:
            AMQPError, OSError: when the broker is away.
        """
        line = cls(take)
        try:
            async with asyncio.timeout(_OPENED_WITHIN):
                await line._open(uri)
        except asyncio.CancelledError:
            await line.close()
            if is_cancelled():
                raise
            raise ConnectionError("the connection was lost meanwhile") from None
        except Exception:
            await line.close()
            raise
        return line

    async def close(self) -> None:
        """Disconnects; whatever waits on this line hears that it is broken."""
        self.broken.set()
        if self._proving is not None:
            self._proving.cancel()
        for connection in self._connections:
            with suppress(asyncio.CancelledError, *AWAY):
                await asyncio.wait_for(connection.close(), _CLOSED_WITHIN)

    async def _open(self, uri: str) -> None:
        out = await self._channel(uri, "gateway out", on_return_raises=True)
        self.direct = out.default_exchange
        self.rpc = await out.get_exchange(names.RPC_EXCHANGE, ensure=False)
        self.departments = await out.get_exchange(names.DEPARTMENTS, ensure=False)
        hearing = await self._channel(uri, "gateway in")
        queue = await hearing.declare_queue(self.queue, durable=True, arguments={"x-expires": _REPLY_EXPIRY})
        await queue.bind(names.RPC_EXCHANGE, self.queue)
        await queue.consume(self._hear, no_ack=True)
        self._proving = asyncio.create_task(self._prove())

    async def _channel(self, uri: str, name: str, **options: Any) -> Any:
        connection = await connect(uri, heartbeat=_HEARTBEAT, timeout=5, client_properties={"connection_name": name})
        self._connections.append(connection)
        connection.close_callbacks.add(self._break)
        channel = await connection.channel(**options)
        channel.close_callbacks.add(self._break)
        return channel

    def _break(self, *_: Any) -> None:
        self.broken.set()

    async def _hear(self, message: AbstractIncomingMessage) -> None:
        if message.correlation_id == PROOF:
            self._heard.set()
        else:
            self._take(message)

    async def _prove(self) -> None:
        try:
            while True:
                self._heard.clear()
                proof = Message(b"", correlation_id=PROOF, delivery_mode=DeliveryMode.NOT_PERSISTENT)
                async with asyncio.timeout(HEARD_WITHIN):
                    await self.direct.publish(proof, self.queue, mandatory=True)
                    await self._heard.wait()
                await asyncio.sleep(PROVE_EVERY)
        except AWAY as error:
            log.warning("line not proved", extra={"error": repr(error)})
        finally:  # aiormq also cancels what waits on a connection that is lost
            self.broken.set()
