"""The published language of awareness surveys (民意调查): a percentage never without n, sample, question and day."""

from datetime import date
from typing import Annotated

import msgspec

from contracts.wire import Answer, Code, Command, Event, Name, Query, Text, Token

AwarenessNumber = Annotated[str, msgspec.Meta(pattern=r"^MY-\d{4}-\d{6,}\Z")]

Count = Annotated[int, msgspec.Meta(ge=0, le=100_000_000)]


class Choice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer that could be given, and how many gave it."""

    code: Code
    zh: Name
    en: Name
    count: Count


class RecordAwarenessSurvey(Command, frozen=True, kw_only=True):
    """Records what a sample of people answered to one question; each of them gave one answer, or none."""

    question_zh: Name
    question_en: Name
    sample: Text
    n: Annotated[int, msgspec.Meta(ge=1, le=100_000_000)]
    choices: Annotated[list[Choice], msgspec.Meta(min_length=1, max_length=20)]
    conducted_on: date


class FindAwarenessSurveys(Query, frozen=True, kw_only=True):
    """A page of awareness surveys, the newest first."""

    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class ChoiceView(Answer, frozen=True, kw_only=True):
    """One answer: how many of the n gave it, and the percentage of n with two decimals."""

    code: str
    zh: str
    en: str
    count: int
    percent: float


class AwarenessView(Answer, frozen=True, kw_only=True):
    """One awareness survey, as it is published: the percentages with n, sample, question and day."""

    number: str
    question_zh: str
    question_en: str
    sample: str
    n: int
    conducted_on: date
    answers: list[ChoiceView]


class AwarenessPage(Answer, frozen=True, kw_only=True):
    """One page of awareness surveys; ``next`` asks for the page after it."""

    surveys: list[AwarenessView]
    next: str | None = None


class AwarenessRecorded(Event, frozen=True, kw_only=True):
    """An awareness survey was recorded."""

    awareness_survey: str
    number: str
    version: int
    n: int
    counts: dict[str, int]
    conducted_on: date
