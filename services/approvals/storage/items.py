"""All items: as the registry has them now, and as they are in force."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, Select, Table, Text, any_, cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from contracts.approvals import DepartmentItems, FindItems, ItemStatus, ItemUnknown, Particulars
from kernel.stage import Stage
from services.approvals.domain.item import Item
from services.approvals.storage.tables import items, published_items


class Items:
    """All items. ``status`` says which: the drafts, the texts in force, or (None) the registry as it stands."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def keep(self, item: Item) -> None:
        """Keeps an item that was entered, changed or published."""
        row = _row(item)
        (self._stage.insert if item.version == 1 else self._stage.update)(items, row)
        if item.status is ItemStatus.PUBLISHED:
            (self._stage.insert if item.edition == 1 else self._stage.update)(published_items, row)
        self._kept[item.particulars.code] = item

    def by_codes(self, codes: Collection[str]) -> dict[str, Item]:
        """Those of these codes that the registry has, by code; one query, however many there are."""
        wanted = cast(list(codes), ARRAY(Text))
        found = self._all(select(items).where(items.c.code == any_(wanted)))
        kept = {code: self._kept[code] for code in codes if code in self._kept}
        return {item.particulars.code: item for item in found} | kept

    def drafts(self) -> list[Item]:
        """All drafts, in the order in which they were entered."""
        query = select(items).where(items.c.status == ItemStatus.DRAFT).order_by(items.c.id)
        found = {item.particulars.code: item for item in self._all(query)} | self._kept
        return sorted((item for item in found.values() if item.status is ItemStatus.DRAFT), key=lambda item: item.id)

    def get(self, code: str, status: ItemStatus | None) -> Item:
        """The item with this code.

        Raises:
            ItemUnknown: when there is none of that status.
        """
        query, table = _of_status(status)
        found = self._all(query.where(table.c.code == code))
        if not found:
            raise ItemUnknown(code)
        return found[0]

    def page(self, wanted: FindItems, *, status: ItemStatus | None, after: UUID | None) -> list[Item]:
        """The items that are wanted, ``after`` the one with this id, in the order in which they were entered."""
        query, table = _of_status(status)
        if wanted.name is not None:
            query = query.where(table.c.name.icontains(wanted.name, autoescape=True))
        if wanted.department is not None:
            query = query.where(table.c.department == wanted.department)
        if wanted.type is not None:
            query = query.where(table.c.type == wanted.type)
        if after is not None:
            query = query.where(table.c.id > after)
        return self._all(query.order_by(table.c.id).limit(wanted.limit))

    def departments(self, status: ItemStatus | None) -> list[DepartmentItems]:
        """The departments that have items, and how many."""
        query, table = _of_status(status)
        codes = func.array_agg(aggregate_order_by(table.c.department_code.distinct(), table.c.department_code))
        columns = (
            table.c.department,
            codes.filter(table.c.department_code.is_not(None)).label("codes"),
            func.count().label("items"),
        )
        counted = query.with_only_columns(*columns).group_by(table.c.department).order_by(table.c.department)
        return [
            DepartmentItems(department=row.department, codes=row.codes or [], items=row.items)
            for row in self._stage.connection.execute(counted)
        ]

    @property
    def _kept(self) -> dict[str, Item]:
        """What this batch has kept: a later message of the same batch sees it."""
        kept: dict[str, Item] = self._stage.kept.setdefault(("items", "by code"), {})
        return kept

    def _all(self, query: Select[Any]) -> list[Item]:
        return [_item(row) for row in self._stage.connection.execute(query)]


def _of_status(status: ItemStatus | None) -> tuple[Select[Any], Table]:
    if status is ItemStatus.PUBLISHED:
        return select(published_items), published_items
    query = select(items)
    return (query if status is None else query.where(items.c.status == status)), items


def _item(row: Row[Any]) -> Item:
    values = row._asdict()
    said = {name: values.pop(name) for name in Particulars.__struct_fields__}
    status = ItemStatus(values.pop("status"))
    return Item(particulars=msgspec.convert(said, Particulars), status=status, **values)


def _row(item: Item) -> dict[str, Any]:
    row = {name: getattr(item, name) for name in Item.__dataclass_fields__ if name != "particulars"}
    return row | msgspec.structs.asdict(item.particulars)
