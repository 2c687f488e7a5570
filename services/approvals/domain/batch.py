"""One batch of a reform round (批次): what is published together, and the totals that prove it complete."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from contracts.approvals import BatchPublished, BatchPublishedBefore, PublishBatch, TotalsDiffer


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A published batch: the ``number``-th of its round."""

    id: UUID
    round: int
    number: int
    departments: int
    items: int
    published_at: datetime
    title: str | None = None
    version: int = 1

    @classmethod
    def publish(
        cls,
        command: PublishBatch,
        *,
        departments: Collection[str],
        earlier: Self | None,
        id: UUID,
        at: datetime,
    ) -> tuple[Self, BatchPublished]:
        """Publishes the drafts, given the department of each; ``earlier`` is a batch of the same number.

        Raises:
            BatchPublishedBefore: saying when.
            TotalsDiffer: when the drafts are not as many as were declared.
        """
        if earlier is not None:
            raise earlier.published_before()
        declared = (command.declared_departments, command.declared_items)
        found = (len(set(departments)), len(departments))
        if declared != found:
            raise TotalsDiffer(*map(str, declared + found))
        batch = cls(
            id=id,
            round=command.round,
            number=command.batch,
            departments=found[0],
            items=found[1],
            published_at=at,
            title=command.title,
        )
        return batch, batch.fact()

    def published_before(self) -> BatchPublishedBefore:
        """The refusal of another batch of the same number."""
        said = (self.round, self.number, self.published_at.isoformat(), self.departments, self.items)
        return BatchPublishedBefore(*map(str, said))

    def fact(self) -> BatchPublished:
        """The fact to tell of it."""
        return BatchPublished(
            batch_id=str(self.id),
            version=self.version,
            round=self.round,
            batch=self.number,
            departments=self.departments,
            items=self.items,
            published_at=self.published_at,
            title=self.title,
        )
