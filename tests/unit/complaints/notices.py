"""Supervision on plain lists, with everything in plain sight."""

from datetime import UTC, datetime
from typing import Any, cast

from contracts.complaints import ComplaintFact
from contracts.people import Actor, Role
from contracts.supervision import Level, NoticeGround, NoticeState, NoticeUnknown
from services.complaints.domain.complaint import Complaint
from services.complaints.supervision.domain import OPEN, Notice
from services.complaints.supervision.use_cases.desk import Supervision
from services.complaints.supervision.use_cases.following import follow_case
from tests.unit.complaints.books import Books
from tests.unit.complaints.directory.builders import Shelves
from tests.unit.complaints.rectification.builders import Counted, Told

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)


class Notices:
    """Every notice, in the order in which they were issued."""

    def __init__(self) -> None:
        self.all: dict[str, Notice] = {}

    def keep(self, notice: Notice) -> None:
        self.all[notice.number] = notice

    def get(self, number: str) -> Notice:
        if number not in self.all:
            raise NoticeUnknown(number)
        return self.all[number]

    def open_of(self, case: str) -> list[Notice]:
        return [one for one in self.all.values() if one.case == case and one.state in OPEN]

    def open_at(self, case: str, level: Level) -> Notice | None:
        return next((one for one in self.open_of(case) if one.level is level), None)

    def was_lifted_by_hand(self, case: str, level: Level, clock: str, since: datetime) -> bool:
        lifted = (one for one in self.all.values() if one.state is NoticeState.LIFTED and one.lifted_for is None)
        return any(
            (one.case, one.level, one.clock) == (case, level, clock) and one.issued_at >= since for one in lifted
        )


class Watched:
    """Cases, the notices about them, and what was told."""

    def __init__(self, *cases: Complaint, directory: Shelves | None = None) -> None:
        self.notices, self.told, self.books = Notices(), Told(), Books()
        self.numbers, self.directory = Counted(), directory or Shelves({})
        for case in cases:
            self.books.add(case)

    @property
    def supervision(self) -> Supervision:
        return self.at(AT)

    def at(self, moment: datetime) -> Supervision:
        """What notices stand on at a moment."""
        return Supervision(
            at=moment,
            new_id=self.books.new_id,
            history=cast(Any, self.told),
            complaints=cast(Any, self.books),
            notices=cast(Any, self.notices),
            clocks=self.books.bench(Actor(id="nobody"), moment).clocks,
            numbers=cast(Any, self.numbers),
            parcels=cast(Any, self.told),
            entries=cast(Any, self.directory),
        )

    def move(self, moved: tuple[Complaint, ComplaintFact], at: datetime = AT) -> None:
        """Keeps a case that has moved; its notices go with it."""
        self.books.keep(moved[0])
        follow_case(*moved, at, supervision=self.at(at))

    @property
    def raised(self) -> list[tuple[str, Level, NoticeGround | None, str | None]]:
        return [(one.case, one.level, one.ground, one.department) for one in self.notices.all.values()]

    @property
    def standing(self) -> list[tuple[Level, NoticeState, str | None]]:
        """Every notice with its level, its state, and why it was lifted."""
        return [(one.level, one.state, one.lifted_for) for one in self.notices.all.values()]


OFFICER, DIRECTOR, LEADER = (Actor(id=f"{role}", roles=[role]) for role in (Role.OFFICER, Role.DIRECTOR, Role.LEADER))
