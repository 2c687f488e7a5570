"""Who complains. A person's address lives here alone, encrypted."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from contracts.complaints import Reporter
from contracts.wire import read, write
from kernel.sealing import KeyRing
from kernel.stage import Stage
from services.complaints.storage.tables import parties, vault_reads


class Vault:
    """Who complains: shown to nobody without a reason that is written down (ADR 0008)."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, party: UUID, reporter: Reporter, *, keys: KeyRing, at: datetime) -> None:
        """Keeps a person, encrypted."""
        row = {"id": party, "reporter": keys.encrypt(write(reporter), party.bytes), "entered_at": at}
        self._stage.insert(parties, row)
        self._stage.kept["party", party] = reporter

    def forget(self, party: UUID, *, keys: KeyRing) -> None:
        """Keeps nobody in a person's place."""
        nobody = Reporter()
        self._stage.update(parties, {"id": party, "reporter": keys.encrypt(write(nobody), party.bytes)})
        self._stage.kept["party", party] = nobody

    def find(self, party: UUID, *, keys: KeyRing) -> Reporter | None:
        """The person with this id.

        Whoever calls this to show them to somebody, or to have somebody else know them, writes down the look with
        :meth:`note`. Masking by what it gives is no look: nobody is shown anything by it.
        """
        kept: Reporter | None = self._stage.kept.get(("party", party))
        if kept is None:
            row = self._stage.connection.execute(select(parties).where(parties.c.id == party)).first()
            kept = None if row is None else read(Reporter, keys.decrypt(bytes(row.reporter), party.bytes))
        return kept

    def find_all(self, party_ids: Collection[UUID], *, keys: KeyRing) -> dict[UUID, Reporter]:
        """The people with these ids, in one query; whoever calls this writes down each look with :meth:`note`."""
        rows = self._stage.connection.execute(select(parties).where(parties.c.id.in_(party_ids))) if party_ids else ()
        return {row.id: read(Reporter, keys.decrypt(bytes(row.reporter), row.id.bytes)) for row in rows}

    def note(self, *, id: UUID, reader: str, reason: str, at: datetime, **what: UUID | None) -> None:
        """Writes down that somebody looks, at whom (``party``) or what (``complaint_id``) and why."""
        row = {"party": None, "complaint_id": None, **what}
        self._stage.insert(vault_reads, {"id": id, "reader": reader, "reason": reason, "read_at": at, **row})
