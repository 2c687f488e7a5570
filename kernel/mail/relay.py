"""Publishes what was committed: history's unpublished facts in order, and the parcels of single readers.

One process of a service owns the relay at a time (an advisory lock). It wakes on a commit, also on another process's,
which notifies it afterwards (``NOTIFY`` inside a transaction would queue all commits up), and looks every second. A
row counts as published once the broker has confirmed it; a kill between the confirm and the mark publishes it again
under the same id, which its readers know already. It asks for rows without the mark, never for ``seq > last``: a lower
number may be committed after a higher one.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

import eventlet
from eventlet.event import Event as Signal
from eventlet.hubs import trampoline
from nameko.extensions import SharedExtension
from psycopg2 import OperationalError
from sqlalchemy import Connection as DatabaseConnection
from sqlalchemy import Row, bindparam, delete, func, select, text, update

from kernel import tables
from kernel.clock import Clock
from kernel.connection import BROKER_ERRORS, connect, pauses
from kernel.database import Database
from kernel.engine import is_away
from kernel.mail import names
from kernel.mail.cloud_events import headers_of, source_of
from kernel.mail.publisher import Outgoing, Publisher, json_message
from kernel.rows import one_of
from kernel.watch import figures
from kernel.watch.census import Census

log = logging.getLogger(__name__)

WINDOW = 500
"""How many rows are on their way at once."""

_LISTEN, _NOTIFY = text("LISTEN relay"), text("NOTIFY relay")

_LOCK = 0x4D43_0001
"""The advisory lock of the relay; each service has its own database, so one number does for all."""


class Relay(SharedExtension):
    """The greenthread that carries committed facts to the broker."""

    database = Database()
    census = Census()

    def __init__(self) -> None:
        super().__init__()
        self._stopping = False
        self._woken = Signal()
        self._ended = Signal()
        self._waits = pauses()

    def start(self) -> None:
        """Begins to carry."""
        self.container.spawn_managed_thread(self._run, identifier="relay")
        self.container.spawn_managed_thread(self._hear, identifier="relay ear")

    def stop(self) -> None:
        """Carries what is still there once more, then ends."""
        self._stopping = True
        self.wake()
        self._ended.wait()

    def wake(self) -> None:
        """Says that something was committed."""
        if not self._woken.ready():
            self._woken.send()

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._carry()
            except BROKER_ERRORS as error:
                self._wait_out("broker", error)
            except Exception as error:
                if not is_away(error):
                    raise
                self._wait_out("database", error)
        self._ended.send()

    def _hear(self) -> None:
        """Wakes the relay when another process says that it has committed something."""
        while not self._stopping:
            try:
                with self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                    connection.detach()  # a session that listens is of no use to anybody else
                    connection.execute(_LISTEN)
                    self._hear_on(connection.connection.dbapi_connection)
            except Exception as error:
                if not is_away(error) and not isinstance(error, OSError | OperationalError):
                    raise
                eventlet.sleep(1)

    def _hear_on(self, session: Any) -> None:
        while not self._stopping:
            with suppress(eventlet.Timeout):
                trampoline(session, read=True, timeout=1)
            session.poll()
            if session.notifies:
                session.notifies.clear()
                self.wake()

    def _wait_out(self, what: str, error: Exception) -> None:
        figures.RELAY_OWNER.set(0)
        pause = next(self._waits)
        log.warning("relay: %s away", what, extra={"pause": pause.seconds, "error": str(error)})
        pause.wait()

    def _carry(self) -> None:
        settings = self.container.config["settings"]
        service = self.container.service_name
        clock = Clock(settings.clock_file)
        with (
            connect(settings.amqp_uri, f"{service} relay") as broker,
            self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.detach()  # the lock belongs to the session, which must end with this try and not go to the pool
            publisher = Publisher(broker)
            last = committed = False
            while not last:
                last = self._stopping
                owns = _owns(connection)
                figures.RELAY_OWNER.set(owns)
                if owns:
                    while carry_once(connection, publisher, service, clock.now()) >= WINDOW:
                        publisher.breathe()  # a full window: there may be more
                elif committed:
                    connection.execute(_NOTIFY)
                publisher.breathe()
                self._waits = pauses()
                committed = self._sleep()

    def _sleep(self) -> bool:
        """Waits for a second, or until something is committed; says whether it was."""
        if self._stopping:
            return True
        with eventlet.Timeout(1, False):  # noqa: FBT003 - eventlet's way of saying: silently
            self._woken.wait()
        if not self._woken.ready():
            return False
        self._woken = Signal()
        return True


def carry_once(connection: DatabaseConnection, publisher: Publisher, service: str, now: datetime) -> int:
    """Publishes and marks at most one window of facts and of parcels; gives how many went."""
    facts = connection.execute(_UNPUBLISHED).all()
    if facts:
        _publish(publisher, [fact_message(row, service) for row in facts])
        figures.RELAY_PUBLISHED.labels("fact").inc(len(facts))
        connection.execute(_MARK, {"keys": [row.seq for row in facts], "now": now})
    parcels = connection.execute(_PARCELS).all()
    if parcels:
        _publish(publisher, [_parcel_message(row) for row in parcels])
        figures.RELAY_PUBLISHED.labels("parcel").inc(len(parcels))
        connection.execute(_FORGET, {"keys": [row.seq for row in parcels]})
    return len(facts) + len(parcels)


_UNPUBLISHED = (
    select(tables.history).where(tables.history.c.published.is_(None)).order_by(tables.history.c.seq).limit(WINDOW)
)
_PARCELS = select(tables.parcels).order_by(tables.parcels.c.seq).limit(WINDOW)
_MARK = update(tables.history).where(one_of(tables.history.c.seq)).values(published=bindparam("now"))
_FORGET = delete(tables.parcels).where(one_of(tables.parcels.c.seq))


def _publish(publisher: Publisher, messages: Sequence[Outgoing]) -> None:
    """Publishes; what nobody is bound for is kept in the queue for it, should no policy do that.

    A department that is not connected yet gets its queue now: what it must read waits there and nowhere else.
    """
    left = _returned(publisher, messages)
    early = [message for message in left if _is_for_department(message)]
    if early:
        for queue in sorted({message.key for message in early}):
            log.warning("department not connected yet", extra={"queue": queue})
            publisher.make_queue(queue, names.DEPARTMENT_QUEUE)
        publisher.deliver(early)
        left = [message for message in left if not _is_for_department(message)]
    if left:
        log.warning("unrouted", extra={"ids": [message.id for message in left[:20]], "count": len(left)})
        publisher.publish([_unrouted(message) for message in left])


def _returned(publisher: Publisher, messages: Sequence[Outgoing]) -> list[Outgoing]:
    """Publishes; gives those that found no queue."""
    returned = publisher.publish(messages)
    return [message for message in messages if message.id in returned]


def _is_for_department(message: Outgoing) -> bool:
    return not message.exchange and names.is_department_queue(message.key)


def _unrouted(message: Outgoing) -> Outgoing:
    left = message.message
    headers = left.headers | {"meant-for": f"{message.exchange} {message.key}"}
    copy = json_message(message.id, left.body, type=left.properties["type"], headers=headers)
    return Outgoing(exchange="", key=names.UNROUTED, message=copy)


def fact_message(row: Row[Any], service: str) -> Outgoing:
    """A fact as it goes out: its data is the body, to the byte; its id is ``<aggregate id>.<version>``."""
    event_id = f"{row.aggregate_id}.{row.version}"
    headers = headers_of(
        id=event_id,
        source=source_of(service),
        type=row.type,
        time=row.occurred_at,
        subject=f"{row.aggregate}/{row.aggregate_id}",
        version=row.version,
        trace=row.trace,
        correlation=row.correlation,
    )
    message = json_message(event_id, row.data.encode(), type=row.type, headers=headers)
    return Outgoing(exchange=names.events_of(service), key=row.type, message=message)


def _parcel_message(row: Row[Any]) -> Outgoing:
    headers = headers_of(
        id=row.message_id,
        source=row.source,
        type=row.type,
        time=row.occurred_at,
        subject=row.queue,
        trace=row.trace,
    )
    message = json_message(row.message_id, row.data.encode(), type=row.type, headers=headers)
    return Outgoing(exchange="", key=row.queue, message=message)


def _owns(connection: DatabaseConnection) -> bool:
    """True when this process holds the relay's lock, now or since before (taking it twice is harmless)."""
    held = connection.info.get("relay")
    if not held:
        held = connection.info["relay"] = bool(connection.scalar(select(func.pg_try_advisory_lock(_LOCK))))
    return bool(held)
