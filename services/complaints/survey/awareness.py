"""One awareness survey (民意调查,知晓率、支持率): what a sample answered to a question, on a day."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, Self
from uuid import UUID

from contracts.awareness import AwarenessRecorded, RecordAwarenessSurvey
from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.refusals import Fault, Invalid
from services.complaints.domain.deadlines import day_of

RECORDERS = frozenset({Role.OFFICER, Role.DIRECTOR, Role.EVALUATOR})


class Answered(NamedTuple):
    """One answer that could be given, and how many gave it."""

    code: str
    zh: str
    en: str
    given: int

    def percent(self, n: int) -> float:
        """The percentage of all who were asked, with two decimals."""
        return float((Decimal(100 * self.given) / n).quantize(Decimal("0.01"), ROUND_HALF_UP))


@dataclass(frozen=True, kw_only=True)
class AwarenessSurvey:
    """It is recorded once, and stands as it was conducted."""

    id: UUID
    number: str
    version: int
    question_zh: str
    question_en: str
    sample: str
    n: int
    answers: tuple[Answered, ...]
    conducted_on: date
    recorded_by: str
    recorded_at: datetime

    @classmethod
    def record(
        cls, command: RecordAwarenessSurvey, *, id: UUID, number: str, by: Actor, at: datetime
    ) -> tuple[Self, AwarenessRecorded]:
        """Puts down what was found; see :func:`check` for what is refused."""
        answers = tuple(Answered(one.code, one.zh, one.en, one.count) for one in command.choices)
        survey = cls(
            id=id,
            number=number,
            version=1,
            question_zh=command.question_zh,
            question_en=command.question_en,
            sample=command.sample,
            n=command.n,
            answers=answers,
            conducted_on=command.conducted_on,
            recorded_by=by.id,
            recorded_at=at,
        )
        counts = {one.code: one.given for one in answers}
        fact = AwarenessRecorded(
            awareness_survey=str(id),
            number=number,
            version=1,
            n=command.n,
            counts=counts,
            conducted_on=command.conducted_on,
        )
        return survey, fact


def check(command: RecordAwarenessSurvey, *, by: Actor, at: datetime) -> None:
    """Checks that somebody may record it, and that its figures can be.

    Raises:
        NotYourRole
        Invalid: naming the field, when more answered than were asked, a choice comes twice, or the day lies ahead.
    """
    if by.department or not by.is_any_of(*RECORDERS):
        raise NotYourRole("record", ", ".join(sorted(RECORDERS)))
    faults = [*_of_choices(command), *_of_day(command, day_of(at))]
    if faults:
        raise Invalid.of(*faults)


def _of_choices(command: RecordAwarenessSurvey) -> list[Fault]:
    given, n = sum(one.count for one in command.choices), command.n
    faults = []
    if given > n:
        zh, en = f"各选项合计 {given} 超过样本量 {n}。", f"The answers are {given}, more than the {n} who were asked."
        faults.append(Fault(pointer="/choices", rule="more_than_n", detail=str(given), zh=zh, en=en))
    if len({one.code for one in command.choices}) < len(command.choices):
        faults.append(Fault(pointer="/choices", rule="twice", zh="选项代码重复。", en="A choice comes twice."))
    return faults


def _of_day(command: RecordAwarenessSurvey, today: date) -> list[Fault]:
    if command.conducted_on <= today:
        return []
    zh, en = "调查日期不得晚于今日。", "The day of the survey lies ahead."
    return [Fault(pointer="/conducted_on", rule="in_the_future", detail=str(command.conducted_on), zh=zh, en=en)]
