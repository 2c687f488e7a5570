"""The tables of the approvals service, and its collections: each stands on the transaction of one batch."""

from services.approvals.storage.batches import Batches
from services.approvals.storage.items import Items

__all__ = ["Batches", "Items"]
