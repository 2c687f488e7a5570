"""The director's rulings on whose duty something is."""

import msgspec
from sqlalchemy import select

from kernel.stage import Stage
from services.complaints.domain.routing import Precedent
from services.complaints.storage.tables import precedents

_COLUMNS = [str(column.name) for column in precedents.c]


class Precedents:
    """All rulings; the newest of its kind counts."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, precedent: Precedent) -> None:
        """Keeps a ruling."""
        self._stage.insert(precedents, vars(precedent))

    def latest(self, category: str, about: str | None) -> Precedent | None:
        """The newest ruling on such a case."""
        query = (
            select(precedents)
            .where(precedents.c.category == category, precedents.c.about.is_not_distinct_from(about))
            .order_by(precedents.c.id.desc())
            .limit(1)
        )
        row = self._stage.connection.execute(query).first()
        return None if row is None else msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Precedent)
