"""All rectifications, and what was written about them."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, Select, select

from contracts.rectification import FindRectifications, RectificationUnknown
from kernel.stage import Stage, said_in
from services.complaints.rectification.domain.paper import Paper
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.tables import rectification_papers, rectifications

_COLUMNS = [str(column.name) for column in rectifications.c]
_PAPER_COLUMNS = [str(column.name) for column in rectification_papers.c]
_KEPT = "rectification"


class Rectifications:
    """All rectifications."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, rectification: Rectification) -> None:
        """Keeps a new one."""
        self._stage.insert(rectifications, vars(rectification))
        self._remember(rectification)

    def keep(self, rectification: Rectification) -> None:
        """Keeps one that has moved."""
        self._stage.update(rectifications, vars(rectification))
        self._remember(rectification)

    def get(self, number: str) -> Rectification:
        """The rectification with this number.

        Raises:
            RectificationUnknown: when there is none.
        """
        found: Rectification | None = self._stage.find(_KEPT, number, self._by_number, said_in("number"))
        if found is None:
            raise RectificationUnknown(number)
        return found

    def at_version(self, number: str, version: int | None) -> Rectification:
        """The rectification, provided that its present version is the one that was seen.

        Raises:
            RectificationUnknown, Outdated
        """
        rectification = self.get(number)
        rectification.expect(version)
        return rectification

    def open_of(self, complaint: str) -> list[Rectification]:
        """The rectifications of a case in which something is still to be put right, the oldest first."""
        found = self._all(select(rectifications).where(rectifications.c.complaint == complaint))
        return [one for one in found if one.is_open and one.complaint == complaint]

    def of_origin(self, origin: str) -> list[Rectification]:
        """The rectifications that came of an inspection's finding or a special supervision, the oldest first."""
        found = self._all(select(rectifications).where(rectifications.c.origin == origin))
        return [one for one in found if one.origin == origin]

    def last_accepted(self, category: str, department: str) -> Rectification | None:
        """Of this category and department, the one that was struck off last, wherever it stands now.

        A proposal that was not taken up changed nothing: what was put right before it is still the last.
        """
        c = rectifications.c
        alike = (
            (c.category == category)
            & (c.department == department)
            & c.accepted_at.is_not(None)
            & c.adopted.is_not(False)
        )
        found = self._all(select(rectifications).where(alike).order_by(c.accepted_at.desc()).limit(1))
        struck_off = (
            (one.accepted_at, one.id, one)
            for one in found
            if one.accepted_at and one.is_looked_at_again and (one.category, one.department) == (category, department)
        )
        return max(struck_off, default=(None, None, None))[2]

    def page(self, asked: FindRectifications, *, department: str | None, after: UUID | None) -> list[Rectification]:
        """The newest that fit what is asked, ``after`` the one with this id; never more than asked for."""
        wanted = {
            "state": asked.state,
            "kind": asked.kind,
            "complaint": asked.complaint,
            "department": department,
        }
        query = select(rectifications).order_by(rectifications.c.id.desc()).limit(asked.limit)
        for name, value in wanted.items():
            if value is not None:
                query = query.where(rectifications.c[name] == value)
        if after is not None:
            query = query.where(rectifications.c.id < after)
        return [_rectification(row) for row in self._stage.connection.execute(query)]

    def _all(self, query: Select[Any]) -> list[Rectification]:
        """What a query finds, as this batch has left it, and whatever else this batch has seen."""
        found = {row.number: _rectification(row) for row in self._stage.connection.execute(query)}
        kept = {key: one for (kind, key), one in self._stage.kept.items() if kind == _KEPT and one is not None}
        return sorted({**found, **kept}.values(), key=lambda one: one.id)

    def _by_number(self, numbers: set[str]) -> dict[str, Rectification]:
        query = select(rectifications).where(rectifications.c.number.in_(numbers))
        return {row.number: _rectification(row) for row in self._stage.connection.execute(query)}

    def _remember(self, rectification: Rectification) -> None:
        """A later message of the same batch sees what this one kept."""
        self._stage.kept[_KEPT, rectification.number] = rectification


class Papers:
    """What office and departments wrote about rectifications."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, paper: Paper) -> None:
        """Keeps a paper."""
        self._stage.insert(rectification_papers, {**vars(paper), "attachments": list(paper.attachments)})
        if paper.act == "order":
            self._stage.kept["rectification order", paper.rectification_id] = paper

    def order_of(self, rectification: UUID) -> Paper:
        """The order itself: problem and cause."""
        kept: Paper | None = self._stage.kept.get(("rectification order", rectification))
        return kept or next(paper for paper in self.of(rectification) if paper.act == "order")

    def of(self, rectification: UUID) -> list[Paper]:
        """All papers of one rectification, in their order."""
        c = rectification_papers.c
        query = select(rectification_papers).where(c.rectification_id == rectification).order_by(c.version)
        return [_paper(row) for row in self._stage.connection.execute(query)]


def _rectification(row: Row[Any]) -> Rectification:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Rectification)


def _paper(row: Row[Any]) -> Paper:
    return msgspec.convert(dict(zip(_PAPER_COLUMNS, row, strict=True)), Paper)
