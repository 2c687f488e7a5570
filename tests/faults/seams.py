"""Where the fail points sit: wrappers around the product's own functions, put there when a process starts."""

import functools
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from tests.faults.points import Points

_STATEMENTS = {
    # what a statement holds: the point that is right after it
    "INSERT INTO received": "after_insert",
    "UPDATE history SET published": "relay_after_mark",
    "DELETE FROM parcels": "handover_after_forget",
}


def wrap(owner: Any, name: str, around: Callable[..., Any]) -> None:
    """Puts ``around`` in the place of ``owner.name``; it is handed the original, then the arguments."""
    original = getattr(owner, name)

    @functools.wraps(original)
    def wrapped(*args: Any, **named: Any) -> Any:
        return around(original, *args, **named)

    setattr(owner, name, wrapped)


def open_service(points: Points, service: str) -> None:
    """Puts the points of mailbox, relay and delivery into a service's process."""
    _open_mailbox(points)
    _open_transactions(points)
    _open_statements(points)
    _open_relay(points)
    if service == "notifications":
        _open_delivery(points)


def open_gateway(points: Points) -> None:
    """Puts the points around the gateway's publishing of commands."""
    from gateway.bus import Bus

    async def publish(original: Callable[..., Awaitable[None]], bus: Any, exchange: Any, *rest: Any) -> None:
        durable = exchange is not bus._line.rpc
        if durable:
            points.reach("gateway_before_publish")
        await original(bus, exchange, *rest)
        if durable:
            points.reach("gateway_after_publish")

    async def command(original: Callable[..., Awaitable[Any]], *args: Any, **named: Any) -> Any:
        reply = await original(*args, **named)
        points.reach("gateway_before_answer")
        return reply

    wrap(Bus, "_publish", publish)
    wrap(Bus, "command", command)


def _open_mailbox(points: Points) -> None:
    from amqp.channel import Channel

    from kernel.mail.settlement import Settlement

    def settle(original: Callable[..., Any], *args: Any) -> Any:
        points.reach("after_receive")
        return original(*args)

    def acknowledge(original: Callable[..., None], *args: Any, **named: Any) -> None:
        points.reach("before_acknowledge")
        original(*args, **named)
        points.reach("after_acknowledge")

    wrap(Settlement, "settle", settle)
    wrap(Channel, "basic_ack", acknowledge)


def _open_transactions(points: Points) -> None:
    from kernel.database import Database
    from kernel.stage import Stage

    def write(original: Callable[..., None], stage: Any) -> None:
        writes = stage.size > 0
        original(stage)
        if writes:
            points.reach("before_commit")

    @contextmanager
    def transaction(original: Callable[..., Any], database: Any) -> Iterator[Any]:
        with original(database) as stage:
            yield stage
        if stage.size:
            points.reach("after_commit")

    wrap(Stage, "write", write)
    wrap(Database, "transaction", transaction)


def _open_statements(points: Points) -> None:
    def executed(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        for part, point in _STATEMENTS.items():
            if part in statement:
                points.reach(point)

    event.listen(Engine, "after_cursor_execute", executed)


def _open_relay(points: Points) -> None:
    from kernel.mail import publisher as publishing
    from kernel.mail import relay

    def publish(original: Callable[..., None], publisher: Any, messages: Any) -> None:
        who = "relay" if messages[0].exchange else "handover"  # parcels go straight into their queue
        points.reach(f"{who}_before_publish")
        original(publisher, messages)
        points.reach(f"{who}_after_publish")

    def make_queue(original: Callable[..., None], *args: Any) -> None:
        original(*args)
        points.reach("handover_after_declare")

    @contextmanager
    def together(original: Callable[..., Any], connection: Any) -> Iterator[None]:
        with original(connection):
            yield
        points.reach("publisher_after_send")

    wrap(relay, "_publish", publish)
    wrap(publishing.Publisher, "make_queue", make_queue)
    wrap(publishing, "together", together)


def _open_delivery(points: Points) -> None:
    from services.notifications import carrier

    def take(original: Callable[..., Any], *args: Any) -> Any:
        taken = original(*args)
        if taken:
            points.reach("delivery_after_claim")
        return taken

    def attempted(original: Callable[..., Any], *args: Any) -> Any:
        outcome = original(*args)
        points.reach("delivery_after_send")
        return outcome

    def record(original: Callable[..., None], *args: Any) -> None:
        original(*args)
        points.reach("delivery_after_record")

    wrap(carrier.Carrier, "_take", take)
    wrap(carrier, "attempted", attempted)
    wrap(carrier.Carrier, "_record", record)
