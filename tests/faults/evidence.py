"""What is there afterwards: the rows of the databases, what lies in queues, what our listener heard, the mails."""

import json
from dataclasses import dataclass, field
from typing import Any

from kombu import Connection
from sqlalchemy import Row, text

from kernel.history import Break, verify
from mingcha.local.surroundings import SERVICES
from tests.faults.city import DEPARTMENTS, LISTENER, City
from tests.faults.ledger import Entry, read_ledger


@dataclass(frozen=True)
class Heard:
    """One message that was taken from a queue."""

    id: str
    type: str
    body: bytes
    headers: dict[str, Any]


@dataclass
class Evidence:
    """Everything that the judge looks at."""

    ledger: dict[str, Entry]
    history: dict[str, list[Row[Any]]] = field(default_factory=dict)
    received: dict[str, dict[str, str]] = field(default_factory=dict)
    breaks: dict[str, list[Break]] = field(default_factory=dict)
    complaints: list[Row[Any]] = field(default_factory=list)
    replies: list[Row[Any]] = field(default_factory=list)
    messages: list[Row[Any]] = field(default_factory=list)
    dead: list[Row[Any]] = field(default_factory=list)
    parcels_left: int = 0
    queued: dict[str, int] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    handed: dict[str, list[Heard]] = field(default_factory=dict)
    dead_copies: list[Heard] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)

    @property
    def unpublished(self) -> int:
        """How many facts have no mark."""
        return sum(row.published is None for rows in self.history.values() for row in rows)


class Investigation:
    """Collects the evidence; what it takes from a queue it keeps, so it can look again."""

    def __init__(self, city: City, ledger_file: Any) -> None:
        self._city = city
        self._file = ledger_file
        self._heard: list[Heard] = []
        self._dead: list[Heard] = []
        self._handed: dict[str, list[Heard]] = {department: [] for department in DEPARTMENTS}

    def look(self) -> Evidence:
        """Everything as it is now."""
        evidence = Evidence(read_ledger(self._file))
        with self._city.broker() as connection:
            self._heard += take_all(connection, LISTENER)
            self._dead += take_all(connection, "dead-letters")
            for department, handed in self._handed.items():
                handed.extend(take_all(connection, f"department.{department}"))
            evidence.queued = self._queued(connection)
        evidence.heard, evidence.dead_copies = list(self._heard), list(self._dead)
        evidence.handed = {department: list(handed) for department, handed in self._handed.items()}
        self._rows(evidence)
        evidence.mails = [str(mail["Message-ID"]) for mail in list(self._city.outside.mails.taken)]
        return evidence

    def quiet(self) -> str:
        """What is still on its way, in words; empty when nothing is."""
        with self._city.broker() as connection:
            queued = {queue: count for queue, count in self._queued(connection).items() if count}
        left = {}
        for service in SERVICES:
            left[f"{service} unpublished"] = self._count(service, "history WHERE published IS NULL")
            left[f"{service} parcels"] = self._count(service, "parcels")
        return ", ".join(f"{what}: {count}" for what, count in (queued | left).items() if count)

    def messages_on_their_way(self) -> int:
        """How many notices are planned or being sent."""
        return self._count("notifications", "messages WHERE state IN ('planned', 'sending')")

    def _queued(self, connection: Connection) -> dict[str, int]:
        """How much lies in each queue that has to be empty."""
        ends = ("dead-letters", LISTENER)
        queues = [queue for queue in self._city.queues() if queue not in ends and not queue.startswith("department.")]
        channel = connection.default_channel
        return {queue: channel.queue_declare(queue, passive=True).message_count for queue in queues}

    def _count(self, service: str, what: str) -> int:
        with self._city.engines[service].connect() as connection:
            return int(connection.scalar(text(f"SELECT count(*) FROM {what}")) or 0)

    def _rows(self, evidence: Evidence) -> None:
        for service in SERVICES:
            with self._city.engines[service].connect() as connection:
                evidence.history[service] = list(connection.execute(text("SELECT * FROM history ORDER BY seq")))
                received = connection.execute(text("SELECT message_id, answer FROM received"))
                evidence.received[service] = {row.message_id: row.answer for row in received}
                evidence.breaks[service] = [found for found in verify(connection) if isinstance(found, Break)]
                evidence.dead += connection.execute(text("SELECT * FROM dead_letters"))
                evidence.parcels_left += connection.scalar(text("SELECT count(*) FROM parcels")) or 0
        evidence.complaints = self._all("complaints", "SELECT * FROM complaints")
        evidence.replies = self._all("complaints", "SELECT * FROM replies")
        evidence.messages = self._all("notifications", "SELECT * FROM messages")

    def _all(self, service: str, query: str) -> list[Row[Any]]:
        with self._city.engines[service].connect() as connection:
            return list(connection.execute(text(query)))


def take_all(connection: Connection, queue: str) -> list[Heard]:
    """Takes everything that lies in a queue."""
    channel = connection.channel()
    left = channel.queue_declare(queue, passive=True).message_count
    taken: list[Heard] = []
    channel.basic_qos(0, 500, a_global=False)
    tag = channel.basic_consume(queue, callback=lambda message: taken.append(_heard(message)), no_ack=True)
    try:
        while len(taken) < left:
            connection.drain_events(timeout=5)
    except TimeoutError:
        pass
    channel.basic_cancel(tag)
    channel.close()
    return taken


def _heard(message: Any) -> Heard:
    headers = message.headers or {}
    body = message.body.encode() if isinstance(message.body, str) else bytes(message.body)
    return Heard(headers.get("ce-id", ""), headers.get("ce-type", ""), body, headers)


def answer_of(received: str) -> dict[str, Any]:
    """A first answer, as ``received`` has it."""
    answer: dict[str, Any] = json.loads(received)
    return answer
