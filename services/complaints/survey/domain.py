"""One survey: a closing is rated once, by whoever holds its token or by phone (domain-complaints 4.8, GB/T 39734).

A rating that is unsound is excluded by three people; until the third has said so it counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, Self, TypeVar
from uuid import UUID

import workdays
from contracts.complaints import SamePerson, Satisfaction, Solved, TooLate
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.supervision import Addressee
from contracts.survey import (
    OwnRating,
    RatingDoubted,
    RatingExcluded,
    SurveyAnswered,
    SurveyAnsweredBefore,
    SurveyFact,
    SurveyLapsed,
    SurveyOver,
    SurveyRequested,
    SurveyState,
)
from services.complaints.domain.case import Case
from services.complaints.domain.closing import UNHAPPY
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.moves import LifeCycle, Move

Fact = TypeVar("Fact", bound=SurveyFact)
S = SurveyState

AGENT = frozenset({Role.CALLBACK_AGENT})
REFEREES = frozenset({Role.OFFICER, Role.DIRECTOR, Role.EVALUATOR})
SYSTEM = frozenset({Role.SYSTEM})

EXCLUDED_WITHIN = 5
"""Working days after the answer."""

LIFE_CYCLE = LifeCycle(
    (
        # action        from             to           who                          fact
        Move("ask", (), S.OPEN, SYSTEM, "survey_requested"),
        Move("take_down", (), S.ANSWERED, AGENT, "survey_answered"),
        Move("answer", (S.OPEN,), S.ANSWERED, AGENT | {Role.COMPLAINANT}, "survey_answered"),
        Move("lapse", (S.OPEN,), S.LAPSED, SYSTEM, "survey_lapsed"),
        Move("exclude", (S.ANSWERED,), S.DOUBTED, REFEREES, "rating_doubted"),
        Move("exclude", (S.DOUBTED,), S.SECONDED, REFEREES, "rating_doubted"),
        Move("exclude", (S.SECONDED,), S.EXCLUDED, REFEREES, "rating_excluded"),
    )
)


class Rating(NamedTuple):
    """What a complainant thinks of it; ``has_opinion`` says that they added words, which are kept elsewhere."""

    level: Satisfaction
    solved: Solved
    contacted: bool | None = None
    tags: tuple[str, ...] = ()
    has_opinion: bool = False


def round_of(case: Case) -> int:
    """Tells the closings of one case apart: each begins with a reopening, or a review that was overturned."""
    return case.reopenings + case.reviews


@dataclass(frozen=True, kw_only=True)
class Survey:
    """The survey of one closing.

    ``case_version`` is the version of the complaint that its closing made, or its call-back; ``handler`` whoever
    answered the case; ``token_hash`` what is kept of the token, None where the answer was taken by phone.
    """

    id: UUID
    number: str
    version: int
    state: SurveyState
    complaint_id: UUID
    case: str
    case_version: int
    round: int
    category: str
    asked_on: date
    department: str | None = None
    handler: str | None = None
    token_hash: str | None = None
    closes_on: date | None = None
    answered_at: datetime | None = None
    level: Satisfaction | None = None
    solved: Solved | None = None
    contacted: bool | None = None
    tags: tuple[str, ...] = ()
    has_opinion: bool = False
    doubted_by: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @classmethod
    def ask(
        cls, case: Case, *, id: UUID, number: str, token_hash: str, closes_on: date, at: datetime
    ) -> tuple[Self, SurveyRequested]:
        """Asks the complainant of a case that was closed (邀请评价); the answer is taken up to ``closes_on``."""
        said: dict[str, Any] = {"token_hash": token_hash, "closes_on": closes_on}
        survey = cls(id=id, number=number, version=1, state=S.OPEN, **_of(case, at), **said)
        party = str(case.party) if case.party else None
        return survey, survey.fact(SurveyRequested, case=case.number, closes_on=closes_on, party=party)

    @classmethod
    def take_down(
        cls, case: Case, rating: Rating, *, id: UUID, number: str, by: Actor, at: datetime
    ) -> tuple[Self, SurveyAnswered]:
        """The callback agent takes the answer by phone (电话回访), before the case is closed.

        Raises:
            NotYourRole, OwnRating
        """
        LIFE_CYCLE.find_first("take_down", by)
        survey = cls(id=id, number=number, version=1, state=S.ANSWERED, **_of(case, at), **_said(rating, at))
        survey.need_stranger(by)
        return survey, survey.fact(SurveyAnswered, level=rating.level, solved=rating.solved)

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version; raises ``Outdated``."""
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def need_stranger(self, by: Actor) -> None:
        """Checks that somebody is of no unit, and is not whoever handled the case.

        Raises:
            OwnRating
        """
        if by.department or by.id == self.handler:
            raise OwnRating(by.department or by.id)

    def need_open(self, at: datetime) -> None:
        """Checks that it may still be answered, also where nobody has looked at its clock yet.

        Raises:
            SurveyOver, SurveyAnsweredBefore
        """
        is_past = self.closes_on is not None and day_of(at) > self.closes_on
        if self.state is S.LAPSED or (self.state is S.OPEN and is_past):
            raise SurveyOver(str(self.closes_on))
        if self.state is not S.OPEN:
            raise SurveyAnsweredBefore

    def answer(
        self, rating: Rating, *, by: Actor, at: datetime, tell: Sequence[Addressee] = ()
    ) -> tuple[Self, SurveyAnswered]:
        """Whoever holds the token answers it (评价); ``tell`` are whom the office tells of one who is dissatisfied.

        Raises:
            OwnRating, SurveyOver, SurveyAnsweredBefore, NotYourRole
        """
        self.need_stranger(by)
        self.need_open(at)
        moved = self._moved("answer", by, **_said(rating, at))
        told = {"case": self.case, "addressees": list(tell)} if tell and rating.level in UNHAPPY else {}
        return moved, moved.fact(SurveyAnswered, level=rating.level, solved=rating.solved, **told)

    def lapse(self, *, by: Actor) -> tuple[Self, SurveyLapsed]:
        """Nobody has answered in time; that is no answer, and counts as none."""
        moved = self._moved("lapse", by)
        return moved, moved.fact(SurveyLapsed)

    def exclude(self, reason: str, *, by: Actor, at: datetime) -> tuple[Self, SurveyFact]:
        """Somebody says that the rating is unsound (不实评价); the third one excludes it, within five working days.

        Raises:
            OwnRating, SamePerson, TooLate
        """
        self.need_stranger(by)
        said = {"doubted_by": (*self.doubted_by, by.id), "doubts": (*self.doubts, reason)}
        moved = self._moved("exclude", by, **said)
        if by.id in self.doubted_by:
            raise SamePerson("exclude", by.id)
        last = workdays.add(day_of(self.answered_at or at), EXCLUDED_WITHIN).due
        if day_of(at) > last:
            raise TooLate("exclude", str(last))
        kind = RatingExcluded if moved.state is S.EXCLUDED else RatingDoubted
        return moved, moved.fact(kind, times=len(moved.doubted_by))

    def fact(self, kind: type[Fact], /, **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return kind(survey=str(self.id), number=self.number, version=self.version, state=self.state, **said)

    def _moved(self, action: str, by: Actor, **changes: Any) -> Self:
        move = LIFE_CYCLE.find(action, self.state, by)
        return replace(self, state=S(move.target or self.state), version=self.version + 1, **changes)


def _of(case: Case, at: datetime) -> dict[str, Any]:
    """What a survey has of its case."""
    return {
        "complaint_id": case.id,
        "case": case.number,
        "case_version": case.version,
        "round": round_of(case),
        "category": case.category,
        "asked_on": day_of(at),
        "department": case.department,
        "handler": case.replied_by,
    }


def _said(rating: Rating, at: datetime) -> dict[str, Any]:
    return {**rating._asdict(), "answered_at": at}
