"""Which complaints a page is of, and the walk over them, the newest first."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, literal, select, tuple_

from contracts.complaints import Channel, State
from services.complaints.domain.deadlines import CITY, end_of
from services.complaints.storage.tables import complaints

_SLACK = int(timedelta(hours=1) / timedelta(milliseconds=1)) << 80
"""An hour, in the places of a UUIDv7 that tell its time: so far an id may lie from the moment of its filing."""

_FIRST, _LAST = UUID(int=0), UUID(int=(1 << 128) - 1)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What complaints are to have in common; None where it does not matter. Both days of filing count."""

    state: State | None = None
    department: str | None = None
    category: str | None = None
    channel: Channel | None = None
    about: str | None = None
    filed_from: date | None = None
    filed_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class Walk:
    """A walk over complaints, the newest first, from the id ``highest`` down to ``lowest``, both included.

    It goes along the index of one thing that is wanted. The order names that thing too: asked for the order of ids
    alone, PostgreSQL may walk over all complaints, past a hundred thousand that are not wanted.
    """

    wanted: Wanted
    lowest: UUID = _FIRST
    highest: UUID = _LAST

    @classmethod
    def of(cls, wanted: Wanted, connection: Connection, *, after: UUID | None = None) -> "Walk":
        """The walk over what is wanted, ``after`` the complaint with this id."""
        lowest = _first_of(wanted.filed_from, connection)
        highest = _last_of(wanted.filed_to, connection)
        return cls(wanted=wanted, lowest=lowest, highest=min(highest, _before(after) if after else _LAST))

    def down_to(self, lowest: UUID | None) -> "Walk":
        """The part that ends at an id, this included."""
        return self if lowest is None else replace(self, lowest=lowest)

    def below(self, id_: UUID) -> "Walk":
        """The part that begins below an id."""
        return replace(self, highest=_before(id_))

    def query(self) -> Select[Any]:
        """The complaints on the way."""
        along = self._along()
        query = select(complaints).where(*self.conditions(without=along))
        if along is None:
            ids = complaints.c.id
            return query.where(ids >= self.lowest, ids <= self.highest).order_by(ids.desc())
        column, value = complaints.c[along], literal(getattr(self.wanted, along))
        place = tuple_(column, complaints.c.id)
        ends = place >= tuple_(value, literal(self.lowest)), place <= tuple_(value, literal(self.highest))
        return query.where(column.is_not(None), *ends).order_by(column.desc(), complaints.c.id.desc())

    def conditions(self, *, without: str | None = None) -> list[ColumnElement[bool]]:
        """What must be so of every complaint, besides lying on the way."""
        wanted = self.wanted
        asked = ((name, getattr(wanted, name)) for name in _FILTERS if name != without)
        said = [complaints.c[name] == value for name, value in asked if value is not None]
        if wanted.filed_from is not None:
            said.append(complaints.c.filed_at >= _begin_of(wanted.filed_from))
        if wanted.filed_to is not None:
            said.append(complaints.c.filed_at < end_of(wanted.filed_to))
        return said

    def _along(self) -> str | None:
        """The thing whose index is walked: a state that few are in, else what fewest have in common."""
        first = ("state",) if self.wanted.state is not State.ARCHIVED else ()
        return next((name for name in (*first, *_FILTERS) if getattr(self.wanted, name) is not None), None)


_FILTERS = ("about", "department", "category", "channel", "state")
"""In the order of how few complaints have one in common, in an office of some years: most cases are archived."""


def _before(id_: UUID) -> UUID:
    return UUID(int=max(0, id_.int - 1))


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time(), CITY)


def _first_of(day: date | None, connection: Connection) -> UUID:
    """Where the walk ends: ids grow as complaints are filed, so near the first of the day."""
    if day is None:
        return _FIRST
    begins = complaints.c.filed_at >= _begin_of(day)
    first = connection.scalar(select(complaints.c.id).where(begins).order_by(complaints.c.filed_at).limit(1))
    return _LAST if first is None else UUID(int=max(0, first.int - _SLACK))


def _last_of(day: date | None, connection: Connection) -> UUID:
    """Where the walk begins: near the last of the day."""
    if day is None:
        return _LAST
    ends = complaints.c.filed_at < end_of(day)
    last = connection.scalar(select(complaints.c.id).where(ends).order_by(complaints.c.filed_at.desc()).limit(1))
    return _FIRST if last is None else UUID(int=min(_LAST.int, last.int + _SLACK))
