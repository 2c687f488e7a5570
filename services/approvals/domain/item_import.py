"""One import of an item list (导入): what came of its items."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from contracts.approvals import ItemChanged, ItemDrafted, ItemFact, ItemsImported


@dataclass(frozen=True, kw_only=True)
class ItemImport:
    """An import that has been carried out."""

    id: UUID
    sha256: str
    rows: int
    departments: int
    items: int
    added: int
    changed: int
    version: int = 1

    @classmethod
    def conclude(
        cls,
        *,
        id: UUID,
        sha256: str,
        rows: int,
        departments: int,
        items: int,
        facts: Collection[ItemFact],
    ) -> tuple[Self, ItemsImported]:
        """Counts what the import brought about."""
        added = sum(isinstance(fact, ItemDrafted) for fact in facts)
        changed = sum(isinstance(fact, ItemChanged) for fact in facts)
        done = cls(id=id, sha256=sha256, rows=rows, departments=departments, items=items, added=added, changed=changed)
        return done, done.fact()

    @property
    def unchanged(self) -> int:
        """The items of the list that the registry already had just so."""
        return self.items - self.added - self.changed

    def fact(self) -> ItemsImported:
        """The fact to tell of it."""
        return ItemsImported(
            import_id=str(self.id),
            version=self.version,
            sha256=self.sha256,
            rows=self.rows,
            departments=self.departments,
            items=self.items,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
        )
