"""Plain lists where a case's collections would be, for use cases without a database."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any, cast
from uuid import UUID

from contracts.clocks import ClockState
from contracts.complaints import ComplaintFact, ComplaintUnknown
from contracts.people import Actor
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.domain.complaint import Complaint
from services.complaints.use_cases.moving import Bench


@dataclass
class Books:
    """The complaints by number, their clocks, and what was told; ``kept`` holds everything in its order."""

    cases: dict[str, Complaint] = field(default_factory=dict)
    clocks: dict[UUID, Clock] = field(default_factory=dict)
    facts: list[ComplaintFact] = field(default_factory=list)
    remarks: list[Any] = field(default_factory=list)
    handed: list[Complaint] = field(default_factory=list)
    followed: list[Complaint] = field(default_factory=list)
    rectifications: list[Any] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: count(1))

    def bench(self, by: Actor, at: datetime) -> Bench:
        """What a move stands on."""
        return Bench(
            by=by,
            at=at,
            new_id=self.new_id,
            complaints=cast(Any, self),
            clocks=cast(Any, _Clocks(self)),
            history=cast(Any, self),
        )

    def new_id(self) -> UUID:
        return UUID(int=next(self.ids))

    # Complaints

    def add(self, *things: Any) -> None:
        if isinstance(things[0], Complaint) and len(things) == 1:
            self.cases[things[0].number] = things[0]
        else:
            self.remarks.append(things)

    def keep(self, complaint: Complaint) -> None:
        self.cases[complaint.number] = complaint

    def get(self, number: str) -> Complaint:
        if number not in self.cases:
            raise ComplaintUnknown(number)
        return self.cases[number]

    def at_version(self, number: str, version: int | None) -> Complaint:
        self.get(number).expect(version)
        return self.get(number)

    def lock(self, *numbers: str) -> None:
        """Nobody else is here."""

    def has_followers(self, number: str) -> bool:
        return any(case.merged_into == number for case in self.cases.values())

    def followers(self, number: str) -> list[Complaint]:
        return [case for case in self.cases.values() if case.merged_into == number]

    # Everything else

    def open_of(self, number: str) -> list[Any]:
        """The rectifications that came of a case."""
        assert number in self.cases
        return self.rectifications

    def tell(self, complaint: Complaint, fact: ComplaintFact) -> None:
        assert fact.version == complaint.version
        self.facts.append(fact)

    def beginning_of(self, aggregate: UUID) -> bytes | None:
        """No chain is kept here."""
        assert aggregate in {case.id for case in self.cases.values()}

    def find(self, code: str) -> str | None:
        """A directory that has everybody but the unknown."""
        return None if code == "unknown" else code

    def answer(self, *_: Any, **__: Any) -> None:
        self.remarks.append("answer")

    def hand_over(self, complaint: Complaint) -> None:
        self.handed.append(complaint)

    def open_codes(self, number: str) -> list[str]:
        """The clocks of a case that count, or will again."""
        return sorted(clock.code for clock in self.clocks.values() if clock.number == number and clock.is_open)

    def clock(self, code: str) -> Clock:
        """The newest clock with this code."""
        return [clock for clock in self.clocks.values() if clock.code == code][-1]


@dataclass
class _Clocks:
    books: Books

    def welcome(self, number: str) -> None:
        assert not self.open_of(number)

    def all_of(self, number: str) -> list[Clock]:
        return [clock for clock in self.books.clocks.values() if clock.number == number]

    def open_of(self, number: str) -> list[Clock]:
        return [clock for clock in self.books.clocks.values() if clock.number == number and clock.is_open]

    def keep(self, clock: Clock) -> None:
        self.books.clocks[clock.id] = clock

    def start(
        self, code: str, subject: Subject, *, at: datetime, new_id: Any, until: date | None = None, told: bool = False
    ) -> Clock:
        clock = Clock.start(code, subject, id=new_id(), at=at, until=until, told=told)
        self.keep(clock)
        return clock

    def stop(self, number: str, *codes: str, at: datetime, state: ClockState = ClockState.MET) -> list[Clock]:
        stopped = [clock.stop(at, state) for clock in self.open_of(number) if not codes or clock.code in codes]
        for clock in stopped:
            self.keep(clock)
        return stopped
