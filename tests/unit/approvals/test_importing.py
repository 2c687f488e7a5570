"""An import adds what is new, makes versions of what changed, and passes over the rest; or it does nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.approvals import (
    FieldDifference,
    ItemChanged,
    ItemDrafted,
    ItemsImported,
    ListFaulty,
    RegistryNotYours,
)
from contracts.people import Actor, Role

Make = Callable[..., bytes]
SECOND = {"事项编码": "511A0002", "实施主体": "区财政局"}


def test_the_real_list_is_added_from_its_workbook_and_known_from_its_text_file(
    registry: Any, real_file: Callable[[str], bytes]
) -> None:
    first = registry.import_items(real_file("xlsx"))
    second = registry.import_items(real_file("csv"))

    assert (first.departments, first.items, first.added, first.changed, first.unchanged) == (12, 417, 417, 0, 0)
    assert (second.departments, second.items, second.added, second.changed, second.unchanged) == (12, 417, 0, 0, 417)


def test_what_the_registry_has_is_asked_once(registry: Any, real_file: Callable[[str], bytes]) -> None:
    registry.import_items(real_file("csv"))

    assert registry.asked == 1


def test_each_new_item_is_one_fact_and_the_import_another(registry: Any, listed: Make) -> None:
    report = registry.import_items(listed({}, SECOND))

    assert [fact.code for fact in registry.facts(ItemDrafted)] == ["511A0001", "511A0002"]
    assert {fact.import_id for fact in registry.facts(ItemDrafted)} == {report.import_id}
    (imported,) = registry.facts(ItemsImported)
    assert (imported.import_id, imported.sha256) == (report.import_id, report.sha256)
    assert (imported.rows, imported.departments, imported.items, imported.added) == (2, 2, 2, 2)


def test_a_known_code_with_another_text_is_a_change_that_is_reported(registry: Any, listed: Make) -> None:
    registry.import_items(listed({}, SECOND))

    report = registry.import_items(listed({"事项名称": "公证机构变更", "行政区划代码": None}, SECOND))

    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    (change,) = report.changes
    assert change.code == "511A0001"
    assert change.fields == [
        FieldDifference(field="name", before="公证机构设立", after="公证机构变更"),
        FieldDifference(field="region", before="511602000000", after=None),
    ]
    assert [fact.fields for fact in registry.facts(ItemChanged)] == [["name", "region"]]


def test_a_report_shows_a_hundred_changes_and_counts_all(registry: Any, listed: Make) -> None:
    codes = [{"事项编码": f"A{number}"} for number in range(120)]
    registry.import_items(listed(*codes))

    report = registry.import_items(listed(*[code | {"事项名称": "另名"} for code in codes]))

    assert (report.changed, len(report.changes)) == (120, 100)


def test_one_wrong_row_imports_nothing(registry: Any, listed: Make) -> None:
    with pytest.raises(ListFaulty):
        registry.import_items(listed({}, SECOND | {"事项类型": None}))

    assert (registry.by_code, registry.told) == ({}, [])


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.DIRECTOR, Role.ADMIN])
def test_who_keeps_the_registry_imports(registry: Any, listed: Make, role: Role) -> None:
    assert registry.import_items(listed({}), Actor(id="a", roles=[role])).added == 1


@pytest.mark.parametrize("roles", [[], *([role] for role in Role if role not in {"registrar", "director", "admin"})])
def test_nobody_else_imports_and_their_file_is_not_even_read(registry: Any, roles: list[Role]) -> None:
    with pytest.raises(RegistryNotYours) as refused:
        registry.import_items(b"no list at all", Actor(id="a", roles=roles))

    assert refused.value.text("en") == "The action import_items on the registry belongs to: registrar, director, admin."
    assert registry.told == []
