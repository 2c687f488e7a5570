"""A broker's connection that breaks while something is sent over it: the caller hears that the broker is away."""

import asyncio
from typing import Any

import pytest
from aio_pika import Message

from gateway.bus import Bus, BusAway
from gateway.line import Line


class Breaking:
    """An exchange whose connection breaks under every message; aiormq then cancels what waits for the confirm."""

    async def publish(self, *_: Any, **__: Any) -> None:
        confirm = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(confirm.cancel)
        await confirm


class Silent:
    """An exchange that never confirms."""

    async def publish(self, *_: Any, **__: Any) -> None:
        await asyncio.get_running_loop().create_future()


def bus_over(exchange: Any) -> Bus:
    bus = Bus("amqp://office:secret@localhost/")
    bus._line = Line(lambda _: None)
    bus._line.departments = exchange
    return bus


def test_a_connection_that_breaks_while_publishing_is_a_broker_away() -> None:
    with pytest.raises(BusAway):
        asyncio.run(bus_over(Breaking()).post("fire", Message(b"{}"), "case_signed_for"))


def test_a_request_that_is_given_up_stays_given_up() -> None:
    async def give_up() -> None:
        posting = asyncio.ensure_future(bus_over(Silent()).post("fire", Message(b"{}"), "case_signed_for"))
        await asyncio.sleep(0)
        posting.cancel()
        await posting

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(give_up())


def test_a_broken_line_is_a_broker_away() -> None:
    async def post() -> None:
        bus = bus_over(Silent())
        assert bus._line is not None
        bus._line.broken.set()
        await bus.post("fire", Message(b"{}"), "case_signed_for")

    with pytest.raises(BusAway):
        asyncio.run(post())
