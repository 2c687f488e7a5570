"""The published language of the approvals service (审批事项): the registry of a city's approval items."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.refusals import Conflict, Forbidden, Invalid, NotFound
from contracts.wire import Answer, Command, Event, Name, Query, Token

Content = Annotated[bytes, msgspec.Meta(min_length=1, max_length=8 * 1024 * 1024)]
"""A file of up to 8 MiB, in base64 on the wire."""

Ordinal = Annotated[int, msgspec.Meta(ge=1, le=9999)]
"""Which reform round, which batch of it."""

Total = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
"""A control total: what whoever orders a batch knows it to hold."""


class ItemType(StrEnum):
    """What kind of act an item is; the code set of GB/T 39046."""

    PERMIT = "permit"  # 01 行政许可
    PENALTY = "penalty"  # 02 行政处罚
    COERCION = "coercion"  # 03 行政强制
    LEVY = "levy"  # 04 行政征收
    PAYMENT = "payment"  # 05 行政给付
    INSPECTION = "inspection"  # 06 行政检查
    CONFIRMATION = "confirmation"  # 07 行政确认
    REWARD = "reward"  # 08 行政奖励
    ADJUDICATION = "adjudication"  # 09 行政裁决
    OTHER_POWER = "other_power"  # 10 其他行政权力
    PUBLIC_SERVICE = "public_service"  # 20 公共服务


class ItemStatus(StrEnum):
    """Whether a text of an item is in force."""

    DRAFT = "draft"
    PUBLISHED = "published"


class Particulars(msgspec.Struct, frozen=True, kw_only=True):
    """What an item list says of one item (事项要素); codes are opaque text, whatever they look like."""

    code: str
    name: str
    department: str
    type: ItemType
    main_name: str | None = None
    department_code: str | None = None
    region: str | None = None


# Commands


class ImportItems(Command, frozen=True, kw_only=True):
    """Imports an item list, XLSX or CSV (导入清单): all of its items or, where one row is wrong, none."""

    file_name: Name
    content: Content


class PublishBatch(Command, frozen=True, kw_only=True):
    """Publishes all drafts as one batch of a reform round (公布); the declared totals must be the registry's."""

    round: Ordinal
    batch: Ordinal
    declared_departments: Total
    declared_items: Total
    title: Name | None = None


# Answers


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


# Queries: without a status, the office sees the registry as it stands and everybody else what is published


class FindItem(Query, frozen=True, kw_only=True):
    """One item by its code."""

    code: Token
    status: ItemStatus | None = None


class FindItems(Query, frozen=True, kw_only=True):
    """A page of items; ``name`` is any part of an item's name."""

    name: Name | None = None
    department: Name | None = None
    status: ItemStatus | None = None
    type: ItemType | None = None
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class FindDepartments(Query, frozen=True, kw_only=True):
    """The departments that have items."""

    status: ItemStatus | None = None


class FindBatches(Query, frozen=True, kw_only=True):
    """The batches that were published."""


# Events: ids, codes and the texts of a public catalogue


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


# Refusals


class ListUnreadable(Invalid):
    """The file is no item list that could be read; the fault says why."""

    zh = "清单文件“{0}”无法读取。"
    en = "The list {0} cannot be read."


class ListFaulty(Invalid):
    """Rows of the list are wrong, so nothing of it was imported."""

    zh = "清单共有 {0} 处错误,未导入任何事项;此处列出 {1} 处。"
    en = "The list has {0} faults, nothing was imported; {1} of them are named here."


class RegistryNotYours(Forbidden):
    """Keeping the registry belongs to other roles."""

    zh = "对事项库的操作“{0}”须由下列角色执行:{1}。"
    en = "The action {0} on the registry belongs to: {1}."


class DraftsNotPublic(Forbidden):
    """Drafts are for the office alone."""

    zh = "事项草案仅供下列角色查阅:{0}。"
    en = "Drafts of items are open to: {0}."


class ItemUnknown(NotFound):
    """No item has this code, or none that is open to whoever asks."""

    zh = "没有编码为 {0} 的事项。"
    en = "There is no item {0}."


class TotalsDiffer(Conflict):
    """The declared totals are not those of the drafts in the registry."""

    zh = "申报总数与待公布草案不符:申报 {0} 个部门、{1} 项,库中为 {2} 个部门、{3} 项。"
    en = "The totals differ: declared are {0} departments and {1} items, the drafts are {2} departments and {3} items."


class BatchPublishedBefore(Conflict):
    """This batch of this round is out already."""

    zh = "第 {0} 轮第 {1} 批已于 {2} 公布({3} 个部门、{4} 项)。"
    en = "Batch {1} of round {0} was published on {2} ({3} departments, {4} items)."
