"""Showing how cases stand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from contracts.complaints import State
from contracts.disclosure import DisclosedCase, DisclosedCases, FindDisclosedCases
from services.complaints.disclosure.domain import CLOSED, period_of
from services.complaints.disclosure.storage import Disclosed


def find_disclosed_cases(query: FindDisclosedCases, *, at: datetime, disclosed: Disclosed) -> DisclosedCases:
    """The cases that are asked for and that anybody may see; what nobody may see is passed over, as if it were not.

    Raises:
        Invalid: for a period that ends before it begins, or is longer than 90 days.
    """
    rows = disclosed.numbered(query.numbers) if query.numbers else _of_period(query, at, disclosed)
    grounds = disclosed.grounds([row.id for row in rows if _was_refused(row)])
    return DisclosedCases(cases=[_shown(row, ground=grounds.get(row.id)) for row in rows])


def _of_period(query: FindDisclosedCases, at: datetime, disclosed: Disclosed) -> Sequence[Row[Any]]:
    return disclosed.of(
        period_of(query.since, query.until, at=at),
        moved=query.moved,
        categories=query.categories,
        ended=query.ended,
        after=query.after,
        limit=query.limit,
    )


def _was_refused(row: Row[Any]) -> bool:
    """Ended, and neither with an outcome nor in another case: it was not taken on, though it may be archived by now."""
    return row.state in CLOSED and row.outcome is None and not row.merged


def _shown(row: Row[Any], **more: Any) -> DisclosedCase:
    said = {name: getattr(row, name) for name in _AS_IT_STANDS}
    return DisclosedCase(**said, state=State(row.state), ended=row.state in CLOSED, **more)


_AS_IT_STANDS = tuple(name for name in DisclosedCase.__struct_fields__ if name not in {"state", "ended", "ground"})
