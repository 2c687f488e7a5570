"""The questions of a category: what a clerk has to ask, what nobody is turned away for, and who reads the answers."""

from collections.abc import Iterator
from typing import Any, cast

import pytest

from contracts.complaints import CategoryNotListed, Channel, FindCategory, Reporter
from contracts.departments import CaseHandedOver
from contracts.refusals import Fault, Invalid
from services.complaints.domain.categories import CATEGORIES
from services.complaints.domain.questions import ASKED_BY_A_CLERK, answered, check_answers
from services.complaints.use_cases.handing_over import HandOver
from services.complaints.use_cases.redacting import Redaction
from services.complaints.use_cases.routing import find_category
from tests.unit.complaints.cases import State, standing

FEE = CATEGORIES["illegal_fee"]
REQUIRED = [category for category in CATEGORIES.values() if any(question.required for question in category.questions)]


def faults(channel: Channel, answers: dict[str, str]) -> Iterator[Fault]:
    with pytest.raises(Invalid) as refused:
        check_answers(FEE, channel, answers)
    yield from refused.value.faults


def test_every_question_is_said_in_both_languages_and_has_a_code_of_its_own() -> None:
    for category in CATEGORIES.values():
        codes = [question.code for question in category.questions]
        assert len(set(codes)) == len(codes)
        assert all(question.zh and question.en.isascii() for question in category.questions)


@pytest.mark.parametrize("channel", Channel)
def test_a_required_answer_is_asked_for_where_a_clerk_is_there_and_nobody_else_is_turned_away(channel: Channel) -> None:
    assert REQUIRED
    for category in REQUIRED:
        if channel not in ASKED_BY_A_CLERK:
            check_answers(category, channel, {})
            continue
        with pytest.raises(Invalid):
            check_answers(category, channel, {})
        check_answers(
            category, channel, {question.code: "示例" for question in category.questions if question.required}
        )


def test_a_missing_answer_is_refused_with_its_field_and_its_question_in_both_languages() -> None:
    [fault] = faults(Channel.HOTLINE, {"amount": "200元"})

    assert (fault.pointer, fault.rule) == ("/answers/item", "required")
    assert "收费项目" in fault.zh
    assert "the fee" in fault.en


@pytest.mark.parametrize("channel", Channel)
def test_an_answer_to_no_question_is_refused_by_every_channel_with_those_that_are_asked(channel: Channel) -> None:
    [fault] = faults(channel, {"item": "示例费", "weather": "晴"})

    assert (fault.pointer, fault.rule) == ("/answers/weather", "unknown_field")
    assert "charged_on" in fault.zh
    assert "charged_on" in fault.en


def test_what_another_category_had_asked_is_shown_after_a_relabelling() -> None:
    shown = answered(CATEGORIES["slow"], {"item": "示例费", "dropped": "示例"})

    assert [(one.question.code, one.answer) for one in shown] == [
        ("case", None),
        ("item", "示例费"),
        ("dropped", "示例"),
    ]


def test_one_category_is_shown_with_its_questions_and_an_unknown_one_is_not_found() -> None:
    view = find_category(FindCategory(code="illegal_fee"))
    with pytest.raises(CategoryNotListed) as refused:
        find_category(FindCategory(code="weather"))

    assert [(question.code, question.required) for question in view.questions] == [
        ("item", True),
        ("amount", False),
        ("charged_on", False),
    ]
    assert "illegal_fee" in refused.value.text("zh")


class Words:
    """What was said and who said it, and the parcels that were sent."""

    def __init__(self, text: str = "示例收费", item: str = "示例投诉人被收取的费用,电话13900000000") -> None:
        self.text, self.item = text, item
        self.sent: list[CaseHandedOver] = []

    def get(self, _complaint: Any) -> tuple[str, str]:
        return "收费", self.text

    def answers(self, _complaint: Any) -> dict[str, str]:
        return {"item": self.item, "amount": "200元"}

    def supplements(self, _complaint: Any) -> list[str]:
        return []

    def find(self, _party: Any, **_: Any) -> Reporter:
        return Reporter(name="示例投诉人")

    def send(self, _queue: str, case: CaseHandedOver, **_: Any) -> None:
        self.sent.append(case)


def test_a_department_reads_the_answers_that_were_given_redacted_as_the_text_is() -> None:
    words = Words()
    anything = cast(Any, words)
    redaction = Redaction(keys=anything, testimonies=anything, vault=anything)
    hand_over = HandOver(redaction=redaction, parcels=anything)
    hand_over(standing(State.DISPATCHED, category="illegal_fee"))

    [case] = words.sent
    assert [(one.code, one.en) for one in case.answers] == [("item", "the fee"), ("amount", "the amount")]
    assert case.answers[0].answer == "▇▇▇被收取的费用,电话▇▇▇"
    assert case.answers[1].answer == "200元"


def test_a_name_that_is_said_in_the_text_stands_open_in_no_answer_and_no_claim() -> None:
    words = Words(text="我叫邬雀鸣,窗口三次未办成", item="邬雀鸣被收取的费用")
    anything = cast(Any, words)
    case = Redaction(keys=anything, testimonies=anything, vault=anything)(
        standing(State.DISPATCHED, category="illegal_fee", claims=("退还邬雀鸣的费用",))
    )

    assert case.answers[0].answer == "▇▇▇被收取的费用"
    assert case.claims == ["退还▇▇▇的费用"]
