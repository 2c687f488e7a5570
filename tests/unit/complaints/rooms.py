"""Plain collections where those of a room would be, for use cases without a database."""

from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from contracts.people import Actor, Role
from contracts.refusals import NotFound
from services.complaints.domain.clocks import Clock
from services.complaints.domain.department import Department
from services.complaints.domain.numbered import Numbered
from services.complaints.domain.paper import Paper
from tests.unit.complaints.rectification.builders import AT, BUREAU, Counted, Ticking, Told, ids

Thing = TypeVar("Thing", bound=Numbered)


def actor(*roles: Role, id: str = "somebody", department: str | None = None) -> Actor:
    """Somebody with roles; whoever acts for a department is of ``civil_affairs``."""
    at_home = BUREAU if {Role.LIAISON, Role.DEPUTY, Role.HEAD} & set(roles) else None
    return Actor(id=id, roles=list(roles), department=department or at_home)


class Drawer(Generic[Thing]):
    """Things by number."""

    def __init__(self, unknown: type[NotFound], *things: Thing) -> None:
        self.unknown = unknown
        self.all = {thing.number: thing for thing in things}

    def add(self, thing: Thing) -> None:
        assert thing.number not in self.all
        self.all[thing.number] = thing

    def keep(self, thing: Thing) -> None:
        assert thing.number in self.all
        self.all[thing.number] = thing

    def get(self, number: str) -> Thing:
        if number not in self.all:
            raise self.unknown(number)
        return self.all[number]

    def at_version(self, number: str, version: int | None) -> Thing:
        self.get(number).expect(version)
        return self.get(number)

    def of(self, inspection: str) -> list[Thing]:
        """The findings of an inspection."""
        return [thing for thing in self.all.values() if cast(Any, thing).inspection == inspection]

    @property
    def only(self) -> Thing:
        """The one thing there is."""
        (thing,) = self.all.values()
        return thing


class Folder:
    """Papers."""

    def __init__(self) -> None:
        self.all: list[Paper] = []

    def add(self, paper: Paper) -> None:
        self.all.append(paper)

    def of(self, subject: UUID) -> list[Paper]:
        return [paper for paper in self.all if paper.subject_id == subject]


class Room:
    """What every desk stands on, in plain sight."""

    def __init__(self) -> None:
        self.papers, self.told, self.clocks, self.numbers = Folder(), Told(), Ticking(), Counted()
        self.new_id = ids()
        self.lifted: list[Clock] = []

    def common(self, by: Actor, at: Any = AT) -> dict[str, Any]:
        """The desk's own part, as somebody sits down at it."""
        return {
            "by": by,
            "at": at,
            "new_id": self.new_id,
            "papers": self.papers,
            "clocks": self.clocks,
            "numbers": self.numbers,
            "parcels": self.told,
            "history": self.told,
            "lift": self.lifted.append,
        }

    @property
    def parcels(self) -> list[Any]:
        """What went to departments' own queues, as queue and content."""
        return self.told.sent


class Directory:
    """A directory that has everybody but the unknown."""

    def find(self, code: str) -> Department | None:
        return None if code == "nowhere" else Department(id=UUID(int=9), code=code, title="单位", version=1)
