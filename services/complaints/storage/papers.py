"""What was written at the moves of exposures, inspections, their findings, and special supervisions."""

from uuid import UUID

import msgspec
from sqlalchemy import select

from kernel.stage import Stage
from services.complaints.domain.paper import Paper
from services.complaints.storage.tables import papers

_COLUMNS = [str(column.name) for column in papers.c]


class Papers:
    """All papers, by what they are about."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, paper: Paper) -> None:
        """Keeps a paper."""
        self._stage.insert(papers, {**vars(paper), "attachments": list(paper.attachments)})
        self._written(paper.subject_id).append(paper)

    def of(self, subject: UUID) -> list[Paper]:
        """All papers of one thing in their order, those of this batch too."""
        query = select(papers).where(papers.c.subject_id == subject).order_by(papers.c.version, papers.c.id)
        kept = [
            msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Paper)
            for row in self._stage.connection.execute(query)
        ]
        return [*kept, *self._written(subject)]

    def _written(self, subject: UUID) -> list[Paper]:
        """The papers that this batch has written."""
        written: list[Paper] = self._stage.kept.setdefault(("papers", subject), [])
        return written
