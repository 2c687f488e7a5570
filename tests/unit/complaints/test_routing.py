"""Whose case it may be, and what complaints can be about."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from contracts.complaints import ClockClass
from services.complaints.domain.categories import BY_DUTY_LIST, CATEGORIES
from services.complaints.domain.routing import Ground, Precedent, propose
from tests.unit.complaints.cases import REGISTERED as CASE
from tests.unit.complaints.cases import UNIT, standing

RULED = Precedent(
    id=UUID(int=1),
    category="illegal_fee",
    about="taxation",
    department="finance",
    case="TS-2026-000007",
    ruled_at=datetime(2026, 11, 1, tzinfo=UTC),
)


def test_a_ruling_goes_before_the_list_of_duties_and_that_before_who_is_complained_of() -> None:
    case = standing(CASE.state, category="illegal_fee", about="taxation")

    assert [(one.department, one.ground) for one in propose(case, "窗口乱收费", RULED)] == [
        ("finance", Ground.PRECEDENT),
        ("price", Ground.DUTY_WORD),
        ("taxation", Ground.COMPLAINED_OF),
    ]


def test_never_to_the_department_whose_section_is_accused() -> None:
    case = standing(CASE.state, about=UNIT, about_section="window")

    assert UNIT not in {one.department for one in propose(case, "低保办理", None)}


def test_a_case_about_the_office_goes_to_the_leading_group_alone() -> None:
    case = standing(CASE.state, category="illegal_fee", about="office")

    assert [one.department for one in propose(case, "收费", RULED)] == ["leading_group"]


def test_what_no_list_knows_is_proposed_to_nobody() -> None:
    assert propose(standing(CASE.state, category="attitude"), "态度差", None) == []


def test_the_category_names_its_lead_department_or_leaves_it_to_the_list_of_duties() -> None:
    assert CATEGORIES["illegal_fee"].lead == "price"
    assert CATEGORIES["slow"].lead == BY_DUTY_LIST
    led = standing(CASE.state, category="inaction", about="taxation")

    assert [(one.department, one.ground) for one in propose(led, "示例", None)] == [
        ("supervision", Ground.DUTY_CATEGORY),
        ("taxation", Ground.COMPLAINED_OF),
    ]
    assert propose(standing(CASE.state, category="slow"), "示例", None) == []


@pytest.mark.parametrize("category", CATEGORIES.values(), ids=lambda category: category.code)
def test_a_category_belongs_to_one_of_the_five_environments_and_says_its_law(category: object) -> None:
    said = vars(category)

    assert said["environment"] in {"policy", "service", "legal", "market", "humanistic"}
    assert said["object"] in {"lawful_administration", "openness", "efficiency", "service_quality"}
    assert said["domain"] in {"approval", "inspection", "fees", "effectiveness"}
    assert 1 <= said["severity"] <= 3
    assert all((said["zh"], said["en"], said["law"]))


def test_the_citys_five_problems_and_the_laws_are_there() -> None:
    report = {"attitude", "unfair_enforcement", "policy_arbitrary", "illegal_fee", "slow"}

    assert report < set(CATEGORIES)
    assert len(CATEGORIES) == 18
    assert CATEGORIES["illegal_fee"].clock_class is ClockClass.INVESTIGATION


SEVERITY = {
    1: {"attitude", "slow", "window_service", "disclosure", "other"},
    2: {"policy_arbitrary", "inaction", "approval", "intermediary", "promise_breach", "forced_participation"},
    3: {
        *("unfair_enforcement", "illegal_fee", "misconduct", "coerced_agreement", "designated_intermediary"),
        *("disguised_permit", "retaliation"),
    },
}
"""Domain-complaints 4.1; ``other`` has none there."""


@pytest.mark.parametrize("severity", SEVERITY)
def test_a_category_is_as_grave_as_the_list_says(severity: int) -> None:
    assert {code for code, category in CATEGORIES.items() if category.severity == severity} == SEVERITY[severity]
