"""What complainants said, and what departments answered."""

from uuid import UUID

from sqlalchemy import select

from contracts.complaints import Testimony
from kernel.stage import Stage
from services.complaints.domain.case import Case
from services.complaints.storage.tables import replies, supplements, testimonies


class Testimonies:
    """What complainants said, and what departments answered."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, complaint: UUID, testimony: Testimony) -> None:
        """Keeps the words of a complaint, without its complainant."""
        row = {"complaint_id": complaint, "title": testimony.title, "text": testimony.text}
        self._stage.insert(testimonies, row)
        self._stage.kept["testimony", complaint] = (testimony.title, testimony.text)

    def get(self, complaint: UUID) -> tuple[str, str]:
        """Title and text."""
        kept: tuple[str, str] | None = self._stage.kept.get(("testimony", complaint))
        if kept is None:
            query = select(testimonies).where(testimonies.c.complaint_id == complaint)
            row = self._stage.connection.execute(query).one()
            kept = (row.title, row.text)
        return kept

    def supplement(self, complaint: Case, text: str, *, id: UUID) -> None:
        """Keeps what a complainant has supplied afterwards."""
        row = {"id": id, "complaint_id": complaint.id, "text": text, "supplied_at": complaint.changed_at}
        self._stage.insert(supplements, row)

    def supplements(self, complaint: UUID) -> list[str]:
        """What was supplied afterwards, in its order."""
        query = select(supplements.c.text).where(supplements.c.complaint_id == complaint).order_by(supplements.c.id)
        return list(self._stage.connection.scalars(query))

    def answer(self, complaint: Case, *, id: UUID, measures: str, basis: str | None) -> None:
        """Keeps a department's answer."""
        row = {
            "id": id,
            "complaint_id": complaint.id,
            "department": complaint.department,
            "finding": complaint.finding,
            "measures": measures,
            "basis": basis,
            "replied_at": complaint.changed_at,
        }
        self._stage.insert(replies, row)
