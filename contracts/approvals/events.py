"""What it tells: ids, codes and the texts of a public catalogue."""

from datetime import date, datetime

from contracts.approvals.words import ItemStatus, ItemType
from contracts.complaints.words import EnterpriseCode
from contracts.wire import Code, Event, Token


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


class ApprovalFact(Event, frozen=True, kw_only=True):
    """What every fact about an approval case (办件) says: its id, its item's code, whose it is, and its last day."""

    case: Token
    version: int
    item: Token
    department: Code
    due_on: date
    enterprise: EnterpriseCode | None = None


class ApprovalOverdue(ApprovalFact, frozen=True, kw_only=True):
    """The last day of an approval case has passed without a decision (行政许可法第四十二条)."""


class ApprovalRefused(ApprovalFact, frozen=True, kw_only=True):
    """An application was refused."""

    decided_on: date


class ApprovalCompleted(ApprovalFact, frozen=True, kw_only=True):
    """An approval case was completed."""

    decided_on: date
