"""What it answers."""

from datetime import datetime

import msgspec

from contracts.approvals.words import ItemStatus, ItemType
from contracts.wire import Answer


class ListRemark(Answer, frozen=True, kw_only=True):
    """Something about a list that does not stop its import; ``column`` is a letter, as spreadsheets show it."""

    rule: str
    zh: str
    en: str
    row: int | None = None
    column: str = ""
    header: str = ""
    value: str = ""


class FieldDifference(Answer, frozen=True, kw_only=True):
    """One field of an item, before and after."""

    field: str
    before: str | None
    after: str | None


class ItemDifference(Answer, frozen=True, kw_only=True):
    """An item that the list says something else of than the registry did."""

    code: str
    fields: list[FieldDifference]


class ImportReport(Answer, frozen=True, kw_only=True):
    """What an import found and did; ``changes`` holds the first hundred of ``changed``.

    ``rows`` are the rows below the header that hold anything, ``items`` those that hold an item.
    """

    import_id: str
    file_name: str
    sha256: str
    rows: int
    departments: int
    items: int
    added: int
    changed: int
    unchanged: int
    changes: list[ItemDifference] = msgspec.field(default_factory=list)
    warnings: list[ListRemark] = msgspec.field(default_factory=list)


class BatchView(Answer, frozen=True, kw_only=True):
    """One batch of a reform round."""

    id: str
    round: int
    batch: int
    departments: int
    items: int
    published_at: datetime
    title: str | None = None


class BatchList(Answer, frozen=True, kw_only=True):
    """All batches, in the order of round and batch."""

    batches: list[BatchView]


class ItemView(Answer, frozen=True, kw_only=True):
    """One item; ``round``, ``batch`` and ``valid_from`` are those of its latest publication, the ``edition``-th."""

    id: str
    code: str
    name: str
    department: str
    type: ItemType
    status: ItemStatus
    version: int
    edition: int
    changed_at: datetime
    main_name: str | None = None
    department_code: str | None = None
    region: str | None = None
    round: int | None = None
    batch: int | None = None
    valid_from: datetime | None = None


class ItemPage(Answer, frozen=True, kw_only=True):
    """One page of items, in the order in which they were entered; ``next`` asks for the page after it."""

    items: list[ItemView]
    next: str | None = None


class DepartmentItems(Answer, frozen=True, kw_only=True):
    """A department, every code that its items name it by, and how many items it has."""

    department: str
    codes: list[str]
    items: int


class DepartmentList(Answer, frozen=True, kw_only=True):
    """All departments that have items."""

    departments: list[DepartmentItems]
