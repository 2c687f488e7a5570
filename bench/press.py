"""Many complaints like one that the domain made: each gets its own ids, number, times, complainant and hash chain.

A million times through the domain would take a quarter of an hour; a million copies of its rows take some minutes.
"""

import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from secrets import randbits
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table

from bench.cases import NOTICED, Case, Moment
from contracts.complaints import Channel, Reporter
from contracts.wire import write
from kernel import tables as mail
from kernel.history import chain_hash
from kernel.sealing import KeyRing
from services.complaints.domain.deadlines import day_of
from services.complaints.search.tables import search_entries
from services.complaints.statistics.domain import Told
from services.complaints.storage import tables as complaints
from services.notifications.storage import tables as notifications

STEP = timedelta(seconds=5)
"""From one version of the original to the next; a copy takes its own time."""

CHANNELS = tuple(Channel)

OF_COMPLAINTS = (
    complaints.complaints,
    complaints.testimonies,
    complaints.parties,
    mail.history,
    mail.received,
    search_entries,
)
OF_NOTIFICATIONS = (NOTICED, notifications.messages)
COLUMNS = {
    table: [column.name for column in table.c if column.identity is None]
    for table in (*OF_COMPLAINTS, *OF_NOTIFICATIONS)
}
"""What COPY is told of each table."""

Books = Mapping[Table, io.StringIO]
"""The lines for COPY, by table."""

_REPORTER = write(Reporter(name="测试", email="bench@example.org"))


class Copy(NamedTuple):
    """What one copy has of its own: its number, what it is about, its words, and a moment for each version."""

    number: str
    category: str
    about: str
    title: str
    text: str
    moments: Sequence[datetime]


class Press:
    """The rows of one complaint of ``versions`` versions as text, with marks where each copy has its own."""

    def __init__(self, versions: int, department: str, keys: KeyRing, channel: Channel = Channel.WEB) -> None:
        self.department, self.channel = department, channel
        self._versions = range(versions)
        self._keys = keys
        self._marks = _marks(versions)
        self._texts: dict[Table, str] = defaultdict(str)
        self._facts: list[dict[str, Any]] = []
        ids = [Moment(_moment(n), _mark(10 + n), (_mark(20 + n), _mark(30 + n))) for n in self._versions]
        case = Case(
            id=_mark(1),
            party=_mark(2),
            number=_NUMBER,
            channel=channel,
            category=_CATEGORY,
            about=_ABOUT,
            department=department,
            due=_DUE,
            title=_TITLE,
            text=_TEXT,
            moments=ids,
        )
        case.keep(self._take, b"reporter", [_hash(n) for n in range(versions + 1)])

    @property
    def versions(self) -> int:
        """How many versions its copies have."""
        return len(self._versions)

    def copy(self, copy: Copy, books: Books) -> list[Told]:
        """Writes a complaint that was filed at its first moment; gives its facts, as statistics reads them."""
        at = copy.moments[0]
        own = {"number": copy.number, "id": _id(at), "party": (party := _id(at))}
        own |= {"category": copy.category, "about": copy.about, "title": copy.title, "text": copy.text}
        due_on = day_of(at) + HANDLED_WITHIN
        own["due"] = due_on.isoformat()
        own["reporter"] = self._keys.encrypt(_REPORTER, bytes.fromhex(party.replace("-", ""))).hex()
        for n, moment in enumerate(copy.moments):
            own |= {f"at{n}": moment.isoformat(), f"command{n}": _id(at), f"message{n}": _id(at), f"second{n}": _id(at)}
        self._chain(own, copy.moments)
        for table, text in self._texts.items():
            books[table].write(text % own)
        named = {"category": copy.category, "about": copy.about, "due_on": due_on}
        return [
            Told(UUID(own["id"]), n + 1, fact["type"], day_of(moment), _said(fact["said"], named))
            for n, (fact, moment) in enumerate(zip(self._facts, copy.moments, strict=True))
        ]

    def _chain(self, own: dict[str, str], moments: Sequence[datetime]) -> None:
        head = bytes(32)
        for n, fact in enumerate(self._facts):
            command = own[f"command{n}"]
            said = {"data": fact["data"] % own, "causation": command, "correlation": command}
            head = chain_hash(fact | said | {"aggregate_id": own["id"], "occurred_at": moments[n], "prev_hash": head})
            own[f"hash{n + 1}"] = head.hex()

    def _take(self, table: Table, row: Mapping[str, Any]) -> None:
        self._texts[table] += self._marked(line_of(table, row))
        if table is mail.history:
            self._facts.append(dict(row) | {"data": self._marked(row["data"]), "said": json.loads(row["data"])})

    def _marked(self, text: str) -> str:
        text = text.replace("%", "%%")
        for mark, name in self._marks.items():
            text = text.replace(mark, f"%({name})s")
        return text


_NUMBER = "TS-0000-999999999"
_CATEGORY, _ABOUT, _TITLE, _TEXT = "own_category", "own_about", "own_title", "own_text"
_DUE = date(2000, 2, 2)

HANDLED_WITHIN = timedelta(days=15)
"""Calendar days from filing to the day that is told for the answer."""


def _mark(n: int) -> UUID:
    return UUID(int=0xBE7C4 << 64 | n)


def _moment(n: int) -> datetime:
    return datetime(2000, 1, 1, tzinfo=UTC) + n * STEP


def _hash(n: int) -> bytes:
    return n.to_bytes(1, "big") * 32


def _marks(versions: int) -> dict[str, str]:
    """What stands in the original where a copy has its own, and what that is called."""
    marks = {_CATEGORY: "category", _ABOUT: "about", _TITLE: "title", _TEXT: "text", _DUE.isoformat(): "due"}
    marks |= {_NUMBER: "number", str(_mark(1)): "id", str(_mark(2)): "party", b"reporter".hex(): "reporter"}
    for n in range(versions):
        marks[_hash(n + 1).hex()] = f"hash{n + 1}"
        marks |= {
            _moment(n).isoformat(): f"at{n}",
            str(_mark(10 + n)): f"command{n}",
            str(_mark(20 + n)): f"message{n}",
            str(_mark(30 + n)): f"second{n}",
        }
    return marks


def _id(at: datetime) -> str:
    """A UUIDv7 of that moment (RFC 9562); the library makes only those of now."""
    chance = f"{randbits(72):018x}"
    moment = f"{int(at.timestamp() * 1000):012x}"
    return f"{moment[:8]}-{moment[8:]}-7{chance[:3]}-8{chance[3:6]}-{chance[6:]}"


def _said(said: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """A fact's content with what this copy has instead of the marks."""
    return {**said, **{name: value for name, value in named.items() if name in said}}


def line_of(table: Table, row: Mapping[str, Any]) -> str:
    """A row as COPY reads it."""
    return "\t".join(_text(row[name]) for name in COLUMNS[table]) + "\n"


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
        case set():
            return "{" + ",".join(map(str, sorted(value))) + "}"
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
