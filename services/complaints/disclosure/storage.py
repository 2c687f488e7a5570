"""The cases that anybody may see, as the tables have them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, ColumnElement, Row, Select, false, literal, select, tuple_

from contracts.complaints import ComplaintRefused, RefusalGround, State
from contracts.wire import wire_name
from kernel import tables
from kernel.stage import Stage
from services.complaints.disclosure.domain import CLOSED, HIDDEN, MODES, Period
from services.complaints.storage.tables import complaints, departments

_c = complaints.c

_SHOWN = (
    select(
        *(_c.id, _c.number, _c.version, _c.state, _c.category, _c.filed_at, _c.changed_at, _c.due_on, _c.outcome),
        _c.merged_into.is_not(None).label("merged"),
        departments.c.title.label("department"),
    )
    .join_from(complaints, departments, departments.c.code == _c.department, isouter=True)
    .where(_c.mode.in_(MODES), _c.category.not_in(HIDDEN))
)
"""Every reading begins here, so that none forgets whom it leaves out; where a page begins too, or that would tell."""

_HAS_MOVED = _c.version > 1
"""In the words of the index ``complaints_by_change``, which spares each filing."""


class Disclosed:
    """The cases that anybody may see, for reading."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def numbered(self, numbers: Iterable[str]) -> Sequence[Row[Any]]:
        """Those with these numbers, the latest first."""
        query = _SHOWN.where(_c.number.in_(list(numbers))).order_by(_c.filed_at.desc(), _c.id.desc())
        return self._stage.connection.execute(query).all()

    def of(
        self,
        period: Period,
        *,
        moved: bool,
        categories: Sequence[str],
        ended: bool | None,
        after: str | None,
        limit: int,
    ) -> Sequence[Row[Any]]:
        """Those that were filed in a period, or have moved last in it, the latest first."""
        shown = _SHOWN.where(*_in_state(ended), *([_HAS_MOVED] if moved else []))
        query = _few(shown) if ended is False else shown
        found = query.selected_columns
        stored = _c.changed_at if moved else _c.filed_at
        moment = found[stored.key]
        query = query.where(moment.between(*period))
        if categories:
            query = query.where(found["category"].in_(categories))
        if after is not None:
            query = query.where(*self._below(after, stored, moment, found["id"]))
        query = query.order_by(moment.desc(), found["id"].desc()).limit(limit)
        return self._stage.connection.execute(query).all()

    def grounds(self, refused: Iterable[UUID]) -> dict[UUID, RefusalGround]:
        """Why each of these cases was not taken on; the history alone knows it once that is decided."""
        facts = tables.history.c
        told = facts.aggregate_id.in_(list(refused)), facts.type == wire_name(ComplaintRefused)
        query = select(facts.aggregate_id, facts.data).where(*told).order_by(facts.version)
        rows = self._stage.connection.execute(query)
        return {row.aggregate_id: msgspec.json.decode(row.data, type=ComplaintRefused).ground for row in rows}

    def _below(self, number: str, stored: Column[Any], *place: ColumnElement[Any]) -> list[ColumnElement[bool]]:
        """What comes after a case on a page: its moment is said by itself too, since an index is walked along that."""
        query = _SHOWN.with_only_columns(stored, _c.id).where(_c.number == number)
        last = self._stage.connection.execute(query).one_or_none()
        if last is None:
            return [false()]
        return [place[0] <= last[0], tuple_(*place) < tuple_(*map(literal, last))]


def _in_state(ended: bool | None) -> list[ColumnElement[bool]]:  # noqa: FBT001 - as it is asked
    return [] if ended is None else [_c.state.in_([state for state in State if (state in CLOSED) is ended])]


def _few(query: Select[Any]) -> Select[Any]:
    """Has all be found before they are chosen from: open cases are few, and an index leads to them.

    Asked for the latest thousand of a period, PostgreSQL reads all that was filed in it, past what has ended.
    """
    return select(query.cte("found").prefix_with("MATERIALIZED"))
