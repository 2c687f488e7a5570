"""One approval item: each method is a registrar's act, and gives the item after it and the fact to tell."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.approvals import ItemChanged, ItemDrafted, ItemFact, ItemPublished, ItemStatus, Particulars
from services.approvals.domain.batch import Batch

Fact = TypeVar("Fact", bound=ItemFact)


@dataclass(frozen=True, kw_only=True)
class Item:
    """An item as the registry holds it.

    ``version`` grows by one with each fact; ``edition`` with each publication; ``round``, ``batch`` and ``valid_from``
    are those of the latest publication. A published item that is changed is a draft again, and its published text
    stays in force beside it.
    """

    id: UUID
    particulars: Particulars
    version: int
    edition: int
    status: ItemStatus
    changed_at: datetime
    round: int | None = None
    batch: int | None = None
    valid_from: datetime | None = None

    @classmethod
    def draft(
        cls,
        particulars: Particulars,
        *,
        id: UUID,
        import_id: UUID,
        at: datetime,
    ) -> tuple["Item", ItemDrafted]:
        """Enters an item that the registry did not have."""
        item = cls(id=id, particulars=particulars, version=1, edition=0, status=ItemStatus.DRAFT, changed_at=at)
        return item, item.fact(ItemDrafted, import_id=str(import_id))

    def change(self, particulars: Particulars, *, import_id: UUID, at: datetime) -> tuple[Self, ItemChanged | None]:
        """Takes what a list says of it now; the same again tells nothing new."""
        fields = differing(self.particulars, particulars)
        if not fields:
            return self, None
        changed = replace(
            self, particulars=particulars, version=self.version + 1, status=ItemStatus.DRAFT, changed_at=at
        )
        return changed, changed.fact(ItemChanged, import_id=str(import_id), fields=fields)

    def publish(self, batch: Batch) -> tuple[Self, ItemPublished]:
        """Brings it into force as part of a batch."""
        published = replace(
            self,
            version=self.version + 1,
            edition=self.edition + 1,
            status=ItemStatus.PUBLISHED,
            changed_at=batch.published_at,
            round=batch.round,
            batch=batch.number,
            valid_from=batch.published_at,
        )
        said = {"round": batch.round, "batch": batch.number, "valid_from": batch.published_at}
        return published, published.fact(ItemPublished, edition=published.edition, **said)

    def fact(self, kind: type[Fact], **said: Any) -> Fact:
        """The fact to tell of its present version."""
        return kind(
            item=str(self.id),
            code=self.particulars.code,
            version=self.version,
            status=self.status,
            name=self.particulars.name,
            department=self.particulars.department,
            type=self.particulars.type,
            **said,
        )


def differing(before: Particulars, after: Particulars) -> list[str]:
    """The names of the fields in which two texts of an item differ."""
    return [name for name in Particulars.__struct_fields__ if getattr(before, name) != getattr(after, name)]
