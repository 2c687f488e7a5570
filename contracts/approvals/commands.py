"""What it is told to do."""

from contracts.approvals.words import Content, Ordinal, Total
from contracts.wire import Command, Name


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
