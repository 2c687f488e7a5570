"""What complainants said, and what departments answered."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from sqlalchemy import select

from contracts.complaints import Answers, Finding, ReplyView, Testimony
from kernel.stage import Stage
from services.complaints.domain.case import Case
from services.complaints.storage.tables import replies, supplements, testimonies


class Testimonies:
    """What complainants said, and what departments answered."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, complaint: UUID, testimony: Testimony, answers: Answers | None = None) -> None:
        """Keeps the words of a complaint, without its complainant."""
        said = msgspec.json.encode(answers).decode() if answers else None
        row = {"complaint_id": complaint, "title": testimony.title, "text": testimony.text, "answers": said}
        self._stage.insert(testimonies, row)
        self._stage.kept["testimony", complaint] = (testimony.title, testimony.text, answers or {})

    def get(self, complaint: UUID) -> tuple[str, str]:
        """Title and text."""
        title, text, _ = self._words(complaint)
        return title, text

    def answers(self, complaint: UUID) -> Answers:
        """The answers to the questions of the category, by the question's code."""
        return self._words(complaint)[2]

    def _words(self, complaint: UUID) -> tuple[str, str, Answers]:
        kept: tuple[str, str, Answers] | None = self._stage.kept.get(("testimony", complaint))
        if kept is None:
            query = select(testimonies).where(testimonies.c.complaint_id == complaint)
            row = self._stage.connection.execute(query).one()
            answers = msgspec.json.decode(row.answers, type=Answers) if row.answers else {}
            kept = self._stage.kept["testimony", complaint] = (row.title, row.text, answers)
        return kept

    def supplement(self, complaint: Case, text: str, *, id: UUID) -> None:
        """Keeps what a complainant has supplied afterwards."""
        row = {"id": id, "complaint_id": complaint.id, "text": text, "supplied_at": complaint.changed_at}
        self._stage.insert(supplements, row)

    def supplements(self, complaint: UUID) -> list[str]:
        """What was supplied afterwards, in its order."""
        query = select(supplements.c.text).where(supplements.c.complaint_id == complaint).order_by(supplements.c.id)
        return list(self._stage.connection.scalars(query))

    def answer(self, complaint: Case, *, id: UUID, measures: str, basis: str, answers: Sequence[str] = ()) -> None:
        """Keeps a department's answer, with those to the claims."""
        row = {
            "id": id,
            "complaint_id": complaint.id,
            "department": complaint.department,
            "finding": complaint.finding,
            "measures": measures,
            "basis": basis,
            "answers": list(answers),
            "replied_at": complaint.changed_at,
        }
        self._stage.insert(replies, row)

    def replies(self, complaint: UUID) -> list[ReplyView]:
        """What was answered, in its order."""
        query = select(replies).where(replies.c.complaint_id == complaint).order_by(replies.c.id)
        return [
            ReplyView(
                finding=Finding(row.finding),
                measures=row.measures,
                basis=row.basis,
                department=row.department,
                replied_at=row.replied_at,
                answers=row.answers,
            )
            for row in self._stage.connection.execute(query)
        ]
