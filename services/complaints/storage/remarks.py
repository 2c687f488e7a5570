"""What officials wrote when they moved a case: questions, grounds, positions, rulings, reasons."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import select

from kernel.stage import Stage
from services.complaints.domain.case import Case
from services.complaints.storage.tables import remarks


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A remark; ``said`` are its texts by the name of their field."""

    id: UUID
    action: str
    by: str
    at: datetime
    said: dict[str, str]


class Remarks:
    """All remarks; they never leave in events."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, complaint: Case, remark: Remark) -> None:
        """Keeps a remark with the version of the case that it made."""
        self._stage.insert(
            remarks,
            {
                "id": remark.id,
                "complaint_id": complaint.id,
                "version": complaint.version,
                "action": remark.action,
                "by": remark.by,
                "at": remark.at,
                "said": msgspec.json.encode(remark.said).decode(),
            },
        )

    def of(self, complaint: UUID) -> dict[int, Remark]:
        """The remarks of a case, by the version that each made."""
        query = select(remarks).where(remarks.c.complaint_id == complaint).order_by(remarks.c.version)
        return {
            row.version: Remark(
                id=row.id,
                action=row.action,
                by=row.by,
                at=row.at,
                said=msgspec.json.decode(row.said, type=dict[str, str]),
            )
            for row in self._stage.connection.execute(query)
        }
