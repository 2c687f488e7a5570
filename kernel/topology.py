"""Declares every exchange and queue, before the services start: ``python -m kernel.topology``.

Doing it again changes nothing. What a service hears is read off its class, so no list is kept beside it. A queue that
exists with other arguments ends this step with a sentence that names it; a service that met it would wait for ever.
"""

import inspect
import os
import warnings
from collections.abc import Iterator
from time import monotonic, sleep
from typing import Any
from urllib.parse import quote

import requests
from amqp.exceptions import PreconditionFailed
from kombu import Connection

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")  # docs/adr: eventlet's risk
os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")  # it imports in half the time, and here nothing is green

from kernel.connection import connect  # noqa: E402 - it imports eventlet, whose warning is filtered above
from kernel.mail import names  # noqa: E402
from kernel.mail.entrypoints import EventHandler  # noqa: E402
from kernel.services import service_class, service_names  # noqa: E402
from kernel.settings import Settings  # noqa: E402

QUORUM = {
    "x-queue-type": "quorum",
    "x-delivery-limit": 1_000_000,  # 4.x has 20; a month of crashes, one every 3 s, must not condemn a good letter
    "x-overflow": "reject-publish",
    "x-dead-letter-exchange": names.DEAD_EXCHANGE,
    "x-dead-letter-strategy": "at-least-once",
}

READ_FOR_EVER = 1_000_000_000
"""Whoever looks through dead letters lays them back; at the limit that 4.x has the broker would drop them."""

UNROUTED_KEPT = 100_000
"""Events that nobody hears are no loss, history has them; so many of the newest stay for whoever looks why."""

BOOT = 120.0
"""Seconds for a broker that is not up yet: this step may be begun together with it, and is ready as soon as it is."""

UNKNOWN = f"{names.DEPARTMENTS}.unknown"
"""Catches what departments post and nobody is bound for; whoever hears departments refuses it with a reason."""


class Mismatch(SystemExit):
    """Something exists already in another form."""

    def __init__(self, what: str, why: str) -> None:
        print(f"{what} 已存在且参数不同,请先删除它 / {what} exists in another form, delete it first: {why}")  # noqa: T201
        super().__init__(1)


class Topology:
    """Declares on one connection; each declaration has its own channel, since a refused one closes it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def exchange(self, name: str, kind: str, arguments: dict[str, Any] | None = None) -> None:
        """A durable exchange."""
        self._on_channel(
            name,
            lambda channel: channel.exchange_declare(name, kind, durable=True, auto_delete=False, arguments=arguments),
        )

    def queue(self, name: str, arguments: dict[str, Any]) -> None:
        """A durable queue."""
        self._on_channel(
            name, lambda channel: channel.queue_declare(name, durable=True, auto_delete=False, arguments=arguments)
        )

    def bind(self, queue: str, exchange: str, key: str) -> None:
        """A binding; there already is as good."""
        self._on_channel(queue, lambda channel: channel.queue_bind(queue, exchange, key))

    def _on_channel(self, what: str, declare: Any) -> None:
        channel = self._connection.channel()
        try:
            declare(channel)
        except PreconditionFailed as error:
            raise Mismatch(what, str(error)) from None
        channel.close()


def heard_by(service: Any) -> Iterator[tuple[str, str]]:
    """Gives ``(source, event type)`` for each event that a service class has a method for, its own or a room's."""
    for _, method in inspect.getmembers(service, inspect.isfunction):
        for entrypoint in getattr(method, "nameko_entrypoints", ()):
            if isinstance(entrypoint, EventHandler):
                yield entrypoint.source, entrypoint.type_of(method)


def declare_shared(topology: Topology) -> None:
    """Declares what belongs to no one service: dead letters, the retry ladder, the departments' door, nameko's RPC."""
    kept = {"x-queue-type": "quorum", "x-delivery-limit": READ_FOR_EVER}
    topology.exchange(names.RPC_EXCHANGE, "topic")
    topology.exchange(names.DEAD_EXCHANGE, "topic")
    topology.queue(names.DEAD_LETTERS, kept)
    topology.bind(names.DEAD_LETTERS, names.DEAD_EXCHANGE, "#")
    topology.exchange(names.UNROUTED, "fanout")
    topology.queue(names.UNROUTED, kept | {"x-max-length": UNROUTED_KEPT, "x-overflow": "drop-head"})
    topology.bind(names.UNROUTED, names.UNROUTED, "")
    topology.exchange(UNKNOWN, "fanout")
    topology.exchange(names.DEPARTMENTS, "topic", {"alternate-exchange": UNKNOWN})
    for seconds in names.LADDER:
        rung = names.rung(seconds)
        back = {"x-message-ttl": seconds * 1000, "x-dead-letter-exchange": "", "x-overflow": "reject-publish"}
        topology.exchange(rung, "fanout")
        topology.queue(rung, kept | back | {"x-dead-letter-strategy": "at-least-once"})
        topology.bind(rung, rung, "")


def declare_service(topology: Topology, name: str) -> None:
    """Declares a service's three queues and its exchange.

    Commands are shared among the service's processes: the version of what they change orders them. Events have no such
    guard, so one process at a time takes them from the inbox, and another takes over when it goes (docs/adr/0010).
    """
    topology.exchange(names.events_of(name), "topic")
    topology.queue(names.commands_of(name), QUORUM)
    topology.queue(names.inbox_of(name), QUORUM | {"x-single-active-consumer": True})
    topology.queue(names.queries_of(name), {})
    topology.bind(names.queries_of(name), names.RPC_EXCHANGE, f"{name}.*")


def bind_inbox(topology: Topology, name: str) -> None:
    """Binds a service's inbox to what it hears; the exchanges of all services are there by now."""
    inbox = names.inbox_of(name)
    for source, type_ in heard_by(service_class(name)):
        if source == names.DEPARTMENTS:
            topology.bind(inbox, names.DEPARTMENTS, f"*.{type_}")
            topology.bind(inbox, UNKNOWN, "")
        else:
            topology.bind(inbox, names.events_of(source), type_)


def catch_unrouted(management_uri: str, vhost: str) -> None:
    """Gives every event exchange the alternate exchange, by policy: as an argument it would clash with stock nameko."""
    policy = {
        "pattern": r"\.events$",
        "definition": {"alternate-exchange": names.UNROUTED},
        "apply-to": "exchanges",
    }
    uri = f"{management_uri}/api/policies/{quote(vhost, safe='')}/mingcha-unrouted"
    requests.put(uri, json=policy, timeout=10).raise_for_status()


def await_broker(settings: Settings) -> None:
    """Returns once the broker takes connections and its HTTP API, where there is one, answers.

    Raises:
        OSError: when nobody is there after so long.
        AMQPError: when the broker refuses us.
    """
    end = monotonic() + BOOT
    while True:
        try:
            with connect(settings.amqp_uri, "topology"):
                if settings.management_uri:
                    requests.get(settings.management_uri, timeout=10)
                return
        except OSError:
            if monotonic() > end:
                raise
            sleep(0.1)


def main() -> None:
    """Declares everything and says so."""
    settings = Settings.read()
    await_broker(settings)
    with connect(settings.amqp_uri, "topology") as connection:
        topology = Topology(connection)
        declare_shared(topology)
        services = service_names()
        for name in services:
            declare_service(topology, name)
        for name in services:
            bind_inbox(topology, name)
        if settings.management_uri:
            catch_unrouted(settings.management_uri, connection.virtual_host or "/")
    print(f"topology declared for {', '.join(services)}")  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
