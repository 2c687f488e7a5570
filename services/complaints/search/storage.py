"""Putting complaints in the index of character pairs, and finding them by it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, func, insert, or_, select

from kernel.stage import Stage
from services.complaints.domain.complaint import Complaint
from services.complaints.search.domain import Word, grams_of
from services.complaints.search.tables import search_entries, search_queue
from services.complaints.storage.complaints import complaint_of
from services.complaints.storage.pages import Wanted, page_query
from services.complaints.storage.tables import complaints, testimonies

_LOCK = 0x4D43_0017
"""The advisory lock that lets one process at a time keep the index."""

NEAR = 2000
"""Complaints of a page's kind that are looked through as they are, the newest first, before the index is asked.

A word that one complaint in a hundred holds fills a page from them; a rarer one has few enough in the index to sort.
"""


class SearchIndex:
    """The index, for whoever keeps it."""

    def __init__(self, stage: Stage) -> None:
        self._connection = stage.connection

    def expect(self, filed: Sequence[UUID]) -> None:
        """Notes complaints that are to be put in it."""
        if filed:
            self._connection.execute(insert(search_queue), [{"complaint_id": complaint} for complaint in filed])

    def newest(self) -> int:
        """The number of the newest complaint that waits; 0 when none does."""
        return self._connection.scalar(select(func.max(search_queue.c.seq))) or 0

    def take_in(self, limit: int) -> int:
        """Puts the complaints in that have waited longest; gives how many, none while another process does it."""
        if not self._connection.scalar(select(func.pg_try_advisory_xact_lock(_LOCK))):
            return 0
        oldest = select(search_queue.c.seq).order_by(search_queue.c.seq).limit(limit)
        taken = delete(search_queue).where(search_queue.c.seq.in_(oldest)).returning(search_queue.c.complaint_id)
        ids = list(self._connection.scalars(taken))
        if ids:
            said = self._connection.execute(select(testimonies).where(testimonies.c.complaint_id.in_(ids)))
            rows = [{"complaint_id": row.complaint_id, "grams": sorted(grams_of(row.title, row.text))} for row in said]
            self._connection.execute(insert(search_entries), rows)
        return len(ids)


class Search:
    """Complaints by the words in them."""

    def __init__(self, stage: Stage, near: int = NEAR) -> None:
        self._connection = stage.connection
        self._near = near

    def page(self, words: Sequence[Word], wanted: Wanted, *, after: UUID | None, limit: int) -> list[Complaint]:
        """The newest complaints that hold all words and are as wanted, ``after`` the one with this id."""
        newest = page_query(wanted, self._connection, after=after)
        edge = self._connection.scalar(newest.with_only_columns(complaints.c.id).offset(self._near - 1).limit(1))
        found = self._all(_near(newest, words, edge).limit(limit))
        if edge is not None and len(found) < limit:
            found += self._all(_far(newest, words, edge).limit(limit - len(found)))
        return found

    def _all(self, query: Select[Any]) -> list[Complaint]:
        return [complaint_of(row) for row in self._connection.execute(query)]


def _near(newest: Select[Any], words: Sequence[Word], edge: UUID | None) -> Select[Any]:
    """Looks through the newest ones, down to the edge."""
    read = newest.join(testimonies, testimonies.c.complaint_id == complaints.c.id).where(_holds(words))
    return read if edge is None else read.where(complaints.c.id >= edge)


def _far(newest: Select[Any], words: Sequence[Word], edge: UUID) -> Select[Any]:
    """Asks the index for the ones below the edge, and reads them again: a pair here and there is no word yet."""
    grams = sorted(frozenset[int]().union(*(word.grams for word in words)))
    held = search_entries.c.grams.contains(grams) & (search_entries.c.complaint_id < edge)
    indexed = (
        select(search_entries.c.complaint_id).where(held).order_by(search_entries.c.complaint_id.desc()).offset(0)
    ).subquery("indexed")
    return (
        newest.order_by(None)
        .join(indexed, indexed.c.complaint_id == complaints.c.id)
        .join(testimonies, testimonies.c.complaint_id == complaints.c.id)
        .where(_holds(words))
        .order_by(indexed.c.complaint_id.desc())
    )


def _holds(words: Sequence[Word]) -> ColumnElement[bool]:
    """That title or text holds each word, in one of its forms."""
    return and_(*(or_(*(_written(form) for form in word.forms)) for word in words))


def _written(form: str) -> ColumnElement[bool]:
    columns = (testimonies.c.title, testimonies.c.text)
    if form.upper() == form:  # no letters, such as Chinese: there is nothing to make small
        return or_(*(column.contains(form, autoescape=True) for column in columns))
    return or_(*(func.lower(column).contains(form, autoescape=True) for column in columns))
