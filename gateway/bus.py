"""The gateway's end of the mail: commands and queries out, replies in, over two connections.

A command is answered when its reply comes; when the reply is late, it is enough that the broker has confirmed it.
"""

import asyncio
import logging
from asyncio import Future
from typing import Any, TypeVar
from uuid import uuid4

import msgspec
from aio_pika import DeliveryMode, Message
from aio_pika.abc import AbstractExchange, AbstractIncomingMessage
from yarl import URL

from contracts.mail import Reply
from contracts.refusals import Refusal, Refused
from contracts.wire import Command, Query, wire_name, write
from gateway.edge.caller import Caller
from gateway.line import AWAY, Line, is_cancelled
from kernel.mail import names

log = logging.getLogger(__name__)

Answered = TypeVar("Answered")

_AGAIN = 1.0
"""Seconds between two tries to make a new line."""


class BusAway(Exception):
    """The broker or the service that was asked does not answer now."""


class Bus:
    """Speaks the three kinds of mail. Open it once a process."""

    def __init__(self, uri: str, *, patience: float = 10.0) -> None:
        self._uri = uri
        self._patience = patience
        self._waiting: dict[str, Future[bytes]] = {}
        self._line: Line | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connects; afterwards a line that breaks is made anew."""
        self._line = await self._connect()
        self._keeping = asyncio.create_task(self._keep(self._line))

    async def close(self) -> None:
        """Disconnects."""
        if self._keeping is not None:
            self._keeping.cancel()
        if self._line is not None:
            await self._line.close()

    @property
    def is_open(self) -> bool:
        """True while the line stands."""
        return self._line is not None and not self._line.broken.is_set()

    @property
    def waiting(self) -> int:
        """How many requests wait for a reply."""
        return len(self._waiting)

    async def command(
        self,
        service: str,
        command: Command,
        caller: Caller,
        *,
        id: str,
        fingerprint: str = "",
    ) -> Reply | None:
        """Sends a command; gives its reply, or None when that is late and the broker has the command.

        Raises:
            BusAway: when the broker did not confirm it; nothing was kept.
        """
        line = self._standing
        asked = uuid4().hex  # not the command's id: two requests may bring the same command at once
        message = Message(
            write(command),
            message_id=id,
            type=wire_name(type(command)),
            correlation_id=asked,
            reply_to=line.queue,
            content_type="application/json",
            content_encoding="utf-8",
            delivery_mode=DeliveryMode.PERSISTENT,
            headers=_headers(caller) | {"fingerprint": fingerprint},
        )
        wait = 0.0 if caller.is_in_a_hurry else self._patience
        body = await self._ask(line.direct, message, names.commands_of(service), asked, wait)
        return None if body is None else msgspec.json.decode(body, type=Reply)

    async def query(self, service: str, query: Query, caller: Caller, answer: type[Answered]) -> Answered:
        """Asks a service and gives its answer.

        Raises:
            Refused: what the service refuses.
            BusAway: when it cannot be asked or does not answer in time.
        """
        line = self._standing
        id_ = uuid4().hex
        message = Message(
            msgspec.json.encode({"args": [], "kwargs": query}),
            correlation_id=id_,
            reply_to=line.queue,
            content_type="application/json",
            content_encoding="utf-8",
            expiration=self._patience,
            headers=_headers(caller),
        )
        key = f"{service}.{wire_name(type(query))}"
        body = await self._ask(line.rpc, message, key, id_, self._patience)
        if body is None:
            raise BusAway(f"{service} did not answer in time")
        return _result(body, answer)

    async def post(self, department: str, message: Message, event_type: str) -> None:
        """Posts a department's event at the departments' door; returns once the broker has it.

        Raises:
            BusAway: when the broker did not confirm it.
        """
        message.user_id = URL(self._uri).user  # the broker checks it, and the services trust nobody without it
        await self._publish(self._standing.departments, message, f"{department}.{event_type}")

    async def _ask(self, exchange: AbstractExchange, message: Message, key: str, id_: str, wait: float) -> bytes | None:
        reply: Future[bytes] = asyncio.get_running_loop().create_future()
        self._waiting[id_] = reply
        sending = asyncio.ensure_future(self._publish(exchange, message, key))
        try:
            both: set[Future[Any]] = {sending, reply}
            await asyncio.wait(both, timeout=self._patience, return_when=asyncio.FIRST_COMPLETED)
            if not reply.done():
                await asyncio.wait_for(asyncio.shield(sending), self._patience)
                await asyncio.wait({reply}, timeout=wait)
            return reply.result() if reply.done() else None
        except TimeoutError:
            raise BusAway("the broker did not confirm in time") from None
        finally:
            self._waiting.pop(id_, None)
            sending.add_done_callback(_swallow)

    async def _publish(self, exchange: AbstractExchange, message: Message, key: str) -> None:
        try:
            await exchange.publish(message, key, mandatory=True, timeout=self._patience)
        except AWAY as error:
            raise BusAway(str(error)) from error
        except asyncio.CancelledError:
            if is_cancelled():
                raise
            raise BusAway("the connection was lost meanwhile") from None  # aiormq cancels what waits on it

    @property
    def _standing(self) -> Line:
        """The line; a broken one is none."""
        if self._line is None or self._line.broken.is_set():
            raise BusAway("the line to the broker is down")
        return self._line

    async def _connect(self) -> Line:
        """A line with a reply queue of its own: what was meant for the one before finds nobody waiting."""
        return await Line.open(self._uri, self._take)

    async def _keep(self, line: Line) -> None:
        while True:
            await line.broken.wait()
            log.warning("line broken")
            await line.close()
            line = self._line = await self._anew()
            log.info("line open")

    async def _anew(self) -> Line:
        while True:
            try:
                return await self._connect()
            except AWAY as error:
                log.warning("broker away", extra={"error": str(error)})
            except Exception:
                log.exception("no line")
            await asyncio.sleep(_AGAIN)

    def _take(self, message: AbstractIncomingMessage) -> None:
        reply = self._waiting.get(message.correlation_id or "")
        if reply is not None and not reply.done():
            reply.set_result(message.body)


def _headers(caller: Caller) -> dict[str, Any]:
    return {"actor": write(caller.actor).decode(), "traceparent": caller.trace}


def _swallow(sending: "asyncio.Future[None]") -> None:
    """A failed publish has been told to the client already, or the reply came first."""
    if not sending.cancelled():
        sending.exception()


class _Fault(msgspec.Struct):
    exc_type: str
    refusal: Refusal | None = None


class _RpcReply(msgspec.Struct):
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: _Fault | None = None


def _result(body: bytes, answer: type[Answered]) -> Answered:
    reply = msgspec.json.decode(body, type=_RpcReply)
    if reply.error is None:
        return msgspec.json.decode(reply.result, type=answer)
    if reply.error.refusal is not None:
        raise Refused.recall(reply.error.refusal)
    raise BusAway(reply.error.exc_type)
