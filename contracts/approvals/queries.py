"""What it can be asked; without a status, the office sees the registry as it stands, others what is published."""

from typing import Annotated

import msgspec

from contracts.approvals.words import ItemStatus, ItemType
from contracts.wire import Name, Query, Token


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
