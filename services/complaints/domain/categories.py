"""What complaints are about, as the newest configuration says it (domain-complaints 4.1)."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from contracts.complaints import CategoryUnknown, ClockClass
from services.complaints.configuration import read


class Question(NamedTuple):
    """What is asked of whoever complains of this; ``required`` where a case cannot be handled without it."""

    code: str
    zh: str
    en: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class Category:
    """A category with what follows from it; severity 1 is light, 3 is grave."""

    code: str
    zh: str
    en: str
    severity: int
    environment: str
    object: str
    domain: str
    clock_class: ClockClass
    law: str
    public: bool
    questions: tuple[Question, ...]


def _category(code: str, row: dict[str, Any]) -> Category:
    questions = tuple(Question(**question) for question in row["questions"])
    said = {name: value for name, value in row.items() if name not in {"class", "questions"}}
    return Category(code=code, clock_class=ClockClass(row["class"]), questions=questions, **said)


VERSION: str = read("categories")["version"]
CATEGORIES = {code: _category(code, row) for code, row in read("categories").items() if isinstance(row, dict)}


def check_category(code: str) -> None:
    """Checks that there is such a category.

    Raises:
        CategoryUnknown: naming the ones that there are.
    """
    if code not in CATEGORIES:
        raise CategoryUnknown(code, ", ".join(CATEGORIES))
