"""An entry of the directory, and plain collections where the stored ones would be."""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, cast
from uuid import UUID

from nacl.public import PrivateKey

from contracts.complaints import Reporter
from contracts.directory import DepartmentNotEntered, Official, Post
from contracts.people import Actor, Role
from kernel.sealing import KeyRing
from services.complaints.directory.domain.entry import Entry
from services.complaints.directory.domain.tenure import Appointment, Publication
from services.complaints.directory.use_cases.keeping import Keeping
from services.complaints.domain.department import Department

AT = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # half past midnight of the 24th in the city
TODAY = date(2026, 11, 24)
BUREAU = "civil_affairs"
OFFICER = Actor(id="office", roles=[Role.OFFICER])

_KEYS = {"complaints": PrivateKey.generate(), "gateway": PrivateKey.generate()}
SECRETS = {
    **{f"{name}.key": b64encode(bytes(key)).decode() for name, key in _KEYS.items()},
    **{f"{name}.pub": b64encode(bytes(key.public_key)).decode() for name, key in _KEYS.items()},
}
KEYS = KeyRing(SECRETS.__getitem__)
SOMEBODY = Official(name="示例联络员", phone="0519-00000000", email="liaison@mingcha.example")


def entry(code: str = BUREAU, *held: Appointment) -> Entry:
    """A unit that was entered, and who holds or held its posts."""
    return Entry(department=Department(id=UUID(int=1), code=code, title="民政局", version=1), appointments=held)


def appointment(post: Post, since: date, until: date | None = None, party: int = 7) -> Appointment:
    """Somebody's time in a post."""
    return Appointment(
        id=UUID(int=party),
        department=BUREAU,
        post=post,
        party=UUID(int=party),
        since=since,
        entered_at=AT,
        entered_by="office",
        until=until,
    )


@dataclass
class Shelves:
    """The entries by code, the people by id, the looks at them, and what was told."""

    entries: dict[str, Entry] = field(default_factory=lambda: {BUREAU: entry()})
    people: dict[UUID, Reporter] = field(default_factory=dict)
    looks: list[tuple[str, UUID]] = field(default_factory=list)
    facts: list[Any] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: count(100))

    def keeping(self, by: Actor = OFFICER) -> Keeping:
        """What a change stands on."""
        itself = cast(Any, self)
        return Keeping(by=by, at=AT, new_id=self.new_id, entries=itself, history=itself)

    def new_id(self) -> UUID:
        return UUID(int=next(self.ids))

    def get(self, code: str) -> Entry:
        if code not in self.entries:
            raise DepartmentNotEntered(code)
        return self.entries[code]

    def holder(self, code: str, post: Post, on: date) -> UUID | None:
        held = self.entries[code].holders(post, on) if code in self.entries else []
        return held[0].party if held else None

    def all_holders(self, post: Post, on: date) -> list[Appointment]:
        held = (one for entry in self.entries.values() for one in entry.appointments)
        return [one for one in held if one.post is post and one.covers(on)]

    def title_of(self, code: str) -> str:
        return self.entries[code].department.title if code in self.entries else code

    def keep(self, changed: Entry, period: Appointment | Publication) -> None:
        assert period in (*changed.appointments, *changed.publications)
        self.entries[changed.code] = changed

    def tell(self, department: Department, fact: Any) -> None:
        assert department.version == fact.version
        self.facts.append(fact)

    def add(self, party: UUID, person: Reporter, **_: Any) -> None:
        self.people[party] = person

    def find_all(self, parties: Collection[UUID], **_: Any) -> dict[UUID, Reporter]:
        return {party: self.people[party] for party in parties}

    def note(self, *, reader: str, party: UUID, **_: Any) -> None:
        self.looks.append((reader, party))
