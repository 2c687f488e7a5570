"""All batches that were published."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, select

from kernel.stage import Stage
from services.approvals.domain.batch import Batch
from services.approvals.storage.tables import batches


class Batches:
    """All batches that were published."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, batch: Batch) -> None:
        """Keeps a batch."""
        self._stage.insert(batches, asdict(batch))
        self._stage.kept["batch", (batch.round, batch.number)] = batch

    def find(self, reform_round: int, number: int) -> Batch | None:
        """The batch of this number in this round."""
        kept: Batch | None = self._stage.kept.get(("batch", (reform_round, number)))
        if kept is not None:
            return kept
        query = select(batches).where(batches.c.round == reform_round, batches.c.number == number)
        row = self._stage.connection.execute(query).first()
        return None if row is None else _batch(row)

    def all(self) -> list[Batch]:
        """All of them, in the order of round and number; there are a few a year."""
        query = select(batches).order_by(batches.c.round, batches.c.number)
        return [_batch(row) for row in self._stage.connection.execute(query)]


def _batch(row: Row[Any]) -> Batch:
    return Batch(**row._asdict())
