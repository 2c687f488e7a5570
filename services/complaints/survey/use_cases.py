"""Asking complainants what they think of a closed case, taking their answers, and what becomes of unsound ones."""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contracts.complaints import Channel, TestimonyUnreadable
from contracts.people import Actor, Role
from contracts.supervision import Addressee
from contracts.survey import (
    AnswerSurvey,
    ExcludeRating,
    Opinion,
    SurveyFact,
    SurveyProgress,
)
from contracts.wire import read
from kernel.history import History
from kernel.sealing import KeyRing, Unreadable, token_hash
from services.complaints.directory.storage import Entries
from services.complaints.domain.clocks import Subject
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.storage import Clocks, Complaints, Numbers
from services.complaints.survey.domain import Rating, Survey, round_of
from services.complaints.survey.storage import Surveys

SERIES = "PJ"
"""评价."""

CLOCK = "survey"

NOBODY_ASKED = frozenset({Channel.EVENT, Channel.INSPECTION})
"""Cases that the office has opened itself: nobody complained, and nobody is asked."""

HOLDER = Actor(id="complainant", roles=[Role.COMPLAINANT])
"""Whoever comes with a token and without a key."""

_TOKEN_BYTES = 16


@dataclass(frozen=True)
class Surveying:
    """What surveys stand on."""

    at: datetime
    new_id: Callable[[], UUID]
    history: History
    surveys: Surveys
    clocks: Clocks
    numbers: Numbers
    keys: KeyRing
    entries: Entries

    def director(self) -> tuple[Addressee, ...]:
        """Whom the office tells of somebody who is dissatisfied."""
        return self.entries.director(day_of(self.at))

    def number(self) -> str:
        """The next number of a survey; to be taken when nothing can be refused any more."""
        return self.numbers.next(year_of(self.at), SERIES)

    def token_of(self, survey: UUID) -> str:
        """The token of a survey: it is derived again when somebody has to be told it, and kept nowhere."""
        derived = self.keys.keyed_hash("survey token", survey.bytes)[:_TOKEN_BYTES]
        return urlsafe_b64encode(derived).decode().rstrip("=")

    def open(self, sealed: str | None) -> Opinion | None:
        """What a complainant has added in words.

        Raises:
            TestimonyUnreadable
        """
        if sealed is None:
            return None
        try:
            return read(Opinion, self.keys.open("complaints", sealed))
        except Unreadable:
            raise TestimonyUnreadable from None

    def keep(self, moved: tuple[Survey, SurveyFact], opinion: Opinion | None = None) -> SurveyProgress:
        """Keeps a survey with its fact, and the words that came with it."""
        survey, fact = moved
        self.surveys.keep(survey)
        if opinion is not None:
            self.surveys.add_opinion(survey, opinion, keys=self.keys)
        self.history.tell(survey, fact)
        return SurveyProgress(number=survey.number, version=survey.version, state=survey.state)


def invite_all(closed: Complaint, *, complaints: Complaints, surveying: Surveying) -> None:
    """Asks the complainant of a case that was just closed, and those of the cases that were joined to it.

    The core calls this at each closing; the others rate the same handling, so its handler sees and rates none of them.
    """
    invite(closed, surveying=surveying)
    for follower in complaints.followers(closed.number):
        handled = {name: getattr(closed, name) for name in ("department", "replied_by", "reopenings", "reviews")}
        invite(replace(follower, **handled), surveying=surveying)


def invite(complaint: Complaint, *, surveying: Surveying) -> Survey | None:
    """Asks the complainant of a case that was just closed.

    Nobody is asked where the office opened the case itself, nor where the answer of this closing was taken by phone.
    """
    if complaint.channel in NOBODY_ASKED:
        return None
    if surveying.surveys.of_closing(complaint.number, round_of(complaint)) is not None:
        return None
    id_, number = surveying.new_id(), surveying.number()
    subject = Subject(kind="survey", id=id_, number=number)
    clock = surveying.clocks.start(CLOCK, subject, at=surveying.at, new_id=surveying.new_id, told=True)
    asked = Survey.ask(
        complaint,
        id=id_,
        number=number,
        token_hash=token_hash(surveying.token_of(id_)),
        closes_on=clock.due_on,
        at=surveying.at,
    )
    surveying.keep(asked)
    return asked[0]


def record_answer(complaint: Complaint, rating: Rating, *, by: Actor, surveying: Surveying) -> SurveyProgress:
    """Takes down what a complainant has said by phone, before the case is closed; the core calls this at a call-back.

    Raises:
        NotYourRole, OwnRating
        SurveyAnsweredBefore: each closing is rated once.
    """
    before = surveying.surveys.of_closing(complaint.number, round_of(complaint))
    if before is not None:
        moved = before.answer(rating, by=by, at=surveying.at)
        surveying.clocks.stop(before.number, at=surveying.at)
        return surveying.keep(moved)
    id_ = surveying.new_id()
    Survey.take_down(complaint, rating, id=id_, number="", by=by, at=surveying.at)
    number = surveying.number()
    return surveying.keep(Survey.take_down(complaint, rating, id=id_, number=number, by=by, at=surveying.at))


def answer_survey(command: AnswerSurvey, *, by: Actor, surveying: Surveying) -> SurveyProgress:
    """Whoever holds the token answers.

    Raises:
        SurveyUnknown, SurveyOver, SurveyAnsweredBefore, OwnRating, NotYourRole, TestimonyUnreadable
    """
    survey = surveying.surveys.by_token(command.token_hash)
    opinion = surveying.open(command.opinion)
    rating = Rating(
        level=command.level,
        solved=command.solved,
        contacted=command.contacted,
        tags=tuple(command.tags),
        has_opinion=opinion is not None,
    )
    holder = by if by.roles or by.department else HOLDER
    moved = survey.answer(rating, by=holder, at=surveying.at, tell=surveying.director())
    surveying.clocks.stop(survey.number, at=surveying.at)
    return surveying.keep(moved, opinion)


def exclude_rating(command: ExcludeRating, *, by: Actor, surveying: Surveying) -> SurveyProgress:
    """Somebody says that a rating is unsound; the third one excludes it.

    Raises:
        SurveyUnknown, Outdated, OwnRating, NotYourRole, MoveNotAllowed, SamePerson, TooLate
    """
    survey = surveying.surveys.get(command.number)
    survey.expect(command.version)
    return surveying.keep(survey.exclude(command.reason, by=by, at=surveying.at))
