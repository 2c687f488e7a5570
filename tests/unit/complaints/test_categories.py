"""A category that a later version of the configuration drops: none can be filed under it, its cases go on."""

import re
import shutil
from pathlib import Path

import pytest

from contracts.complaints import CategoryUnknown
from services.complaints.configuration import FOLDER, versions
from services.complaints.domain.categories import CATEGORIES, EVER, categories_in, category_of, check_category, ever_in
from services.complaints.domain.questions import answered
from services.complaints.statistics.places import environment_of
from services.complaints.use_cases.question_views import questions_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The present configuration, and one of a year later without ``policy_arbitrary``, in which ``slow`` is grave."""
    now = FOLDER / f"categories-{versions('categories')[-1]}.toml"
    shutil.copy(now, tmp_path)
    said = now.read_text(encoding="utf-8")
    later = re.sub(r"(?ms)^\[policy_arbitrary\].*?(?=^\[)", "", said)
    later = re.sub(r"(?ms)(^\[slow\].*?severity = )\d", r"\g<1>3", later, count=1)
    (tmp_path / "categories-2099.1.toml").write_text(later, encoding="utf-8")
    return tmp_path


def test_what_the_newest_version_drops_is_as_the_version_before_said_and_all_else_as_the_newest_says(
    folder: Path,
) -> None:
    newest, ever = categories_in("2099.1", folder), ever_in(folder)

    assert set(CATEGORIES) - set(newest) == {"policy_arbitrary"}
    assert ever["policy_arbitrary"] == CATEGORIES["policy_arbitrary"]
    assert (CATEGORIES["slow"].severity, ever["slow"].severity) == (1, 3)
    assert set(ever) == set(CATEGORIES)


def test_nothing_is_filed_under_a_dropped_category_and_its_cases_keep_what_follows_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dropped = CATEGORIES["policy_arbitrary"]
    monkeypatch.delitem(CATEGORIES, "policy_arbitrary")

    with pytest.raises(CategoryUnknown):
        check_category("policy_arbitrary")
    assert category_of("policy_arbitrary") == dropped
    assert environment_of("policy_arbitrary") == dropped.environment
    [question] = questions_of("policy_arbitrary", {"policy": "示例文件"})
    assert (question.zh, question.answer) == (dropped.questions[0].zh, "示例文件")
    assert answered(CATEGORIES["slow"], {"policy": "示例文件"})[-1].question == dropped.questions[0]


def test_what_no_version_has_had_has_no_category() -> None:
    assert "weather" not in EVER
    with pytest.raises(LookupError):
        category_of("weather")
