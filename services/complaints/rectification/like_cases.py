"""All like cases and patterns."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from kernel.stage import Stage
from services.complaints.rectification.domain.patterns import LikeCase, Pattern
from services.complaints.rectification.tables import like_cases, patterns

_COLUMNS = [str(column.name) for column in patterns.c]


class LikeCases:
    """The complaints that were found substantiated, and the pattern of each category."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def pattern_of(self, category: str, *, new_id: Callable[[], UUID]) -> Pattern:
        """The pattern of a category; its row is locked until the batch ends, so that no case goes uncounted.

        Two cases that are found at the same moment come one after the other, and the second sees the first.
        """
        kept: Pattern | None = self._stage.kept.get(("pattern", category))
        if kept is None:
            first = insert(patterns).values(id=new_id(), category=category, version=0, complaints=[], departments=[])
            locked = first.on_conflict_do_update(index_elements=["category"], set_={"category": category})
            kept = _pattern(self._stage.connection.execute(locked.returning(*patterns.c)).one())
            self._stage.touch()
            self._stage.kept["pattern", category] = kept
        return kept

    def proposed_for(self, category: str) -> Pattern | None:
        """The pattern of a category for which a special supervision was proposed, if one was."""
        kept: Pattern | None = self._stage.kept.get(("pattern", category))
        if kept is None:
            row = self._stage.connection.execute(select(patterns).where(patterns.c.category == category)).first()
            kept = None if row is None else _pattern(row)
        return kept if kept is not None and kept.version else None

    def proposed(self, category: str | None, *, after: str | None, limit: int) -> list[Pattern]:
        """The patterns for which a special supervision was proposed, by category; never more than ``limit``."""
        query = select(patterns).where(patterns.c.version > 0).order_by(patterns.c.category).limit(limit)
        if category is not None:
            query = query.where(patterns.c.category == category)
        if after is not None:
            query = query.where(patterns.c.category > after)
        return [_pattern(row) for row in self._stage.connection.execute(query)]

    def note(self, case: LikeCase) -> bool:
        """Notes a case; False when it was noted before, as one that is verified again after a reopening."""
        if case.complaint_id in self._noted(case.category) or self._is_known(case.complaint_id):
            return False
        self._stage.insert(like_cases, vars(case))
        self._noted(case.category)[case.complaint_id] = case
        return True

    def since(self, category: str, moment: datetime) -> list[LikeCase]:
        """The cases of a category that are known since ``moment``."""
        query = select(like_cases).where((like_cases.c.category == category) & (like_cases.c.at >= moment))
        known = {row.complaint_id: LikeCase(**row) for row in self._stage.connection.execute(query).mappings()}
        return list({**known, **self._noted(category)}.values())

    def keep(self, pattern: Pattern) -> None:
        """Keeps a pattern for which a special supervision was proposed."""
        self._stage.update(
            patterns,
            {**vars(pattern), "complaints": list(pattern.complaints), "departments": list(pattern.departments)},
        )
        self._stage.kept["pattern", pattern.category] = pattern

    def _is_known(self, complaint: UUID) -> bool:
        query = select(like_cases.c.number).where(like_cases.c.complaint_id == complaint)
        return self._stage.connection.execute(query).first() is not None

    def _noted(self, category: str) -> dict[UUID, LikeCase]:
        """The cases that this batch has noted."""
        noted: dict[UUID, LikeCase] = self._stage.kept.setdefault(("like cases", category), {})
        return noted


def _pattern(row: Row[Any]) -> Pattern:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Pattern)
