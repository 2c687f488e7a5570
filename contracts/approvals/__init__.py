"""The published language of the approvals service (审批事项): the registry of a city's approval items."""

from contracts.approvals.answers import (
    BatchList,
    BatchView,
    DepartmentItems,
    DepartmentList,
    FieldDifference,
    ImportReport,
    ItemDifference,
    ItemPage,
    ItemView,
    ListRemark,
)
from contracts.approvals.commands import ImportItems, PublishBatch
from contracts.approvals.events import BatchPublished, ItemChanged, ItemDrafted, ItemFact, ItemPublished, ItemsImported
from contracts.approvals.queries import FindBatches, FindDepartments, FindItem, FindItems
from contracts.approvals.refusals import (
    BatchPublishedBefore,
    DraftsNotPublic,
    ItemUnknown,
    ListFaulty,
    ListUnreadable,
    RegistryNotYours,
    TotalsDiffer,
)
from contracts.approvals.words import Content, ItemStatus, ItemType, Ordinal, Particulars, Total

__all__ = [
    "BatchList",
    "BatchPublished",
    "BatchPublishedBefore",
    "BatchView",
    "Content",
    "DepartmentItems",
    "DepartmentList",
    "DraftsNotPublic",
    "FieldDifference",
    "FindBatches",
    "FindDepartments",
    "FindItem",
    "FindItems",
    "ImportItems",
    "ImportReport",
    "ItemChanged",
    "ItemDifference",
    "ItemDrafted",
    "ItemFact",
    "ItemPage",
    "ItemPublished",
    "ItemStatus",
    "ItemType",
    "ItemUnknown",
    "ItemView",
    "ItemsImported",
    "ListFaulty",
    "ListRemark",
    "ListUnreadable",
    "Ordinal",
    "Particulars",
    "PublishBatch",
    "RegistryNotYours",
    "Total",
    "TotalsDiffer",
]
