"""Importing an item list."""

from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from contracts.approvals import ImportItems, ImportReport, ItemChanged, ItemDrafted, Particulars
from contracts.people import Actor
from kernel.history import History
from services.approvals.domain.item import Item
from services.approvals.domain.item_import import ItemImport
from services.approvals.domain.roles import check_registrar
from services.approvals.lists import ItemList
from services.approvals.storage import Items
from services.approvals.use_cases.views import MOST_CHANGES, difference_of

Taken = tuple[Item, ItemDrafted | ItemChanged]
"""An item after the import has brought something new about it, and the fact to tell."""


def import_items(
    command: ImportItems,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    read: Callable[[str, bytes], ItemList],
    items: Items,
    history: History,
) -> ImportReport:
    """Imports a list: items that are new become drafts, what it says of others a new version of them.

    Raises:
        RegistryNotYours, ListUnreadable, ListFaulty
    """
    check_registrar("import_items", by)
    listed = read(command.file_name, command.content)
    known = items.by_codes([particulars.code for particulars in listed.items])
    import_id = new_id()
    taken = [
        new
        for particulars in listed.items
        if (new := _take(particulars, known, new_id=new_id, import_id=import_id, at=at)) is not None
    ]
    done, fact = ItemImport.conclude(
        id=import_id,
        sha256=listed.sha256,
        rows=listed.rows,
        departments=listed.departments,
        items=len(listed.items),
        facts=[about for _, about in taken],
    )
    for item, about in taken:
        items.keep(item)
        history.tell(item, about)
    history.tell(done, fact)
    return _report(command.file_name, done, listed, taken, known)


def _take(
    particulars: Particulars,
    known: Mapping[str, Item],
    *,
    new_id: Callable[[], UUID],
    import_id: UUID,
    at: datetime,
) -> Taken | None:
    item = known.get(particulars.code)
    if item is None:
        return Item.draft(particulars, id=new_id(), import_id=import_id, at=at)
    changed, fact = item.change(particulars, import_id=import_id, at=at)
    return None if fact is None else (changed, fact)


def _report(
    file_name: str, done: ItemImport, listed: ItemList, taken: list[Taken], known: Mapping[str, Item]
) -> ImportReport:
    changed = [item.particulars for item, _ in taken if item.particulars.code in known]
    return ImportReport(
        import_id=str(done.id),
        file_name=file_name,
        sha256=done.sha256,
        rows=done.rows,
        departments=done.departments,
        items=done.items,
        added=done.added,
        changed=done.changed,
        unchanged=done.unchanged,
        changes=[difference_of(known[after.code].particulars, after) for after in changed[:MOST_CHANGES]],
        warnings=listed.warnings,
    )
