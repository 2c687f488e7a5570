"""Like cases across departments: three of them in a month are no accident (domain-complaints 3.10)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.rectification import SpecialSupervisionProposed
from contracts.supervision import Addressee
from services.complaints.domain.deadlines import day_of

LIKE_CASES = 3
DEPARTMENTS = 2
WINDOW_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class LikeCase:
    """A complaint that was found substantiated: what it is about, of whom, and since when that is known."""

    complaint_id: UUID
    number: str
    category: str
    department: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """The like cases of one category that were last proposed for a special supervision (专题督查).

    One for each category; its ``version`` counts the proposals, of which a window of 30 days sees one alone.
    """

    id: UUID
    category: str
    version: int = 0
    proposed_at: datetime | None = None
    complaints: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()

    def see(
        self, cases: Sequence[LikeCase], *, at: datetime, to: Sequence[Addressee] = ()
    ) -> tuple[Self, SpecialSupervisionProposed] | None:
        """Proposes a special supervision to ``to`` when the cases call for one and the last proposal is old enough."""
        like = propose_special_supervision([case for case in cases if case.category == self.category])
        if not like or self._was_just_proposed(at):
            return None
        proposed = replace(
            self,
            version=self.version + 1,
            proposed_at=at,
            complaints=tuple(case.number for case in like),
            departments=tuple(sorted({case.department for case in like})),
        )
        return proposed, proposed._fact(like, to)  # noqa: SLF001 - its own, a version further

    def _was_just_proposed(self, at: datetime) -> bool:
        return self.proposed_at is not None and (day_of(at) - day_of(self.proposed_at)).days <= WINDOW_DAYS

    def _fact(self, like: Sequence[LikeCase], to: Sequence[Addressee]) -> SpecialSupervisionProposed:
        return SpecialSupervisionProposed(
            pattern=str(self.id),
            version=self.version,
            category=self.category,
            complaints=list(self.complaints),
            departments=list(self.departments),
            first_on=day_of(like[0].at),
            last_on=day_of(like[-1].at),
            addressees=list(to),
        )


def propose_special_supervision(cases: Sequence[LikeCase]) -> tuple[LikeCase, ...]:
    """The like cases that call for a special supervision, in the order of time; empty when they do not.

    Counted back from the newest: at least three of its category within 30 days, across at least two departments.
    """
    newest = max(cases, key=lambda case: case.at, default=None)
    if newest is None:
        return ()
    like = [case for case in cases if case.category == newest.category and _lies_in_window(case, newest)]
    if len(like) < LIKE_CASES or len({case.department for case in like}) < DEPARTMENTS:
        return ()
    return tuple(sorted(like, key=lambda case: case.at))


def _lies_in_window(case: LikeCase, newest: LikeCase) -> bool:
    return (day_of(newest.at) - day_of(case.at)).days <= WINDOW_DAYS
