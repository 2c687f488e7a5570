"""Awareness surveys: the percentage comes with n, sample, question and day, and figures that cannot be are refused."""

from datetime import UTC, date, datetime
from typing import Any, cast
from uuid import UUID

import pytest

from contracts.awareness import Choice, RecordAwarenessSurvey
from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from services.complaints.survey.recording import record_awareness_survey
from tests.unit.complaints.shelves import Shelves

AT = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)  # the 24th in the city
OFFICER = Actor(id="officer", roles=[Role.OFFICER])


class Kept(Shelves):
    def add(self, survey: Any) -> None:
        self.told.append(survey)


def choice(code: str, count: int) -> Choice:
    return Choice(code=code, zh="知晓", en="aware", count=count)


def order(**changes: Any) -> RecordAwarenessSurvey:
    said = {
        "question_zh": "您是否知晓软环境建设",
        "question_en": "Do you know of it?",
        "sample": "随机抽样,成年居民",
        "n": 100,
        "choices": [choice("aware", 89), choice("unaware", 11)],
        "conducted_on": date(2026, 11, 24),
    }
    return RecordAwarenessSurvey(**(said | changes))


def record(command: RecordAwarenessSurvey, by: Actor = OFFICER) -> Any:
    kept = cast(Any, Kept())
    return record_awareness_survey(
        command, by=by, at=AT, new_id=lambda: UUID(int=1), awareness_surveys=kept, numbers=kept, history=kept
    )


def test_eighty_nine_of_a_hundred_are_aware_and_all_support_it() -> None:
    view = record(order())
    support = record(order(choices=[choice("support", 100)]))

    assert (view.number, view.n, view.sample, view.conducted_on) == (
        "MY-2026-000001",
        100,
        "随机抽样,成年居民",
        date(2026, 11, 24),
    )
    assert [(one.code, one.percent) for one in view.answers] == [("aware", 89.0), ("unaware", 11.0)]
    assert support.answers[0].percent == 100.0


@pytest.mark.parametrize(("count", "n", "percent"), [(1, 3, 33.33), (2, 3, 66.67), (1, 800, 0.13), (0, 7, 0.0)])
def test_a_percentage_has_two_decimals(count: int, n: int, percent: float) -> None:
    assert record(order(n=n, choices=[choice("aware", count)])).answers[0].percent == percent


@pytest.mark.parametrize(
    ("changes", "pointer", "rule"),
    [
        ({"n": 99}, "/choices", "more_than_n"),
        ({"choices": [choice("aware", 1), choice("aware", 1)]}, "/choices", "twice"),
        ({"conducted_on": date(2026, 11, 25)}, "/conducted_on", "in_the_future"),
    ],
)
def test_figures_that_cannot_be_are_refused_with_field_and_rule(changes: Any, pointer: str, rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        record(order(**changes))

    (fault,) = refused.value.faults
    assert (fault.pointer, fault.rule) == (pointer, rule)
    assert fault.zh != fault.en


def test_some_may_have_given_no_answer() -> None:
    assert record(order(choices=[choice("aware", 50)])).answers[0].percent == 50.0


def test_only_the_office_and_evaluators_record() -> None:
    for role in set(Role) - {Role.OFFICER, Role.DIRECTOR, Role.EVALUATOR}:
        with pytest.raises(NotYourRole):
            record(order(), Actor(id="x", roles=[role]))
    with pytest.raises(NotYourRole):
        record(order(), Actor(id="x", roles=[Role.EVALUATOR], department="civil_affairs"))
