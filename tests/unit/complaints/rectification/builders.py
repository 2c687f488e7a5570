"""Plain collections where the stored ones would be, and things to put in them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from contracts.attachments import AttachmentState
from contracts.clocks import ClockState
from contracts.complaints import Channel, ComplaintUnknown, Finding, Mode, State
from contracts.people import Actor, Role
from contracts.rectification import RectificationKind, RectificationState, RectificationUnknown
from contracts.wire import Event
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.department import Department
from services.complaints.rectification.domain.paper import Paper
from services.complaints.rectification.domain.patterns import LikeCase, Pattern
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.use_cases.desk import Desk

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""A Monday morning in the city."""

BUREAU = "civil_affairs"
OFFICER = Actor(id="officer", roles=[Role.OFFICER])
DEPUTY = Actor(id="deputy", roles=[Role.DEPUTY], department=BUREAU)
HEAD = Actor(id="head", roles=[Role.HEAD], department=BUREAU)

COMPLAINT = Complaint(
    id=UUID(int=7),
    number="TS-2026-000007",
    version=5,
    state=State.VERIFIED,
    channel=Channel.WEB,
    category="slow",
    mode=Mode.NAMED,
    receipt_hash="0" * 64,
    content_print="",
    filed_at=AT,
    changed_at=AT,
    department=BUREAU,
    finding=Finding.SUBSTANTIATED,
)

RECTIFICATION = Rectification(
    id=UUID(int=1),
    number="ZG-2026-000001",
    version=3,
    kind=RectificationKind.CASE,
    state=RectificationState.ORDERED,
    department=BUREAU,
    category="slow",
    due_on=date(2026, 3, 23),
    ordered_at=AT,
    changed_at=AT,
    complaint="TS-2026-000001",
)


def days(n: int) -> datetime:
    """So many days after AT."""
    return AT + timedelta(days=n)


def ids() -> Callable[[], UUID]:
    """Ids one after another."""
    numbers = count(1000)
    return lambda: UUID(int=next(numbers))


class Counted:
    """The numbers of one year."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def next(self, year: int, series: str) -> str:
        self.given.append(f"{series}-{year}-{len(self.given) + 1:06d}")
        return self.given[-1]


class Told:
    """The facts, and the parcels with the queue that each went to."""

    def __init__(self) -> None:
        self.facts: list[Any] = []
        self.sent: list[tuple[str, Event]] = []

    def tell(self, aggregate: Any, fact: Any) -> None:
        assert fact.version == aggregate.version
        self.facts.append(fact)

    def send(self, queue: str, content: Event, *, id: str, service: str) -> None:
        assert (id, service) != ("", "")
        self.sent.append((queue, content))


class Files:
    """The files that there are, by id; ``a-1`` is the department's own, of the rectification."""

    def __init__(self, **changes: Any) -> None:
        known = {"number": "ZG-2026-000001", "department": BUREAU, "state": AttachmentState.KEPT, "digest": "a" * 64}
        self.all = {"a-1": SimpleNamespace(**(known | changes))}

    def find(self, id: str) -> Any:
        return self.all.get(id)


class Ticking:
    """Clocks by number."""

    def __init__(self) -> None:
        self.all: list[Clock] = []

    def welcome(self, number: str) -> None:
        assert number

    def start(
        self, code: str, subject: Subject, *, at: datetime, new_id: Callable[[], UUID], until: date | None = None
    ) -> Clock:
        self.all.append(Clock.start(code, subject, id=new_id(), at=at, until=until))
        return self.all[-1]

    def stop(self, number: str, *codes: str, at: datetime) -> list[Clock]:
        stopped = {
            clock.id: clock.stop(at)
            for clock in self.all
            if clock.number == number and clock.code in codes and clock.is_open
        }
        self.all = [stopped.get(clock.id, clock) for clock in self.all]
        return list(stopped.values())

    def running(self) -> list[tuple[str, date]]:
        """The code and the last day of each clock that counts."""
        return [(clock.code, clock.due_on) for clock in self.all if clock.state is ClockState.RUNNING]


