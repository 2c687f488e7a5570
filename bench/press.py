"""Many complaints like one that the domain made: each gets its own ids, number, times, complainant and hash chain.

A million times through the domain would take a quarter of an hour; a million copies of its rows take some minutes.
"""

import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from secrets import randbits
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table

from bench.cases import Case, Moment
from bench.lines import line_of
from bench.ways import Fate
from bench.winding import due_on, lives_of, passed_fact
from contracts.complaints import Channel, Reporter
from contracts.wire import write
from kernel import tables as mail
from kernel.history import chain_hash
from kernel.sealing import KeyRing
from services.complaints.domain.case_clocks import TOLD_AT_ONCE, handle_clock
from services.complaints.domain.categories import CATEGORIES
from services.complaints.domain.clocks import Clock
from services.complaints.domain.deadlines import day_of
from services.complaints.statistics.domain import Told
from services.complaints.storage import tables as complaints
from services.complaints.sweeping import ITSELF

STEP = timedelta(seconds=5)
"""From one version of the original to the next; a copy takes its own time."""

DISPATCHED = 2
"""The place of the version that names the day for the answer."""

Books = Mapping[Table, io.StringIO]
"""The lines for COPY, by table."""

_REPORTER = write(Reporter(name="测试", email="bench@example.org"))


class Copy(NamedTuple):
    """What one copy has of its own: its number, where it comes from and goes to, its words, its versions' moments."""

    number: str
    channel: Channel
    about: str
    department: str
    title: str
    text: str
    moments: Sequence[datetime]


class Kind(NamedTuple):
    """What copies of one press have in common; ``told`` says that their complainants know at once of the filing."""

    fate: Fate
    category: str
    versions: int
    told: bool

    @classmethod
    def of(cls, fate: Fate, category: str, channel: Channel, moments: Sequence[datetime]) -> "Kind":
        """The kind of a complaint."""
        return cls(fate, category, len(moments), channel in TOLD_AT_ONCE)


class Press:
    """The rows of one complaint as text, with marks where each copy has its own."""

    def __init__(self, kind: Kind, keys: KeyRing) -> None:
        self._keys = keys
        self._handle = handle_clock(CATEGORIES[kind.category].clock_class)
        self._marks = _marks(kind.versions)
        self._texts: dict[Table, str] = defaultdict(str)
        self._facts: list[dict[str, Any]] = []
        case = _original(kind)
        told = case.told()
        self._lives = lives_of(told, Channel.WEB if kind.told else Channel.LETTER)
        case.keep(told, self._take, b"reporter", [_hash(n) for n in range(kind.versions + 1)])

    def copy(self, copy: Copy, books: Books) -> list[Told]:
        """Writes a complaint that was filed at its first moment; gives its facts, as statistics reads them."""
        at = copy.moments[0]
        own = {**copy._asdict(), "id": _id(at), "party": (party := _id(at))}
        due = due_on(self._handle, copy.moments[DISPATCHED]) if len(copy.moments) > DISPATCHED else day_of(at)
        own |= {"due": due.isoformat(), "called": day_of(copy.moments[-1]).isoformat()}
        own["reporter"] = self._keys.encrypt(_REPORTER, bytes.fromhex(party.replace("-", ""))).hex()
        for n, moment in enumerate(copy.moments):
            own |= {f"at{n}": moment.isoformat(), f"paper{n}": _id(at)}
            own |= {f"command{n}": _id(at), f"message{n}": _id(at), f"second{n}": _id(at)}
        self._wind(own, copy, books)
        self._chain(own, copy.moments)
        for table, text in self._texts.items():
            books[table].write(text % own)
        named = {"channel": copy.channel, "about": copy.about, "department": copy.department, "due_on": due}
        return [
            Told(UUID(own["id"]), n + 1, fact["type"], day_of(moment), _said(fact["said"], named))
            for n, (fact, moment) in enumerate(zip(self._facts, copy.moments, strict=True))
        ]

    def _wind(self, own: dict[str, Any], copy: Copy, books: Books) -> None:
        """Writes its clocks; the one that ran out is what the archive followed from."""
        for life in self._lives:
            clock = replace(
                life.at(copy.moments),
                id=UUID(_id(copy.moments[life.started])),
                subject_id=UUID(own["id"]),
                number=copy.number,
                department=copy.department if life.is_with_department else None,
            )
            books[complaints.clocks].write(line_of(complaints.clocks, vars(clock)))
            if life.has_passed:
                own[f"command{life.ended}"] = f"clock.{clock.id}.passed"
                books[mail.history].write(line_of(mail.history, _passed(clock)))

    def _chain(self, own: dict[str, Any], moments: Sequence[datetime]) -> None:
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


