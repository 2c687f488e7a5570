"""Every place of a running platform where something may be left behind, each with the text that lies there."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import requests
from kombu import Connection
from sqlalchemy import Engine, inspect, text

from mingcha.local.platform import Platform
from mingcha.local.surroundings import PROCESSES

WORDS = {
    "testimonies": {"title", "text"},
    "supplements": {"text"},
    "replies": {"measures", "basis"},
    "remarks": {"said"},
    "notices": {"reason", "answer"},
    "instructions": {"text", "report", "reason"},
    "rectification_papers": {"text", "cause", "post"},
    "accountability_papers": {"text"},
    "vault_reads": {"reason"},
}
"""Columns of the complaints service that hold what people wrote: there it is read, and a search finds it."""

_ARE_READ_BY_ONE = ".inbox"
"""Queues that the broker lets nobody else look into; they are empty when nothing is under way."""


@dataclass
class Spy:
    """Hears everything that goes through the exchanges, but what departments post: that is their own letter."""

    connection: Connection
    queue: str = ""
    heard: list[str] = field(default_factory=list)

    def listen(self, exchanges: Collection[tuple[str, str]]) -> None:
        """Has a queue of its own bound to each."""
        channel = self.connection.default_channel
        self.queue = channel.queue_declare("", exclusive=True, auto_delete=False).queue
        for name, kind in exchanges:
            channel.queue_bind(self.queue, name, "#" if kind == "topic" else "")

    def text(self) -> str:
        """All that it has heard up to now."""
        while (message := self.connection.default_channel.basic_get(self.queue, no_ack=True)) is not None:
            self.heard.append(_text(message))
        return "\n".join(self.heard)


@dataclass(frozen=True)
class Places:
    """The places, by name."""

    platform: Platform
    engine: Callable[[str], Engine]
    spy: Spy

    def all(self) -> Iterator[tuple[str, str]]:
        """Every place with its text; of the complaints' database what no words belong into."""
        yield "events", self.spy.text()
        yield from self.logs()
        yield from self.metrics()
        yield from self.queues()
        for process in PROCESSES:
            yield from self.tables(process)

    def find(self, needles: Collection[str]) -> list[tuple[str, str]]:
        """Which of the needles lies where: as text, and as the bytes of a binary column."""
        forms = {needle: (needle, needle.encode().hex()) for needle in needles}
        return [
            (place, needle)
            for place, said in self.all()
            for needle, written in forms.items()
            if any(form in said for form in written)
        ]

    def logs(self) -> Iterator[tuple[str, str]]:
        """What every process, the broker and the database have written."""
        for file in sorted(self.platform.folder.rglob("*.log*")):
            if file.is_file():
                yield f"log {file.name}", file.read_text(encoding="utf-8", errors="replace")

    def metrics(self) -> Iterator[tuple[str, str]]:
        """What every process tells of itself."""
        for process in self.platform.surroundings.metrics_ports:
            url = self.platform.surroundings.metrics_url(process)
            yield f"metrics {process}", requests.get(f"{url}/metrics", timeout=10).text

    def queues(self) -> Iterator[tuple[str, str]]:
        """What lies in the queues, dead letters and all: it is looked at and laid back."""
        names = [queue["name"] for queue in self._broker("queues") if not queue.get("exclusive")]
        with Connection(self.platform.amqp_uri) as connection:
            for name in names:
                if not name.endswith(_ARE_READ_BY_ONE):
                    yield f"queue {name}", self._peek(connection, name)

    def exchanges(self) -> list[tuple[str, str]]:
        """The exchanges that are ours, with their kinds, but the departments' door."""
        ours = [(exchange["name"], exchange["type"]) for exchange in self._broker("exchanges")]
        return [(name, kind) for name, kind in ours if name and not name.startswith(("amq.", "departments"))]

    def tables(self, process: str) -> Iterator[tuple[str, str]]:
        """Each column of each table of one database, but the words of complaints."""
        engine = self.engine(process)
        words = WORDS if process == "complaints" else {}
        with engine.connect() as connection:
            for table in inspect(engine).get_table_names():
                for column in inspect(engine).get_columns(table):
                    if column["name"] not in words.get(table, ()):
                        query = text(f'SELECT string_agg("{column["name"]}"::text, chr(10)) FROM "{table}"')
                        yield f"{process} {table}.{column['name']}", str(connection.scalar(query) or "")

    def _peek(self, connection: Connection, name: str) -> str:
        channel = connection.channel()
        found = list(iter(lambda: channel.basic_get(name), None))
        channel.basic_recover(requeue=True)
        channel.close()
        return "\n".join(map(_text, found))

    def _broker(self, what: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = requests.get(f"{self.platform.management_uri}/api/{what}", timeout=10).json()
        return found


def _text(message: Any) -> str:
    body = message.body if isinstance(message.body, str) else bytes(message.body).decode("utf-8", "replace")
    return f"{message.properties} {body}"
