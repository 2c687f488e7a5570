"""The questions of a category (问题清单): which answers fit, and which a clerk has to ask for (domain-complaints 4.1).

Whoever sits before a clerk, or speaks to one, is asked what the case cannot be handled without. What comes by itself (a
letter, an e-mail, the web, another office) is taken as it is: nothing that a citizen sends is turned away for want of
an answer, and the office asks for what is missing afterwards (补正).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from contracts.complaints import Channel
from contracts.refusals import Fault, Invalid
from services.complaints.domain.categories import EVER, Category, Question

ASKED_BY_A_CLERK = frozenset({Channel.HOTLINE, Channel.EFFICIENCY_LINE, Channel.VISIT})
"""The channels where somebody is there who can be asked."""


class Answered(NamedTuple):
    """A question with what was said to it; None while nobody has."""

    question: Question
    answer: str | None


def check_answers(category: Category, channel: Channel, answers: Mapping[str, str]) -> None:
    """Checks that the answers are to questions of the category, and that none is missing where a clerk asks.

    Raises:
        Invalid: naming each field and its rule.
    """
    faults = [*_not_asked(category, answers), *(_missing(category, answers) if channel in ASKED_BY_A_CLERK else ())]
    if faults:
        raise Invalid.of(*faults)


def answered(category: Category, answers: Mapping[str, str]) -> list[Answered]:
    """Every question of the category with its answer, and after them what another category had asked before."""
    own = [Answered(question, answers.get(question.code)) for question in category.questions]
    known = {question.code for question in category.questions}
    others = (Answered(_question(code), answer) for code, answer in answers.items() if code not in known)
    return [*own, *others]


def _question(code: str) -> Question:
    """The question of any category with this code; a code that no configuration has speaks for itself."""
    asked = (question for category in EVER.values() for question in category.questions if question.code == code)
    return next(asked, Question(code=code, zh=code, en=code, required=False))


def _not_asked(category: Category, answers: Mapping[str, str]) -> Iterator[Fault]:
    codes = [question.code for question in category.questions]
    named = ", ".join(codes) or "-"
    for code in answers:
        if code not in codes:
            yield Fault(
                pointer=f"/answers/{code}",
                rule="unknown_field",
                detail=named,
                zh=f"类别“{category.zh}”没有这一问题,可答:{named}。",
                en=f"The category {category.code} has no such question; it has: {named}.",
            )


def _missing(category: Category, answers: Mapping[str, str]) -> Iterator[Fault]:
    for question in category.questions:
        if question.required and question.code not in answers:
            yield Fault(
                pointer=f"/answers/{question.code}",
                rule="required",
                detail=question.code,
                zh=f"须询问并填写“{question.zh}”。",
                en=f"It has to be asked for and filled in: {question.en}.",
            )
