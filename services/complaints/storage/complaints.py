"""All complaints."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Row, Text, and_, bindparam, func, literal_column, select

from contracts.complaints import Channel, ComplaintUnknown, FileComplaint, MergeComplaint
from kernel.rows import one_of
from kernel.stage import Stage, said_in
from services.complaints.domain.complaint import Complaint
from services.complaints.storage.pages import Walk, Wanted
from services.complaints.storage.tables import complaint_changes, complaints

Source = tuple[str, str, str]
"""Channel, source and the source's own id; a complaint is filed once under each."""


class Complaints:
    """All complaints."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._locked: set[str] = set()

    def add(self, complaint: Complaint) -> None:
        """Keeps a new complaint."""
        said = vars(complaint)
        self._stage.insert(complaints, {name: said[name] for name in _BORN_WITH})
        self._note(complaint)
        self._remember(complaint)

    def keep(self, complaint: Complaint) -> None:
        """Keeps a complaint that has moved: of its row, what the move has changed."""
        before = vars(self.get(complaint.number))
        moved = {name: value for name, value in vars(complaint).items() if value is not before[name]}
        self._stage.update(complaints, {"id": complaint.id, **moved})
        self._note(complaint)
        self._remember(complaint)

    def get(self, number: str) -> Complaint:
        """The complaint with this number.

        Raises:
            ComplaintUnknown: when there is none.
        """
        found: Complaint | None = self._stage.find("complaint", number, self._by_number, _number_asked)
        if found is None:
            raise ComplaintUnknown(number)
        return found

    def lock(self, *numbers: str) -> None:
        """Locks complaints until the batch ends; what others have done to them meanwhile is seen from here on.

        Those that later messages of the batch join are locked with them, all in the order of their numbers, so that
        no two processes wait for each other.
        """
        joined = [order for order in self._stage.coming if isinstance(order, MergeComplaint)]
        wanted = {*numbers, *(number for order in joined for number in (order.number, order.into))} - self._locked
        self._locked |= wanted
        query = select(complaints).where(complaints.c.number.in_(wanted)).order_by(complaints.c.number)
        for row in self._stage.connection.execute(query.with_for_update()):
            if not self._is_newer_here(row.number, row.version):
                self._stage.kept["complaint", row.number] = complaint_of(row)

    def has_followers(self, number: str) -> bool:
        """Whether other complaints were joined to this one, in this batch or before."""
        query = select(complaints.c.number, complaints.c.version).where(complaints.c.merged_into == number)
        before = self._stage.connection.execute(query).all()
        return any(self._joins(kept, number) for kept in self._stage.kept.values()) or any(
            not self._is_newer_here(row.number, row.version) for row in before
        )

    def followers(self, number: str) -> list[Complaint]:
        """The complaints that are joined to this one, in this batch or before."""
        before: list[Complaint] = self._stage.find("followers", number, self._followers, _number_asked) or []
        here = [kept for kept in self._stage.kept.values() if isinstance(kept, Complaint) and self._joins(kept, number)]
        stand = [one for one in before if not self._is_newer_here(one.number, one.version)]
        return sorted({one.number: one for one in (*stand, *here)}.values(), key=lambda one: one.id)

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
        key = (channel, source or "", external_id)
        found: Complaint | None = self._stage.find("complaint source", key, self._by_source, _source_asked)
        return found

    def page(self, wanted: Wanted, *, after: UUID | None, limit: int) -> list[Complaint]:
        """The newest complaints that are wanted, ``after`` the one with this id; never more than ``limit``."""
        query = Walk.of(wanted, self._stage.connection, after=after).query().limit(limit)
        return [complaint_of(row) for row in self._stage.connection.execute(query)]

    def _by_number(self, numbers: set[str]) -> dict[str, Complaint]:
        found = self._stage.connection.execute(_NUMBERED, {"keys": list(numbers)})
        return {row.number: complaint_of(row) for row in found.all()}

    def _followers(self, numbers: set[str]) -> dict[str, list[Complaint]]:
        found: dict[str, list[Complaint]] = {}
        for row in self._stage.connection.execute(_FOLLOWING, {"keys": list(numbers)}).all():
            found.setdefault(row.merged_into, []).append(complaint_of(row))
        return found

    def _by_source(self, sources: set[Source]) -> dict[Source, Complaint]:
        channel, source, external_id = (list(values) for values in zip(*sources, strict=True))
        asked = {"channel": channel, "source": source, "external_id": external_id}
        found = [complaint_of(row) for row in self._stage.connection.execute(_FILED, asked)]
        return {key: complaint for complaint in found if (key := _source(complaint))}

    def _is_newer_here(self, number: str, version: int) -> bool:
        """Whether this batch has moved a complaint on from what is written."""
        kept: Complaint | None = self._stage.kept.get(("complaint", number))
        return kept is not None and kept.version > version

    @staticmethod
    def _joins(kept: object, number: str) -> bool:
        return isinstance(kept, Complaint) and kept.merged_into == number

    def _note(self, complaint: Complaint) -> None:
        """What is counted and indexed later is told here; the counting itself would meet every other filing."""
        self._stage.insert(complaint_changes, {"complaint_id": complaint.id, "version": complaint.version})

    def _remember(self, complaint: Complaint) -> None:
        """A later message of the same batch sees what this one kept."""
        self._stage.kept["complaint", complaint.number] = complaint
        if (source := _source(complaint)) is not None:
            self._stage.kept["complaint source", source] = complaint


_number_asked = said_in("number")

_NUMBERED = select(complaints).where(one_of(complaints.c.number))

_FOLLOWING = select(complaints).where(one_of(complaints.c.merged_into))


def _source(filed: Complaint | FileComplaint) -> Source | None:
    """Where it came from, as the source knows it."""
    return (filed.channel, filed.source or "", filed.external_id) if filed.external_id is not None else None


def _source_asked(contract: object) -> Source | None:
    return _source(contract) if isinstance(contract, FileComplaint) else None


_asked = (
    func.unnest(
        *(bindparam(name, type_=ARRAY(Text)) for name in ("channel", "source", "external_id")),
    )
    .table_valued("channel", "source", "external_id", name="asked")
    .render_derived()
)

_FILED = select(complaints).join(
    _asked,
    and_(
        complaints.c.channel == _asked.c.channel,
        func.coalesce(complaints.c.source, literal_column("''")) == _asked.c.source,
        complaints.c.external_id == _asked.c.external_id,
    ),
)
"""One index look-up for each source, whatever their number."""

_BORN_WITH = (
    *("id", "number", "version", "state", "channel", "category", "mode", "receipt_hash", "content_print", "filed_at"),
    *("changed_at", "party", "source", "external_id", "about", "about_section", "kind", "severity"),
)
"""What a complaint has when it is registered; the rest comes to it later, and the table has its beginning."""

_COLUMNS = [str(column.name) for column in complaints.c]


def complaint_of(row: Row[Any]) -> Complaint:
    """A row of the table as the complaint that it keeps."""
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Complaint)
