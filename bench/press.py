"""Many complaints like one that the domain made: each gets its own ids, number, times, complainant and hash chain.

A million times through the domain would take a quarter of an hour; a million copies of its rows take some minutes.
"""

import io
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from msgspec import Raw, to_builtins
from sqlalchemy import Table

from bench.cases import Case, Moment
from bench.lines import line_of
from bench.ways import Fate
from bench.winding import Life, days_of, lives_of
from contracts.clocks import DeadlinePassed
from contracts.complaints import Channel, Reporter
from contracts.wire import wire_name, write
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
        case = _original(kind)
        told = case.told()
        self._lives = lives_of(told, Channel.WEB if kind.told else Channel.LETTER)
        self._marks = _marks(kind.versions, len(self._lives))
        self._texts: dict[Table, str] = defaultdict(str)
        self._facts: list[dict[str, Any]] = []
        self._passed: dict[str, Any] | None = None
        case.keep(told, self._take, b"reporter", [_hash(n) for n in range(kind.versions + 1)])
        for place, life in enumerate(self._lives):
            self._keep_clock(place, life)

    def copy(self, copy: Copy, books: Books) -> list[Told]:
        """Writes a complaint that was filed at its first moment; gives its facts, as statistics reads them."""
        at = copy.moments[0]
        new_id = _ids(at)
        own = {**copy._asdict(), "id": new_id(), "party": (party := new_id())}
        due = days_of(self._handle, copy.moments[DISPATCHED]).due_on if len(copy.moments) > DISPATCHED else ""
        own |= {"due": due, "called": day_of(copy.moments[-1]).isoformat()}
        own["reporter"] = self._keys.encrypt(_REPORTER, bytes.fromhex(party.replace("-", ""))).hex()
        for n, moment in enumerate(copy.moments):
            own |= {f"at{n}": moment.isoformat(), f"paper{n}": new_id()}
            own |= {f"command{n}": new_id(), f"message{n}": new_id(), f"second{n}": new_id()}
        self._wind(own, copy.moments, new_id)
        self._chain(own, copy.moments)
        for table, text in self._texts.items():
            books[table].write(text % own)
        named: dict[str, Any] = {"channel": copy.channel, "about": copy.about, "department": copy.department}
        if due:
            named["due_on"] = date.fromisoformat(due)
        return [
            Told(UUID(own["id"]), n + 1, fact["type"], day_of(moment), _said(fact["said"], named))
            for n, (fact, moment) in enumerate(zip(self._facts, copy.moments, strict=True))
        ]

    def _wind(self, own: dict[str, Any], moments: Sequence[datetime], new_id: Callable[[], str]) -> None:
        """Sets its clocks; the one that ran out is what the archive followed from."""
        for place, life in enumerate(self._lives):
            days = life.days(moments)
            own |= {f"clock{place}": new_id(), f"end{place}": days.due_at, f"told{place}": days.due_on}
            own |= {f"next{place}": days.next_at, f"open{place}": days.provisional}
            if life.ended is not None and life.has_passed and self._passed is not None:
                own[f"command{life.ended}"] = cause = f"clock.{own[f'clock{place}']}.passed"
                said = {"aggregate_id": own[f"clock{place}"], "occurred_at": moments[life.ended]}
                said |= {"data": self._passed["data"] % own, "causation": cause, "correlation": cause}
                own["passed"] = chain_hash(self._passed | said).hex()

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

    def _keep_clock(self, place: int, life: Life) -> None:
        """Writes a clock, and what the history says of it once it has run out, as the sweep would."""
        clock = replace(life.clock, id=_mark(500 + place))
        days = {"due_at": f"own_end_{place}_", "provisional": f"own_open_{place}_", "stretches": "[]"}  # none is paused
        days |= {"told_on": f"own_told_{place}_"} if clock.told_on else {}
        days |= {"next_at": f"own_next_{place}_"} if clock.next_at else {}
        self._texts[complaints.clocks] += self._marked(line_of(complaints.clocks, vars(clock) | days))
        if clock.taken:
            passed = _passed(clock, f"own_told_{place}_", f"own_open_{place}_")
            self._texts[mail.history] += self._marked(line_of(mail.history, passed))
            self._passed = passed | {"data": self._marked(passed["data"])}

    def _marked(self, text: str) -> str:
        text = text.replace("%", "%%")
        for mark, name in self._marks.items():
            text = text.replace(mark, f"%({name})s")
        return text


def _passed(clock: Clock, due_on: str, provisional: str) -> dict[str, Any]:
    """What the history says of a clock that ran out; its hash is for each copy to make."""
    fact = to_builtins(clock.fact(DeadlinePassed)) | {"due_on": due_on, "provisional": Raw(provisional.encode())}
    cause = f"clock.{clock.id}.passed"
    return {
        "aggregate": "clock",
        "aggregate_id": clock.id,
        "version": clock.version,
        "type": wire_name(DeadlinePassed),
        "data": write(fact).decode(),
        "actor": ITSELF.id,
        "occurred_at": clock.ended_at,
        "causation": cause,
        "correlation": cause,
        "trace": "",
        "prev_hash": bytes(32),
        "hash": b"own_hash_passed",
        "published": clock.ended_at,
    }


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


def _marks(versions: int, clocks: int) -> dict[str, str]:
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
    for n in range(clocks):
        marks |= {f"own_{what}_{n}_": f"{what}{n}" for what in ("end", "told", "next", "open")}
        marks[str(_mark(500 + n))] = f"clock{n}"
    return {**marks, b"own_hash_passed".hex(): "passed", _DUE.isoformat(): "due", _CALLED.isoformat(): "called"}


def _ids(at: datetime) -> Callable[[], str]:
    """Makes UUIDv7s of that moment (RFC 9562); the library makes only those of now."""
    moment = f"{int(at.timestamp() * 1000):012x}"
    head = f"{moment[:8]}-{moment[8:]}-7"

    def new_id() -> str:
        chance = f"{_CHANCE.getrandbits(72):018x}"
        return f"{head}{chance[:3]}-8{chance[3:6]}-{chance[6:]}"

    return new_id


_CHANCE = Random()  # noqa: S311 - ids that differ, not ones that nobody can guess


def _said(said: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """A fact's content with what this copy has instead of the marks."""
    return {**said, **{name: value for name, value in named.items() if said.get(name) is not None}}
