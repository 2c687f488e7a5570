"""All accountabilities, what was written about them, and whom they name."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select

from contracts.accountability import AccountabilityUnknown, Accountable, FindAccountabilities
from contracts.wire import read, write
from kernel.sealing import KeyRing
from kernel.stage import Stage, said_in
from services.complaints.accountability.domain.accountability import Accountability
from services.complaints.accountability.domain.paper import Paper
from services.complaints.accountability.tables import accountabilities, accountability_papers, accountables

_COLUMNS = [str(column.name) for column in accountabilities.c]
_PAPER_COLUMNS = [str(column.name) for column in accountability_papers.c]


class Accountabilities:
    """All accountabilities."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, accountability: Accountability) -> None:
        """Keeps a new one."""
        self._stage.insert(accountabilities, vars(accountability))
        self._remember(accountability)

    def keep(self, accountability: Accountability) -> None:
        """Keeps one that has moved."""
        self._stage.update(accountabilities, vars(accountability))
        self._remember(accountability)

    def get(self, number: str) -> Accountability:
        """The one with this number.

        Raises:
            AccountabilityUnknown: when there is none.
        """
        found: Accountability | None = self._stage.find("accountability", number, self._by_number, said_in("number"))
        if found is None:
            raise AccountabilityUnknown(number)
        return found

    def at_version(self, number: str, version: int | None) -> Accountability:
        """The one with this number, provided that its present version is the one that was seen.

        Raises:
            AccountabilityUnknown, Outdated
        """
        accountability = self.get(number)
        accountability.expect(version)
        return accountability

    def page(self, asked: FindAccountabilities, *, department: str | None, after: UUID | None) -> list[Accountability]:
        """The newest that fit what is asked, ``after`` the one with this id; never more than asked for."""
        c = accountabilities.c
        query = select(accountabilities).order_by(c.id.desc()).limit(asked.limit)
        for name, value in {"state": asked.state, "ground": asked.ground, "department": department}.items():
            if value is not None:
                query = query.where(c[name] == value)
        if asked.measure is not None:
            query = query.where(c.measure == asked.measure)
        if after is not None:
            query = query.where(c.id < after)
        return [_accountability(row) for row in self._stage.connection.execute(query)]

    def _by_number(self, numbers: set[str]) -> dict[str, Accountability]:
        query = select(accountabilities).where(accountabilities.c.number.in_(numbers))
        return {row.number: _accountability(row) for row in self._stage.connection.execute(query)}

    def _remember(self, accountability: Accountability) -> None:
        """A later message of the same batch sees what this one kept."""
        self._stage.kept["accountability", accountability.number] = accountability


class AccountabilityPapers:
    """What was written about them."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, paper: Paper) -> None:
        """Keeps a paper."""
        self._stage.insert(accountability_papers, vars(paper))

    def of(self, accountability: UUID) -> list[Paper]:
        """All papers of one, in their order."""
        c = accountability_papers.c
        query = select(accountability_papers).where(c.accountability_id == accountability).order_by(c.version)
        return [
            msgspec.convert(dict(zip(_PAPER_COLUMNS, row, strict=True)), Paper)
            for row in self._stage.connection.execute(query)
        ]


class Accountables:
    """Whom they name: encrypted, and read only with a reason that is written down."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, accountability: UUID, person: Accountable, *, keys: KeyRing) -> None:
        """Keeps a person, encrypted and bound to what they are named in."""
        sealed = keys.encrypt(write(person), accountability.bytes)
        self._stage.insert(accountables, {"accountability_id": accountability, "person": sealed})
        self._stage.kept["accountable", accountability] = person

    def find(self, accountability: UUID, *, keys: KeyRing) -> Accountable | None:
        """The person, if one is named; whoever shows them to somebody writes that down."""
        kept: Accountable | None = self._stage.kept.get(("accountable", accountability))
        if kept is None:
            query = select(accountables).where(accountables.c.accountability_id == accountability)
            row = self._stage.connection.execute(query).first()
            kept = None if row is None else read(Accountable, keys.decrypt(bytes(row.person), accountability.bytes))
        return kept


def _accountability(row: Row[Any]) -> Accountability:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Accountability)
