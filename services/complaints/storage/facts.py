"""The history of a thing, as it is read: who brought what about, and its place in the chain."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from kernel import tables
from kernel.stage import Stage


class Facts:
    """All facts of the service's history, for reading."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def of(self, aggregate: UUID) -> Sequence[Row[Any]]:
        """The rows of one aggregate's history, in the order of their versions."""
        rows = tables.history
        query = select(rows).where(rows.c.aggregate_id == aggregate).order_by(rows.c.version)
        return self._stage.connection.execute(query).all()
