"""What is answered about items and batches."""

from contracts.approvals import BatchView, FieldDifference, ItemDifference, ItemView, Particulars
from services.approvals.domain.batch import Batch
from services.approvals.domain.item import Item, differing

MOST_CHANGES = 100
"""A report shows so many changed items in full."""


def view_of_item(item: Item) -> ItemView:
    """An item as the registry, or the public, has it."""
    said = item.particulars
    return ItemView(
        id=str(item.id),
        code=said.code,
        name=said.name,
        department=said.department,
        type=said.type,
        status=item.status,
        version=item.version,
        edition=item.edition,
        changed_at=item.changed_at,
        main_name=said.main_name,
        department_code=said.department_code,
        region=said.region,
        round=item.round,
        batch=item.batch,
        valid_from=item.valid_from,
    )


def view_of_batch(batch: Batch) -> BatchView:
    """A batch that was published."""
    return BatchView(
        id=str(batch.id),
        round=batch.round,
        batch=batch.number,
        departments=batch.departments,
        items=batch.items,
        published_at=batch.published_at,
        title=batch.title,
    )


def difference_of(before: Particulars, after: Particulars) -> ItemDifference:
    """What a list says otherwise than the registry did."""
    fields = [
        FieldDifference(field=name, before=getattr(before, name), after=getattr(after, name))
        for name in differing(before, after)
    ]
    return ItemDifference(code=after.code, fields=fields)
