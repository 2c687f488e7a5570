"""A bare AMQP channel with confirms: what the limits are measured on, and what a department's system posts by."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import amqp


class Post(NamedTuple):
    """A message on its way to an exchange."""

    exchange: str
    key: str
    message: amqp.Message


class Link:
    """One channel; ``publish`` sends a window of messages and waits until the broker has confirmed each."""

    def __init__(self, channel: Any) -> None:
        self.channel = channel
        self._sent = 0
        self._waiting: set[int] = set()
        channel.confirm_select()
        channel.events["basic_ack"].add(self._confirmed)

    def publish(self, posts: Sequence[Post]) -> None:
        """Publishes all."""
        for post in posts:
            self._sent += 1
            self._waiting.add(self._sent)
            self.channel.basic_publish(post.message, post.exchange, post.key)
        while self._waiting:
            self.channel.connection.drain_events(timeout=15)

    def _confirmed(self, tag: int, multiple: bool) -> None:  # noqa: FBT001 - py-amqp calls it so
        self._waiting -= {one for one in self._waiting if one <= tag} if multiple else {tag}


@contextmanager
def link(uri: str) -> Iterator[Link]:
    """A channel on a connection of its own."""
    connection = connection_to(uri)
    connection.connect()
    try:
        yield Link(connection.channel())
    finally:
        connection.close()


def connection_to(uri: str) -> amqp.Connection:
    """A connection that is not open yet."""
    parts = urlsplit(uri)
    return amqp.Connection(
        f"{parts.hostname}:{parts.port}",
        userid=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        virtual_host=unquote(parts.path[1:]),
    )
