"""Many complaints like one that the domain made: each gets its own ids, number, times, complainant and hash chain.

A million times through the domain would take a quarter of an hour; a million copies of its rows take some minutes.
"""

import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from secrets import randbits
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from bench.cases import NOTICED, Case, Moment
from contracts.complaints import Reporter
from contracts.wire import write
from kernel import tables as mail
from kernel.history import chain_hash
from kernel.sealing import KeyRing
from services.complaints.storage import tables as complaints
from services.notifications.storage import tables as notifications

STEP = timedelta(seconds=5)
"""From one version of a complaint to the next."""

OF_COMPLAINTS = (complaints.complaints, complaints.testimonies, complaints.parties, mail.history, mail.received)
OF_NOTIFICATIONS = (NOTICED, notifications.messages)
COLUMNS = {
    table: [column.name for column in table.c if column.identity is None]
    for table in (*OF_COMPLAINTS, *OF_NOTIFICATIONS)
}
"""What COPY is told of each table."""

Books = Mapping[Table, io.StringIO]
"""The lines for COPY, by table."""

_REPORTER = write(Reporter(name="测试", email="bench@example.org"))


class Press:
    """The rows of one complaint of ``versions`` versions as text, with marks where each copy has its own."""

    def __init__(self, versions: int, department: str, keys: KeyRing) -> None:
        self._versions = range(versions)
        self._keys = keys
        self._marks = _marks(versions)
        self._texts: dict[Table, str] = defaultdict(str)
        self._facts: list[dict[str, Any]] = []
        ids = [Moment(_moment(n), _mark(10 + n), _mark(20 + n)) for n in self._versions]
        case = Case(id=_mark(1), party=_mark(2), number=_NUMBER, department=department, moments=ids)
        case.keep(self._take, b"reporter", [_hash(n) for n in range(versions + 1)])

    def copy(self, number: str, at: datetime, books: Books) -> None:
        """Writes a complaint that was filed at that time."""
        own = {"number": number, "id": _id(at), "party": (party := _id(at))}
        own["reporter"] = self._keys.encrypt(_REPORTER, bytes.fromhex(party.replace("-", ""))).hex()
        moments = [at + n * STEP for n in self._versions]
        for n, moment in enumerate(moments):
            own |= {f"at{n}": moment.isoformat(), f"command{n}": _id(at), f"message{n}": _id(at)}
        self._chain(own, moments)
        for table, text in self._texts.items():
            books[table].write(text % own)

    def _chain(self, own: dict[str, str], moments: Sequence[datetime]) -> None:
        head = bytes(32)
        for n, fact in enumerate(self._facts):
            command = own[f"command{n}"]
            said = {"data": fact["data"] % own, "causation": command, "correlation": command}
            head = chain_hash(fact | said | {"aggregate_id": own["id"], "occurred_at": moments[n], "prev_hash": head})
            own[f"hash{n + 1}"] = head.hex()

    def _take(self, table: Table, row: Mapping[str, Any]) -> None:
        line = "\t".join(_text(row[name]) for name in COLUMNS[table]) + "\n"
        self._texts[table] += self._marked(line)
        if table is mail.history:
            self._facts.append(dict(row) | {"data": self._marked(row["data"])})

    def _marked(self, text: str) -> str:
        text = text.replace("%", "%%")
        for mark, name in self._marks.items():
            text = text.replace(mark, f"%({name})s")
        return text


_NUMBER = "TS-0000-999999999"


def _mark(n: int) -> UUID:
    return UUID(int=0xBE7C4 << 64 | n)


def _moment(n: int) -> datetime:
    return datetime(2000, 1, 1, tzinfo=UTC) + n * STEP


def _hash(n: int) -> bytes:
    return n.to_bytes(1, "big") * 32


def _marks(versions: int) -> dict[str, str]:
    """What stands in the original where a copy has its own, and what that is called."""
    marks = {_NUMBER: "number", str(_mark(1)): "id", str(_mark(2)): "party", b"reporter".hex(): "reporter"}
    for n in range(versions):
        marks[_hash(n + 1).hex()] = f"hash{n + 1}"
        marks |= {
            _moment(n).isoformat(): f"at{n}",
            str(_mark(10 + n)): f"command{n}",
            str(_mark(20 + n)): f"message{n}",
        }
    return marks


def _id(at: datetime) -> str:
    """A UUIDv7 of that moment (RFC 9562); the library makes only those of now."""
    chance = f"{randbits(72):018x}"
    moment = f"{int(at.timestamp() * 1000):012x}"
    return f"{moment[:8]}-{moment[8:]}-7{chance[:3]}-8{chance[3:6]}-{chance[6:]}"


def _text(value: Any) -> str:
    """A value as COPY reads it."""
    match value:
        case None:
            return "\\N"
        case bytes():
            return "\\\\x" + value.hex()
        case datetime() | date():
            return value.isoformat()
        case dict():
            value = json.dumps(value)
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
