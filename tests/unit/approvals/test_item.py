"""An item is drafted, changed and published; each step is one version and one fact."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from contracts.approvals import ItemStatus, ItemType, Particulars, PublishBatch
from services.approvals.domain.batch import Batch
from services.approvals.domain.item import Item

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
IMPORT = UUID(int=9)
SAID = Particulars(code="511A0001", name="公证机构设立", department="区司法局", type=ItemType.PERMIT)
ITEM, DRAFTED = Item.draft(SAID, id=UUID(int=1), import_id=IMPORT, at=AT)


def batch(number: int = 1) -> Batch:
    command = PublishBatch(round=3, batch=number, declared_departments=1, declared_items=1)
    return Batch.publish(
        command, departments=["区司法局"], earlier=None, id=UUID(int=2), at=AT + timedelta(days=number)
    )[0]


def test_a_new_item_is_a_draft_of_version_1_that_was_never_published() -> None:
    assert (ITEM.status, ITEM.version, ITEM.edition) == (ItemStatus.DRAFT, 1, 0)
    assert (DRAFTED.version, DRAFTED.code, DRAFTED.import_id) == (1, "511A0001", str(IMPORT))


@pytest.mark.parametrize(
    "other", [{"name": "另名"}, {"department": "区财政局"}, {"main_name": "公证"}, {"type": ItemType.REWARD}]
)
def test_a_change_is_a_new_version_that_names_its_fields(other: dict[str, Any]) -> None:
    changed, fact = ITEM.change(msgspec.structs.replace(SAID, **other), import_id=IMPORT, at=AT)

    assert changed.version == 2
    assert fact is not None
    assert (fact.version, fact.fields) == (2, list(other))


def test_the_same_again_changes_nothing() -> None:
    assert ITEM.change(msgspec.structs.replace(SAID), import_id=IMPORT, at=AT) == (ITEM, None)


def test_a_published_item_bears_its_batch_and_the_moment_from_which_it_counts() -> None:
    published, fact = ITEM.publish(batch())

    assert (published.status, published.version, published.edition) == (ItemStatus.PUBLISHED, 2, 1)
    assert (published.round, published.batch, published.valid_from) == (3, 1, AT + timedelta(days=1))
    assert (fact.version, fact.round, fact.batch, fact.edition) == (2, 3, 1, 1)


def test_a_published_item_that_is_changed_is_a_draft_until_it_is_published_again() -> None:
    published, _ = ITEM.publish(batch())
    changed, fact = published.change(msgspec.structs.replace(SAID, name="另名"), import_id=IMPORT, at=AT)
    again, _ = changed.publish(batch(2))

    assert fact is not None
    assert (changed.status, changed.edition, changed.batch, fact.status) == (ItemStatus.DRAFT, 1, 1, ItemStatus.DRAFT)
    assert (again.version, again.edition, again.batch) == (4, 2, 2)
