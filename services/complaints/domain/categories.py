"""What complaints are about, as the configuration says it (domain-complaints 4.1).

The newest version says what can be filed; a case whose category it has dropped is handled as the last version that has
it says.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from contracts.complaints import CategoryUnknown, ClockClass
from services.complaints.configuration import FOLDER, read, versions

BY_DUTY_LIST = "duty_list"
"""The lead department is the one that the list of duties says (职责清单)."""


class Question(NamedTuple):
    """What is asked of whoever complains of this; ``required`` where a case cannot be handled without it."""

    code: str
    zh: str
    en: str
    required: bool


@dataclass(frozen=True, kw_only=True)
class Category:
    """A category with what follows from it; severity 1 is light, 3 is grave.

    ``lead`` is the department that leads, or :data:`BY_DUTY_LIST`.
    """

    code: str
    zh: str
    en: str
    severity: int
    environment: str
    object: str
    domain: str
    clock_class: ClockClass
    law: str
    lead: str
    public: bool
    questions: tuple[Question, ...]


def _category(code: str, row: dict[str, Any]) -> Category:
    questions = tuple(Question(**question) for question in row["questions"])
    said = {name: value for name, value in row.items() if name not in {"class", "questions"}}
    return Category(code=code, clock_class=ClockClass(row["class"]), questions=questions, **said)


def categories_in(version: str, folder: Path = FOLDER) -> dict[str, Category]:
    """The categories of one version of the configuration, by their codes."""
    table = read("categories", version, folder)
    return {code: _category(code, row) for code, row in table.items() if isinstance(row, dict)}


def ever_in(folder: Path = FOLDER) -> dict[str, Category]:
    """Every category that a version has had, each as the newest version that has it says it."""
    past: dict[str, Category] = {}
    for version in versions("categories", folder):
        past |= categories_in(version, folder)
    return past


VERSION: str = read("categories")["version"]
CATEGORIES = categories_in(VERSION)
"""What can be filed."""

EVER = ever_in()
"""What a case may be filed under, now or by a configuration that is past."""


def category_of(code: str) -> Category:
    """The category of a case, which the newest configuration may have dropped.

    Raises:
        LookupError: when no version has had it.
    """
    return EVER[code]


def check_category(code: str) -> None:
    """Checks that something can be filed under a category.

    Raises:
        CategoryUnknown: naming the ones that there are.
    """
    if code not in CATEGORIES:
        raise CategoryUnknown(code, ", ".join(CATEGORIES))
