"""Which complaints a page is of, and the query that walks them, the newest first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, select

from contracts.complaints import Channel, State
from services.complaints.domain.deadlines import CITY, end_of
from services.complaints.storage.tables import complaints

_SLACK = int(timedelta(hours=1) / timedelta(milliseconds=1)) << 80
"""An hour, in the places of a UUIDv7 that tell its time: so far an id may lie from the moment of its filing."""

_LAST = UUID(int=(1 << 128) - 1)


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


def page_query(wanted: Wanted, connection: Connection, *, after: UUID | None) -> Select[Any]:
    """The complaints that are wanted, the newest first, ``after`` the one with this id."""
    query = select(complaints).order_by(complaints.c.id.desc())
    for name in ("state", "department", "category", "channel", "about"):
        if (value := getattr(wanted, name)) is not None:
            query = query.where(complaints.c[name] == value)
    if after is not None:
        query = query.where(complaints.c.id < after)
    return _filed_until(_filed_since(query, wanted.filed_from, connection), wanted.filed_to, connection)


def _filed_since(query: Select[Any], day: date | None, connection: Connection) -> Select[Any]:
    """From a day on. Ids grow as complaints are filed, so the walk ends at the day's first."""
    if day is None:
        return query
    begins = complaints.c.filed_at >= datetime.combine(day, time(), CITY)
    first = connection.scalar(select(complaints.c.id).where(begins).order_by(complaints.c.filed_at).limit(1))
    lowest = _LAST if first is None else UUID(int=max(0, first.int - _SLACK))
    return query.where(begins, complaints.c.id >= lowest)


def _filed_until(query: Select[Any], day: date | None, connection: Connection) -> Select[Any]:
    """Up to a day. The walk begins at the day's last."""
    if day is None:
        return query
    ends = complaints.c.filed_at < end_of(day)
    last = connection.scalar(select(complaints.c.id).where(ends).order_by(complaints.c.filed_at.desc()).limit(1))
    highest = UUID(int=0) if last is None else UUID(int=min(_LAST.int, last.int + _SLACK))
    return query.where(ends, complaints.c.id <= highest)
