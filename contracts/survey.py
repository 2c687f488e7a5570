"""The published language of the survey (回访评价): what complainants think of a closed case, in five levels."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.complaints.words import Hash, Number, Satisfaction, Solved
from contracts.refusals import Conflict, Forbidden, Invalid, NotFound
from contracts.supervision import Addressee
from contracts.wire import Answer, Code, Command, Event, Name, Query, Sealed, Text, Token

SurveyNumber = Annotated[str, msgspec.Meta(pattern=r"^PJ-\d{4}-\d{6,}\Z")]

SurveyToken = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]
"""Whoever holds it may answer, once; beyond the gateway there is only its hash."""


class SurveyState(StrEnum):
    """Where a survey stands; a rating that is doubted counts until three people have excluded it."""

    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"
    DOUBTED = "doubted"
    SECONDED = "seconded"
    EXCLUDED = "excluded"


class Tag(StrEnum):
    """What a complainant praises or blames, beside the level."""

    PROMPT = "prompt"
    POLITE = "polite"
    FAIR = "fair"
    EXPLAINED = "explained"
    DELAYED = "delayed"
    RUDE = "rude"
    UNFAIR = "unfair"
    UNEXPLAINED = "unexplained"
    PERFUNCTORY = "perfunctory"
    NOT_DONE = "not_done"


class Grouping(StrEnum):
    """What the results are counted by."""

    DEPARTMENT = "department"
    CATEGORY = "category"


Tags = Annotated[list[Tag], msgspec.Meta(max_length=10)]


class Opinion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a complainant adds in their own words; it is sealed at the gateway, and kept encrypted."""

    text: Text


class AnswerSurvey(Command, frozen=True, kw_only=True):
    """Answers a survey; the token's hash says which, ``opinion`` is a sealed :class:`Opinion`."""

    token_hash: Hash
    level: Satisfaction
    solved: Solved
    contacted: bool
    tags: Tags = msgspec.field(default_factory=list)
    opinion: Sealed | None = None


class ExcludeRating(Command, frozen=True, kw_only=True):
    """Says that a rating is unsound and why (剔除不实评价); it is excluded once three people have said so."""

    number: SurveyNumber
    reason: Text
    version: int | None = None


class FindSurvey(Query, frozen=True, kw_only=True):
    """One survey."""

    number: SurveyNumber


class FindSurveys(Query, frozen=True, kw_only=True):
    """A page of surveys, the newest first; ``dissatisfied`` asks for those alone whose complainant is."""

    case: Number | None = None
    department: Code | None = None
    state: SurveyState | None = None
    dissatisfied: bool = False
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class FindSurveyLink(Query, frozen=True, kw_only=True):
    """The token of a survey, for the office; sealed to the gateway, and written down with the reason."""

    number: SurveyNumber
    reason: Name


class FindSurveyToken(Query, frozen=True, kw_only=True):
    """The token of a survey, for a message about to be sent; sealed to the notifications service."""

    number: SurveyNumber
    message: Token


class CheckSurvey(Query, frozen=True, kw_only=True):
    """The token of a case's survey, for whoever holds number and receipt; sealed to the gateway."""

    number: Number
    receipt_hash: Hash


class ReadOpinion(Query, frozen=True, kw_only=True):
    """What a complainant has added in words; sealed to the gateway, and written down with the reason."""

    number: SurveyNumber
    reason: Name


class FindSurveyResults(Query, frozen=True, kw_only=True):
    """What came of the surveys that were begun in a period, as they stood at the end of a day.

    Left out: ``as_of`` is today, ``until`` is ``as_of``, ``since`` is the first day of that year.
    """

    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    department: Code | None = None
    category: Code | None = None
    by: Grouping = Grouping.DEPARTMENT


class SurveyProgress(Answer, frozen=True, kw_only=True):
    """Where a survey stands after a command."""

    number: str
    version: int
    state: SurveyState


class SurveyLink(Answer, frozen=True, kw_only=True):
    """With this token a survey is answered, up to a day."""

    number: str
    token: str
    closes_on: date


class SurveyView(SurveyProgress, frozen=True, kw_only=True):
    """One survey as the office sees it; who answered is not in it."""

    case: str
    category: str
    asked_on: date
    department: str | None = None
    closes_on: date | None = None
    answered_at: datetime | None = None
    level: Satisfaction | None = None
    solved: Solved | None = None
    contacted: bool | None = None
    tags: list[str] = msgspec.field(default_factory=list)
    has_opinion: bool = False
    doubts: list[str] = msgspec.field(default_factory=list)


class SurveyPage(Answer, frozen=True, kw_only=True):
    """One page of surveys; ``next`` asks for the page after it."""

    surveys: list[SurveyView]
    next: str | None = None


class SurveyResult(Answer, frozen=True, kw_only=True):
    """One group: ``asked`` is n; who was silent counts nowhere as satisfied, and what was excluded is shown.

    ``mean`` is that of the answered ones alone, from 0 to 1. A department sees of its own what they say once a
    quarter is final, and how many there are where so few answered that it could tell who.
    """

    group: str
    asked: int
    answered: int
    silent: int
    waiting: int
    excluded: int
    mean: float | None = None
    solved: int | None = None
    partly: int | None = None
    unsolved: int | None = None
    contacted: int | None = None


class SurveyResults(Answer, frozen=True, kw_only=True):
    """The results of a period as of a day, group by group, and all together."""

    since: date
    until: date
    by: Grouping
    total: SurveyResult
    groups: list[SurveyResult]
    as_of: date | None = None


class SurveyFact(Event, frozen=True, kw_only=True):
    """What every fact about a survey says."""

    survey: str
    number: str
    version: int
    state: SurveyState


class SurveyRequested(SurveyFact, frozen=True, kw_only=True):
    """A complainant is asked what they think; the token is asked for when the message is sent."""

    case: str
    closes_on: date
    party: str | None = None


class SurveyAnswered(SurveyFact, frozen=True, kw_only=True):
    """A complainant has said what they think.

    Who is dissatisfied without the office hearing it is told to ``addressees``, with the case.
    """

    level: Satisfaction
    solved: Solved
    case: str | None = None
    addressees: list[Addressee] = msgspec.field(default_factory=list)


class SurveyLapsed(SurveyFact, frozen=True, kw_only=True):
    """Nobody has answered in time."""


class RatingDoubted(SurveyFact, frozen=True, kw_only=True):
    """Somebody says that a rating is unsound; it still counts."""

    times: int


class RatingExcluded(SurveyFact, frozen=True, kw_only=True):
    """Three people have said that a rating is unsound: it does not count any more."""

    times: int


class SurveyUnknown(NotFound):
    """There is no such survey."""

    zh = "没有对应的评价。"
    en = "There is no such survey."


class SurveyAnsweredBefore(Conflict):
    """Each closing is rated once."""

    zh = "该评价已提交,每次办结只评价一次。"
    en = "It was answered before: each closing is rated once."


class SurveyOver(Conflict):
    """The window is closed."""

    zh = "评价窗口已于 {0} 关闭。"
    en = "The survey was open until {0}."


class OwnRating(Forbidden):
    """Whoever handled a case neither rates it nor learns who did."""

    zh = "承办单位和承办人不得评价自己办理的件,也不得查看或剔除评价:{0}。"
    en = "Whoever handles cases neither rates them nor sees or excludes a rating: {0}."


class PeriodReversed(Invalid):
    """The period ends before it begins."""

    zh = "期间的止日 {1} 早于起日 {0}。"
    en = "The period ends on {1}, before it begins on {0}."