def _passed(clock: Clock) -> dict[str, Any]:
    """What the history says of a clock that ran out, as the sweep would have written it."""
    cause = f"clock.{clock.id}.passed"
    row = {
        "aggregate": "clock",
        "aggregate_id": clock.id,
        "version": clock.version,
        "type": "deadline_passed",
        "data": passed_fact(clock),
        "actor": ITSELF.id,
        "occurred_at": clock.ended_at,
        "causation": cause,
        "correlation": cause,
        "trace": "",
        "prev_hash": bytes(32),
        "published": clock.ended_at,
    }
    return {**row, "hash": chain_hash(row)}


_NUMBER = "TS-0000-999999999"
_CHANNEL, _ABOUT, _DEPARTMENT, _TITLE, _TEXT = "own_channel", "own_about", "own_department", "own_title", "own_text"
_DUE = date(2000, 2, 2)
_CALLED = date(2000, 1, 1)
"""The day of the original: of its dates that are no moments only those of the calls bear it."""


def _original(kind: Kind) -> Case:
    return Case(
        id=_mark(1),
        party=_mark(2),
        number=_NUMBER,
        channel=_CHANNEL,
        category=kind.category,
        about=_ABOUT,
        department=_DEPARTMENT,
        fate=kind.fate,
        due=_DUE,
        title=_TITLE,
        text=_TEXT,
        moments=[
            Moment(_moment(n), _mark(100 + n), (_mark(200 + n), _mark(300 + n)), _mark(400 + n))
            for n in range(kind.versions)
        ],
    )


def _mark(n: int) -> UUID:
    return UUID(int=0xBE7C4 << 64 | n)


def _moment(n: int) -> datetime:
    return datetime(2000, 1, 1, tzinfo=UTC) + n * STEP


def _hash(n: int) -> bytes:
    return n.to_bytes(1, "big") * 32


def _marks(versions: int) -> dict[str, str]:
    """What stands in the original where a copy has its own, and what that is called."""
    marks = {_CHANNEL: "channel", _ABOUT: "about", _DEPARTMENT: "department", _TITLE: "title", _TEXT: "text"}
    marks |= {_NUMBER: "number", str(_mark(1)): "id", str(_mark(2)): "party", b"reporter".hex(): "reporter"}
    for n in range(versions):
        marks |= {
            _hash(n + 1).hex(): f"hash{n + 1}",
            _moment(n).isoformat(): f"at{n}",
            str(_mark(100 + n)): f"command{n}",
            str(_mark(200 + n)): f"message{n}",
            str(_mark(300 + n)): f"second{n}",
            str(_mark(400 + n)): f"paper{n}",
        }
    return {**marks, _DUE.isoformat(): "due", _CALLED.isoformat(): "called"}


def _id(at: datetime) -> str:
    """A UUIDv7 of that moment (RFC 9562); the library makes only those of now."""
    chance = f"{randbits(72):018x}"
    moment = f"{int(at.timestamp() * 1000):012x}"
    return f"{moment[:8]}-{moment[8:]}-7{chance[:3]}-8{chance[3:6]}-{chance[6:]}"


def _said(said: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """A fact's content with what this copy has instead of the marks."""
    return {**said, **{name: value for name, value in named.items() if said.get(name) is not None}}
