"""All complaints, and their numbers."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, Select, select, text, update
from sqlalchemy.dialects.postgresql import insert

from contracts.complaints import Channel, ComplaintUnknown, State
from kernel.stage import Stage
from services.complaints.domain.complaint import Complaint
from services.complaints.storage.tables import complaints, numbers


class Complaints:
    """All complaints."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, complaint: Complaint) -> None:
        """Keeps a new complaint."""
        self._stage.insert(complaints, asdict(complaint))
        self._remember(complaint)

    def keep(self, complaint: Complaint) -> None:
        """Keeps a complaint that has moved."""
        self._stage.update(complaints, asdict(complaint))
        self._remember(complaint)

    def get(self, number: str) -> Complaint:
        """The complaint with this number.

        Raises:
            ComplaintUnknown: when there is none.
        """
        found = self._stage.kept.get(("complaint", number)) or self._first(
            select(complaints).where(complaints.c.number == number),
        )
        if found is None:
            raise ComplaintUnknown(number)
        return found

    def at_version(self, number: str, version: int | None) -> Complaint:
        """The complaint, provided that its present version is the one that was seen.

        Raises:
            ComplaintUnknown, Outdated
        """
        complaint = self.get(number)
        complaint.expect(version)
        return complaint

    def by_source(self, channel: Channel, source: str | None, external_id: str) -> Complaint | None:
        """The complaint that this source already filed under its own id."""
        key = ("complaint source", (channel, source or "", external_id))
        return self._stage.kept.get(key) or self._first(
            select(complaints).where(
                complaints.c.channel == channel,
                text("coalesce(source, '') = :source").bindparams(source=source or ""),
                complaints.c.external_id == external_id,
            ),
        )

    def page(self, *, state: State | None, department: str | None, after: UUID | None, limit: int) -> list[Complaint]:
        """The newest complaints, ``after`` the one with this id; never more than ``limit``."""
        query = select(complaints).order_by(complaints.c.id.desc()).limit(limit)
        if state is not None:
            query = query.where(complaints.c.state == state)
        if department is not None:
            query = query.where(complaints.c.department == department)
        if after is not None:
            query = query.where(complaints.c.id < after)
        return [_complaint(row) for row in self._stage.connection.execute(query)]

    def _first(self, query: Select[Any]) -> Complaint | None:
        row = self._stage.connection.execute(query).first()
        return None if row is None else _complaint(row)

    def _remember(self, complaint: Complaint) -> None:
        """A later message of the same batch sees what this one kept."""
        self._stage.kept["complaint", complaint.number] = complaint
        if complaint.external_id is not None:
            key = (complaint.channel, complaint.source or "", complaint.external_id)
            self._stage.kept["complaint source", key] = complaint


_COLUMNS = [str(column.name) for column in complaints.c]


def _complaint(row: Row[Any]) -> Complaint:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Complaint)


class Numbers:
    """Gives numbers without gaps, year by year; the year's row is locked until the batch ends."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._last: dict[int, int] = {}
        stage.write_first(self._write)

    def next(self, year: int) -> str:
        """The next number of a year, such as ``TS-2026-000123``; to be taken when nothing can be refused any more."""
        if year not in self._last:
            first = insert(numbers).values(year=year, last=0)
            locked = first.on_conflict_do_update(index_elements=["year"], set_={"last": numbers.c.last})
            self._last[year] = self._stage.connection.execute(locked.returning(numbers.c.last)).scalar_one()
        self._last[year] += 1
        return f"TS-{year}-{self._last[year]:06d}"

    def _write(self) -> None:
        for year, last in self._last.items():
            self._stage.connection.execute(update(numbers).where(numbers.c.year == year).values(last=last))
