"""The questions of a category, as they are shown with their answers."""

from collections.abc import Mapping

from contracts.complaints import AnsweredQuestion
from services.complaints.domain.categories import category_of
from services.complaints.domain.questions import answered


def questions_of(category: str, answers: Mapping[str, str]) -> list[AnsweredQuestion]:
    """Every question of the category with its answer, in both languages."""
    return [
        AnsweredQuestion(code=question.code, zh=question.zh, en=question.en, answer=answer)
        for question, answer in answered(category_of(category), answers)
    ]