class Shelf:
    """Rectifications, their papers, complaints, departments and vault, as far as use cases read them."""

    def __init__(self, *things: Rectification | Complaint) -> None:
        self.rectifications = {one.number: one for one in things if isinstance(one, Rectification)}
        self.complaints = {one.number: one for one in things if isinstance(one, Complaint)}
        self.papers: list[Paper] = [_order(number) for number in self.rectifications.values()]
        self.kept = 0

    def add(self, thing: Rectification | Paper) -> None:
        self.kept += 1
        if isinstance(thing, Paper):
            self.papers.append(thing)
        else:
            self.rectifications[thing.number] = thing

    def keep(self, rectification: Rectification) -> None:
        self.kept += 1
        self.rectifications[rectification.number] = rectification

    def at_version(self, number: str, version: int | None) -> Rectification:
        if number not in self.rectifications:
            raise RectificationUnknown(number)
        self.rectifications[number].expect(version)
        return self.rectifications[number]

    def get(self, number: str) -> Any:
        if number.startswith("TS"):
            if number not in self.complaints:
                raise ComplaintUnknown(number)
            return self.complaints[number]
        return self.at_version(number, None)

    def last_accepted(self, category: str, department: str) -> Rectification | None:
        alike = [
            (one.accepted_at, one)
            for one in self.rectifications.values()
            if one.accepted_at and one.is_looked_at_again and (one.category, one.department) == (category, department)
        ]
        return max(alike, key=lambda pair: pair[0], default=(None, None))[1]

    def order_of(self, rectification: UUID) -> Paper:
        return next(paper for paper in self.papers if paper.rectification_id == rectification and paper.act == "order")

    def find(self, key: Any, **_more: Any) -> Any:
        return Department(id=UUID(int=9), code=key, title="民政局", version=1) if key == BUREAU else None


class Seen:
    """Like cases and patterns."""

    def __init__(self, *cases: LikeCase) -> None:
        self.cases = list(cases)
        self.patterns: dict[str, Pattern] = {}

    def note(self, case: LikeCase) -> bool:
        if any(known.complaint_id == case.complaint_id for known in self.cases):
            return False
        self.cases.append(case)
        return True

    def since(self, category: str, moment: datetime) -> list[LikeCase]:
        return [case for case in self.cases if case.category == category and case.at >= moment]

    def pattern_of(self, category: str, *, new_id: Callable[[], UUID]) -> Pattern:
        return self.patterns.setdefault(category, Pattern(id=new_id(), category=category))

    def keep(self, pattern: Pattern) -> None:
        self.patterns[pattern.category] = pattern


class Office:
    """A desk of rectification with everything on it in plain sight."""

    def __init__(self, *things: Rectification | Complaint) -> None:
        self.shelf, self.told, self.clocks, self.numbers = Shelf(*things), Told(), Ticking(), Counted()
        self.new_id = ids()
        self.lifted: list[Clock] = []
        self.files = Files()

    def desk(self, by: Actor, at: datetime = AT) -> Desk:
        """The desk, as somebody sits down at it."""
        shelf, told = cast(Any, self.shelf), cast(Any, self.told)
        return Desk(
            by=by,
            at=at,
            new_id=self.new_id,
            rectifications=shelf,
            papers=shelf,
            attachments=cast(Any, self.files),
            clocks=cast(Any, self.clocks),
            parcels=told,
            history=told,
            lift=self.lifted.append,
        )

    @property
    def only(self) -> Rectification:
        """The one rectification there is."""
        (one,) = self.shelf.rectifications.values()
        return one


def _order(rectification: Rectification) -> Paper:
    return Paper(
        id=UUID(int=500),
        rectification_id=rectification.id,
        act="order",
        version=1,
        written_at=AT,
        text="窗口三次退件未一次告知",
        cause="违反行政许可法第三十二条",
    )
