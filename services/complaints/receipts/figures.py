"""The figure of receipts (docs/watching.md)."""

from datetime import datetime

from prometheus_client import Gauge
from sqlalchemy import Connection

from kernel.stage import Stage
from kernel.watch.census import MOST
from services.complaints.receipts.storage import SoftReceipts
from services.complaints.receipts.use_cases import SOFT_FOR

RECEIPTS_TO_HARDEN = Gauge(
    "mingcha_receipts_to_harden", "Receipts of an hour ago that are not argon2id yet, 10000 at most"
)


def count_soft(connection: Connection, now: datetime) -> None:
    """Counts what waits to be hardened."""
    RECEIPTS_TO_HARDEN.set(SoftReceipts(Stage(connection)).count(filed_before=now - SOFT_FOR, limit=MOST))
