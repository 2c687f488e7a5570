"""The periods of which the directory is made: who held a post, and which phone took complaints, from when to when.

Nothing is overwritten: whoever leaves a post keeps the days on which it was theirs. A period runs from its first day up
to, and without, its last; somebody who was relieved on a day does not hold the post on it, and a successor may.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from contracts.directory import DayAhead, DayTooEarly, Post
from services.complaints.domain.deadlines import day_of


@dataclass(frozen=True, kw_only=True)
class Tenure:
    """A period of a department's entry, with who entered it; no ``until`` means that it goes on."""

    id: UUID
    department: str
    since: date
    entered_at: datetime
    entered_by: str
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, kw_only=True)
class Appointment(Tenure):
    """Somebody's time in a post (任职); ``party`` is their id in the vault."""

    post: Post
    party: UUID


@dataclass(frozen=True, kw_only=True)
class Publication(Tenure):
    """The time in which a phone takes complaints (公布的投诉电话)."""

    phone: str


def happened(day: date | None, at: datetime, pointer: str) -> date:
    """A day that has come, today where none is named.

    Raises:
        DayAhead: naming the field.
    """
    today = day_of(at)
    if day is not None and day > today:
        raise DayAhead(str(day)).at(pointer)
    return day or today


def check_follows(day: date, earlier: date, pointer: str) -> None:
    """Checks that a day does not lie before another.

    Raises:
        DayTooEarly: naming the field.
    """
    if day < earlier:
        raise DayTooEarly(str(day), str(earlier)).at(pointer)
