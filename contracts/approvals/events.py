"""What it tells: ids, codes and the texts of a public catalogue."""

from datetime import datetime

from contracts.approvals.words import ItemStatus, ItemType
from contracts.wire import Event


class ItemFact(Event, frozen=True, kw_only=True):
    """What every fact about an item says."""

    item: str
    code: str
    version: int
    status: ItemStatus
    name: str
    department: str
    type: ItemType


class ItemDrafted(ItemFact, frozen=True, kw_only=True):
    """An item came into the registry, as a draft."""

    import_id: str


class ItemChanged(ItemFact, frozen=True, kw_only=True):
    """A list says something else of an item; a published text stays in force until this one is published."""

    import_id: str
    fields: list[str]


class ItemPublished(ItemFact, frozen=True, kw_only=True):
    """An item's text came into force."""

    round: int
    batch: int
    edition: int
    valid_from: datetime


class ItemsImported(Event, frozen=True, kw_only=True):
    """A list was imported."""

    import_id: str
    version: int
    sha256: str
    rows: int
    departments: int
    items: int
    added: int
    changed: int
    unchanged: int


class BatchPublished(Event, frozen=True, kw_only=True):
    """A batch of a reform round was published."""

    batch_id: str
    version: int
    round: int
    batch: int
    departments: int
    items: int
    published_at: datetime
    title: str | None = None
