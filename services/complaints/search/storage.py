"""Putting complaints in the index of character pairs, and finding them by it."""

import time
from collections.abc import Mapping, Sequence
from math import prod
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select, text

from kernel.rows import one_of
from kernel.stage import Stage
from services.complaints.domain.complaint import Complaint
from services.complaints.search.domain import Word, grams_of
from services.complaints.search.tables import search_entries, search_queue
from services.complaints.storage.complaints import complaint_of
from services.complaints.storage.pages import Walk, Wanted
from services.complaints.storage.tables import complaints, testimonies

_LOCK = 0x4D43_0017
"""The advisory lock that lets one process at a time keep the index."""

NEAR = 150
"""Complaints of a page's kind that are looked through as they are, the newest first, before the index is asked."""

SPARE = 10
"""Complaints that the index is asked for at first beyond what fills the page: some hold the pairs and not the word.

Each time that they do not fill it, four times as many.
"""

COMMON_SECONDS = 60
"""How long a process goes on with what it knows of common pairs: PostgreSQL counts them anew now and then."""

COMMON = 0.006
"""The share of complaints that makes a word common: one walks sooner to the newest that hold it than sorts them all."""


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


class CommonPairs:
    """The pairs that PostgreSQL knows as common, each with its share of all complaints; a process asks now and then."""

    def __init__(self) -> None:
        self._shares: dict[int, float] = {}
        self._until = 0.0

    def shares(self, connection: Connection) -> Mapping[int, float]:
        """By pair; a pair that is not there is rare. As old as ``COMMON_SECONDS`` at most."""
        if time.monotonic() >= self._until:
            self._shares = {row.pair: row.share for row in connection.execute(_COMMON_PAIRS)}
            self._until = time.monotonic() + COMMON_SECONDS
        return self._shares


class Search:
    """Complaints by the words in them."""

    def __init__(self, stage: Stage, near: int = NEAR, common: CommonPairs | None = None) -> None:
        self._connection = stage.connection
        self._near = near
        self._common = common or CommonPairs()

    def page(self, words: Sequence[Word], wanted: Wanted, *, after: UUID | None, limit: int) -> list[Complaint]:
        """The newest complaints that hold all words and are as wanted, ``after`` the one with this id."""
        walk = Walk.of(wanted, self._connection, after=after)
        near = walk.query().with_only_columns(complaints.c.id).limit(self._near).subquery("near")
        found = self._read(complaints.c.id.in_(select(near.c.id)), _holds(words), limit=limit)
        if len(found) == limit:
            return found
        last = self._connection.scalar(select(near.c.id).offset(self._near - 1))
        return found if last is None else found + self._further(walk.below(last), words, limit - len(found))

    def _further(self, walk: Walk, words: Sequence[Word], limit: int) -> list[Complaint]:
        """The same by the index."""
        index = _walked if self._share(words) > COMMON else _looked_up
        found: list[Complaint] = []
        size = limit + SPARE
        while len(found) < limit:
            ids = self._ids(index(walk, words).limit(size))
            found += self._holding(ids, words, walk, limit - len(found))
            if len(ids) < size:
                break
            walk, size = walk.below(ids[-1]), 4 * size
        return found

    def _ids(self, query: Select[tuple[UUID]]) -> list[UUID]:
        return list(self._connection.scalars(query))

    def _holding(self, ids: Sequence[UUID], words: Sequence[Word], walk: Walk, limit: int) -> list[Complaint]:
        """The newest of these that hold the words and are as wanted: a pair here and a pair there is no word yet."""
        if not ids:
            return []
        those = one_of(complaints.c.id), one_of(testimonies.c.complaint_id)
        return self._read(*those, *walk.conditions(), _holds(words), limit=limit, keys=ids)

    def _read(self, *conditions: ColumnElement[bool], limit: int, keys: Sequence[UUID] = ()) -> list[Complaint]:
        said = select(complaints).join(testimonies, testimonies.c.complaint_id == complaints.c.id)
        read = said.where(*conditions).order_by(complaints.c.id.desc()).limit(limit)
        return [complaint_of(row) for row in self._connection.execute(read, {"keys": list(keys)} if keys else {})]

    def _share(self, words: Sequence[Word]) -> float:
        """How many complaints hold the words, by what PostgreSQL knows of the most common pairs: 0 for rare ones.

        The pairs of one word come together, so it is as common as its rarest; words come as they please.
        """
        known = self._common.shares(self._connection)
        return prod(min(known.get(pair, 0.0) for pair in word.grams) for word in words)


_COMMON_PAIRS = text(
    "SELECT pair, share FROM pg_stats, unnest(most_common_elems::text::integer[], most_common_elem_freqs)"
    " AS common(pair, share) WHERE schemaname = current_schema() AND tablename = 'search_entries'"
    " AND attname = 'grams'"
)


def _pairs(words: Sequence[Word]) -> frozenset[int]:
    return frozenset[int]().union(*(word.grams for word in words))


def _looked_up(walk: Walk, words: Sequence[Word]) -> Select[tuple[UUID]]:
    """What lies on the way, the newest first: looked up in the index, then sorted; ``OFFSET 0`` keeps the two apart."""
    entry = search_entries.c.complaint_id
    way = entry >= walk.lowest, entry <= walk.highest
    held = select(entry).where(search_entries.c.grams.contains(sorted(_pairs(words))), *way).offset(0).subquery("held")
    return select(held.c.complaint_id).order_by(held.c.complaint_id.desc())


def _walked(walk: Walk, words: Sequence[Word]) -> Select[tuple[UUID]]:
    """The same, walking from the newest down and looking at each."""
    entry = search_entries.c.complaint_id
    way = entry >= walk.lowest, entry <= walk.highest
    passed = select(search_entries).where(*way).order_by(entry.desc()).offset(0).subquery("passed")
    return select(passed.c.complaint_id).where(passed.c.grams.contains(sorted(_pairs(words))))


def _holds(words: Sequence[Word]) -> ColumnElement[bool]:
    """That title or text holds each word, in one of its forms."""
    return and_(*(or_(*(_written(form) for form in word.forms)) for word in words))


def _written(form: str) -> ColumnElement[bool]:
    columns = (testimonies.c.title, testimonies.c.text)
    if form.upper() == form:  # no letters, such as Chinese: there is nothing to make small
        return or_(*(column.contains(form, autoescape=True) for column in columns))
    return or_(*(func.lower(column).contains(form, autoescape=True) for column in columns))
