"""All receipts that were changed, and how far those of the filings are hardened."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from kernel.stage import Stage, said_in
from services.complaints.receipts.domain import Receipt
from services.complaints.receipts.tables import receipts, receipts_hardened
from services.complaints.storage.tables import complaints

_NONE = UUID(int=0)
_ROW = 1


class Receipts:
    """All receipts that came in the place of the first ones."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def find(self, number: str) -> Receipt | None:
        """The receipt that a complaint has instead of its first one."""
        found: Receipt | None = self._stage.find("receipt", number, self._load, said_in("number"))
        return found

    def keep(self, receipt: Receipt) -> None:
        """Keeps a receipt that was changed."""
        write_row = self._stage.insert if receipt.version == 1 else self._stage.update
        write_row(receipts, vars(receipt))
        self._stage.kept["receipt", receipt.number] = receipt

    def _load(self, numbers: set[str]) -> dict[str, Receipt]:
        found = self._stage.connection.execute(select(receipts).where(receipts.c.number.in_(numbers)))
        return {row.number: Receipt(**row._mapping) for row in found}  # noqa: SLF001 - SQLAlchemy's public name for it


class Soft(NamedTuple):
    """A complaint whose receipt is kept as a keyed hash."""

    id: UUID
    hash: str


class SoftReceipts:
    """The receipts of the filings, in their order, from the last one that was hardened on."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def claim(self, *, filed_before: datetime, limit: int) -> list[Soft]:
        """The next ones; none while another process is at it."""
        connection = self._stage.connection
        connection.execute(insert(receipts_hardened).values(id=_ROW, up_to=_NONE).on_conflict_do_nothing())
        mark = connection.scalar(select(receipts_hardened.c.up_to).with_for_update(skip_locked=True))
        if mark is None:
            return []
        columns = (complaints.c.id, complaints.c.receipt_hash, complaints.c.filed_at)
        query = select(*columns).where(complaints.c.id > mark).order_by(complaints.c.id).limit(limit)
        found = connection.execute(query).all()
        return [Soft(row.id, row.receipt_hash) for row in found if row.filed_at <= filed_before]

    def count(self, *, filed_before: datetime, limit: int) -> int:
        """How many of the next ``limit`` are of that moment or before."""
        connection = self._stage.connection
        mark = connection.scalar(select(receipts_hardened.c.up_to)) or _NONE
        following = select(complaints.c.filed_at).where(complaints.c.id > mark).order_by(complaints.c.id).limit(limit)
        filed_at = following.subquery().c.filed_at
        return connection.scalar(select(func.count().filter(filed_at <= filed_before))) or 0

    def filed_since(self, since: datetime, *, limit: int) -> int:
        """How many complaints were filed since then; counted no further than ``limit``."""
        filed = select(complaints.c.filed_at).where(complaints.c.filed_at > since).limit(limit).subquery()
        return self._stage.connection.scalar(select(func.count()).select_from(filed)) or 0

    def keep(self, soft: Soft, hard: str) -> None:
        """Keeps a receipt as argon2id."""
        self._stage.update(complaints, {"id": soft.id, "receipt_hash": hard})
        self._stage.update(receipts_hardened, {"id": _ROW, "up_to": soft.id})
