"""A batch is published when its declared totals are those of the drafts, and once."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.approvals import (
    BatchPublished,
    BatchPublishedBefore,
    ItemPublished,
    ItemStatus,
    RegistryNotYours,
    TotalsDiffer,
)
from contracts.people import Actor, Role

Make = Callable[..., bytes]
SECOND = {"事项编码": "511A0002", "实施主体": "区财政局"}


def test_all_drafts_are_published_as_one_batch(registry: Any, listed: Make) -> None:
    registry.import_items(listed({}, SECOND))

    view = registry.publish(departments=2, items=2)

    assert (view.round, view.batch, view.departments, view.items) == (3, 1, 2, 2)
    assert view.published_at == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert {item.status for item in registry.by_code.values()} == {ItemStatus.PUBLISHED}
    assert [fact.code for fact in registry.facts(ItemPublished)] == ["511A0001", "511A0002"]
    (told,) = registry.facts(BatchPublished)
    assert (told.round, told.batch, told.departments, told.items) == (3, 1, 2, 2)


@pytest.mark.parametrize(("departments", "items"), [(2, 3), (3, 2), (35, 244)])
def test_totals_that_differ_publish_nothing_and_both_are_named(
    registry: Any, listed: Make, departments: int, items: int
) -> None:
    registry.import_items(listed({}, SECOND))
    told = len(registry.told)

    with pytest.raises(TotalsDiffer) as refused:
        registry.publish(departments=departments, items=items)

    assert refused.value.args == (str(departments), str(items), "2", "2")
    assert (registry.batches, len(registry.told), len(registry.drafts())) == ({}, told, 2)


def test_a_department_counts_once_however_many_items_it_has(registry: Any, listed: Make) -> None:
    registry.import_items(listed({}, {"事项编码": "511A0002"}))

    assert registry.publish(departments=1, items=2).departments == 1


def test_a_batch_is_published_once_and_the_refusal_says_when(registry: Any, listed: Make) -> None:
    registry.import_items(listed({}))
    registry.publish()
    registry.import_items(listed(SECOND))

    with pytest.raises(BatchPublishedBefore) as refused:
        registry.publish()

    assert refused.value.text("zh") == "第 3 轮第 1 批已于 2026-11-23T08:00:00+00:00 公布(1 个部门、1 项)。"
    assert len(registry.drafts()) == 1


def test_what_is_published_already_is_no_part_of_the_next_batch(registry: Any, listed: Make) -> None:
    registry.import_items(listed({}))
    registry.publish()
    registry.import_items(listed({}, SECOND))

    assert registry.publish(2).items == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OPERATOR, Role.LIAISON, Role.SYSTEM])
def test_only_who_keeps_the_registry_publishes(registry: Any, listed: Make, role: Role) -> None:
    registry.import_items(listed({}))

    with pytest.raises(RegistryNotYours):
        registry.publish(by=Actor(id="a", roles=[role]))

    assert len(registry.drafts()) == 1
