"""A collection of things that people know by a number."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, Row, Table, select

from contracts.refusals import NotFound
from kernel.stage import Stage, said_in
from services.complaints.domain.numbered import Numbered

Thing = TypeVar("Thing", bound=Numbered)


class NumberedThings(Generic[Thing]):
    """All things of one kind: ``table`` keeps them, ``unknown`` is what an unknown number is refused with."""

    table: ClassVar[Table]
    kind: ClassVar[type[Any]]
    unknown: ClassVar[type[NotFound]]

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, thing: Thing) -> None:
        """Keeps a new one."""
        self._stage.insert(self.table, _row(thing))
        self._remember(thing)

    def keep(self, thing: Thing) -> None:
        """Keeps one that has moved."""
        self._stage.update(self.table, _row(thing))
        self._remember(thing)

    def get(self, number: str) -> Thing:
        """The one with this number.

        Raises:
            NotFound: as the kind's own refusal, when there is none.
        """
        found: Thing | None = self._stage.find(self.table.name, number, self._by_number, said_in("number"))
        if found is None:
            raise self.unknown(number)
        return found

    def at_version(self, number: str, version: int | None) -> Thing:
        """The one with this number, provided that its present version is the one that was seen.

        Raises:
            NotFound, Outdated
        """
        thing = self.get(number)
        thing.expect(version)
        return thing

    def page(
        self, wanted: Mapping[str, Any], *conditions: ColumnElement[bool], after: UUID | None, limit: int
    ) -> list[Thing]:
        """The newest that have what is ``wanted``, ``after`` the one with this id; never more than ``limit``."""
        query = select(self.table).where(*conditions).order_by(self.table.c.id.desc()).limit(limit)
        for name, value in wanted.items():
            if value is not None:
                query = query.where(self.table.c[name] == value)
        if after is not None:
            query = query.where(self.table.c.id < after)
        return [self._thing(row) for row in self._stage.connection.execute(query)]

    def _seen(self) -> list[Thing]:
        """What this batch has looked at or made."""
        return [thing for (kind, _), thing in self._stage.kept.items() if kind == self.table.name and thing is not None]

    def _by_number(self, numbers: set[str]) -> dict[str, Thing]:
        query = select(self.table).where(self.table.c.number.in_(numbers))
        return {row.number: self._thing(row) for row in self._stage.connection.execute(query)}

    def _remember(self, thing: Thing) -> None:
        """A later message of the same batch sees what this one kept."""
        self._stage.kept[self.table.name, thing.number] = thing

    def _thing(self, row: Row[Any]) -> Thing:
        names = [str(column.name) for column in self.table.c]  # SQLAlchemy's own kind of str is none to msgspec
        thing: Thing = msgspec.convert(dict(zip(names, row, strict=True)), self.kind)
        return thing


def _row(thing: Numbered) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(thing).items()}
