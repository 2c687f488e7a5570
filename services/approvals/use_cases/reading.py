"""What may be asked about the registry, and by whom."""

from uuid import UUID

from contracts.approvals import (
    BatchList,
    DepartmentList,
    FindBatches,
    FindDepartments,
    FindItem,
    FindItems,
    ItemPage,
    ItemView,
)
from contracts.people import Actor
from contracts.refusals import Fault, Invalid
from services.approvals.domain.roles import status_for
from services.approvals.storage import Batches, Items
from services.approvals.use_cases.views import view_of_batch, view_of_item


def find_item(query: FindItem, *, by: Actor, items: Items) -> ItemView:
    """One item by its code.

    Raises:
        ItemUnknown, DraftsNotPublic
    """
    return view_of_item(items.get(query.code, status_for(by, query.status)))


def find_items(query: FindItems, *, by: Actor, items: Items) -> ItemPage:
    """A page of items, in the order in which they were entered.

    Raises:
        DraftsNotPublic
    """
    found = items.page(query, status=status_for(by, query.status), after=_cursor(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return ItemPage(items=[view_of_item(item) for item in found], next=following)


def find_departments(query: FindDepartments, *, by: Actor, items: Items) -> DepartmentList:
    """The departments that have items.

    Raises:
        DraftsNotPublic
    """
    return DepartmentList(departments=items.departments(status_for(by, query.status)))


def find_batches(query: FindBatches, *, batches: Batches) -> BatchList:
    """All batches that were published."""
    del query
    return BatchList(batches=[view_of_batch(batch) for batch in batches.all()])


def _cursor(after: str | None) -> UUID | None:
    if after is None:
        return None
    try:
        return UUID(after)
    except ValueError:
        raise Invalid.of(Fault(pointer="/after", rule="malformed")) from None
