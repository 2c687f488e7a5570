"""The questions of a category, from the look at them to the department's redacted answers."""

from collections.abc import Callable

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.publisher import DepartmentMail

CALLER = {"name": "示例经营户", "phone": "0519-00000000"}
ROLES = (Role.OFFICER, Role.OPERATOR)


def test_a_clerk_asks_the_questions_and_the_answers_reach_office_and_department(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
    count: Callable[..., int],
) -> None:
    bureau = department("questioned_bureau")
    asked = client().category("illegal_fee")
    assert [question["code"] for question in asked["questions"] if question["required"]] == ["item"]
    before = count("complaints", "history")

    for language, sentence in (("zh", "收费项目"), ("en", "the fee")):
        visit = {"channel": "visit", "category": "illegal_fee", "title": "收费", "text": "示例", "answers": {}}
        with pytest.raises(Problem) as missing:
            client(*ROLES, language=language).file_complaint(**visit)
        [error] = missing.value.errors
        assert (missing.value.status, error["pointer"], error["rule"]) == (422, "/answers/item", "required")
        assert sentence in error["detail"]
    with pytest.raises(Problem) as unheard_of:
        file(category="illegal_fee", answers={"weather": "晴"})
    assert [error["pointer"] for error in unheard_of.value.errors] == ["/answers/weather"]
    assert count("complaints", "history") == before

    letter = file(channel="letter", category="illegal_fee")["number"]
    assert office.testimony(letter, "核对")["answers"][0] == {
        "code": "item",
        "zh": "收费项目",
        "en": "the fee",
        "answer": None,
    }

    answers = {"item": "示例经营户的年检费", "amount": "200元"}
    number = file(channel="visit", category="illegal_fee", reporter=CALLER, answers=answers)["number"]
    shown = office.testimony(number, "核对")["answers"]
    assert {one["code"]: one["answer"] for one in shown} == {**answers, "charged_on": None}

    office.act(number, "accept")
    office.act(number, "dispatch", department="questioned_bureau")
    handed = next(found for found in bureau.hear() if found is not None and found.data.get("number") == number)
    assert [one["answer"] for one in handed.data["answers"]] == ["▇▇▇的年检费", "200元"]
    assert count("complaints", "history", "data LIKE '%年检费%'") == 0
