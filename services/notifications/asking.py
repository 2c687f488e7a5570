"""Asking another service several questions at once, in nameko's RPC protocol, and waiting no longer than a deadline.

nameko's own ``RpcProxy`` is not used. Tried with nameko 2.14.1: while the broker is away, a container that has one does
not get through its start, and a graceful stop never ends, since the reply listener waits to unregister at a broker that
is not there. It also publishes on pooled connections without heartbeats, and keeps every question that was never
answered. Here a burst of questions has a connection of its own, and leaves nothing behind.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

import msgspec
from amqp import Message
from kombu import Connection

from contracts.people import Actor
from contracts.wire import Query, wire_name, write
from kernel.connection import BROKER_ERRORS, connect
from kernel.mail.names import RPC_EXCHANGE
from kernel.mail.queries import RpcReply

log = logging.getLogger(__name__)

DEADLINE = 10.0
"""Seconds; a question that nobody took by then expires in the queue."""


class Asking:
    """Asks as ``asker``."""

    def __init__(self, amqp_uri: str, asker: Actor) -> None:
        self._uri = amqp_uri
        self._headers = {"actor": write(asker).decode()}
        self._name = f"{asker.id.rpartition('/')[2]} asking"

    def ask(self, service: str, questions: Mapping[UUID, Query], traces: Mapping[UUID, str]) -> dict[UUID, RpcReply]:
        """The answers that came in time; a question whose answer is missing may be asked again later.

        ``traces`` are the traces that the questions are asked in.
        """
        answers: dict[UUID, RpcReply] = {}
        try:
            with connect(self._uri, self._name) as connection:
                self._burst(connection, service, questions, traces, answers)
        except BROKER_ERRORS as error:
            log.warning("broker away", extra={"asking": service, "error": str(error)})
        return answers

    def _burst(
        self,
        connection: Connection,
        service: str,
        questions: Mapping[UUID, Query],
        traces: Mapping[UUID, str],
        answers: dict[UUID, RpcReply],
    ) -> None:
        channel = connection.channel()
        reply_to = str(uuid4())
        queue = channel.queue_declare(exclusive=True).queue
        channel.queue_bind(queue, RPC_EXCHANGE, reply_to)
        channel.basic_consume(queue, no_ack=True, callback=lambda message: _take(message, answers))
        for id_, question in questions.items():
            message = self._message(id_, question, reply_to, traces[id_])
            channel.basic_publish(message, RPC_EXCHANGE, f"{service}.{wire_name(type(question))}")
        until = monotonic() + DEADLINE
        while len(answers) < len(questions) and monotonic() < until:
            with suppress(TimeoutError):
                connection.drain_events(timeout=1)
            connection.heartbeat_check()

    def _message(self, id_: UUID, question: Query, reply_to: str, trace: str) -> Message:
        return Message(
            msgspec.json.encode({"args": [], "kwargs": msgspec.to_builtins(question)}),
            content_type="application/json",
            content_encoding="utf-8",
            correlation_id=str(id_),
            reply_to=reply_to,
            expiration=str(int(DEADLINE * 1000)),
            application_headers=self._headers | {"traceparent": trace},
        )


def _take(message: Any, answers: dict[UUID, RpcReply]) -> None:
    answers[UUID(message.properties["correlation_id"])] = msgspec.json.decode(message.body, type=RpcReply)
