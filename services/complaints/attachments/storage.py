"""All attachments."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, func, literal_column, select, tuple_

from contracts.attachments import AttachmentState, AttachmentUnknown, Origin
from kernel.stage import Stage
from services.complaints.attachments.domain import Attachment
from services.complaints.attachments.tables import attachments

_COLUMNS = [str(column.name) for column in attachments.c]
_THERE = attachments.c.state != AttachmentState.REMOVED

_BRINGER = func.coalesce(attachments.c.department, literal_column("''"))

Content = tuple[str, str, str]
"""A complaint's number, a digest, and the department that brought it in or nothing: attached once."""


class Attachments:
    """All attachments."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, attachment: Attachment) -> None:
        """Keeps a new attachment."""
        if attachment.origin is Origin.REPORTER:
            of_reporter = self.count_of_reporter(attachment.number)
            self._stage.kept["reporter's attachments", attachment.number] = of_reporter + 1
        self._stage.insert(attachments, vars(attachment))
        self._remember(attachment)

    def keep(self, attachment: Attachment) -> None:
        """Keeps an attachment that has moved."""
        self._stage.update(attachments, vars(attachment))
        self._remember(attachment)

    def get(self, number: str, id: str) -> Attachment:
        """The complaint's attachment with this id.

        Raises:
            AttachmentUnknown: when there is none.
        """
        found = self.find(id)
        if found is None or found.number != number:
            raise AttachmentUnknown(number, id)
        return found

    def find(self, id: str) -> Attachment | None:
        """The attachment with this id, whatever it belongs to."""
        found: Attachment | None = self._stage.find("attachment", as_id(id), self._by_id, _asked_by_nobody)
        return found

    def by_content(self, number: str, digest: str, department: str | None) -> Attachment | None:
        """The complaint's attachment with this very content that the department, or somebody of none, brought in."""
        content = (number, digest, department or "")
        found: Attachment | None = self._stage.find("content", content, self._by_content, _asked_by_nobody)
        return found

    def count_of_reporter(self, number: str) -> int:
        """How many files the complainant has attached to the case, those that were removed among them."""
        found: int | None = self._stage.find("reporter's attachments", number, self._count, _asked_by_nobody)
        return found or 0

    def page(self, number: str, *, department: str | None, after: UUID | None, limit: int) -> list[Attachment]:
        """The complaint's newest attachments, those alone that ``department`` may see, if one asks."""
        query = select(attachments).where(attachments.c.number == number)
        if department is not None:
            shared, own = attachments.c.state == AttachmentState.SHARED, attachments.c.department == department
            query = query.where(shared | (own & _THERE))
        if after is not None:
            query = query.where(attachments.c.id < after)
        rows = self._stage.connection.execute(query.order_by(attachments.c.id.desc()).limit(limit))
        return [_attachment(row) for row in rows]

    def kept(self, ids: Iterable[UUID]) -> list[UUID]:
        """Those of these ids whose bytes are needed."""
        query = select(attachments.c.id).where(attachments.c.id.in_(list(ids)), _THERE)
        return list(self._stage.connection.scalars(query))

    def _by_id(self, ids: set[UUID | None]) -> dict[UUID | None, Attachment]:
        query = select(attachments).where(attachments.c.id.in_(ids - {None}))
        return {row.id: _attachment(row) for row in self._stage.connection.execute(query)}

    def _by_content(self, contents: set[Content]) -> dict[Content, Attachment]:
        content = tuple_(attachments.c.number, attachments.c.digest, _BRINGER)
        rows = self._stage.connection.execute(select(attachments).where(content.in_(contents), _THERE))
        return {_content(attachment): attachment for attachment in map(_attachment, rows)}

    def _count(self, numbers: set[str]) -> dict[str, int]:
        of_reporter = attachments.c.number.in_(numbers) & (attachments.c.origin == Origin.REPORTER)
        query = select(attachments.c.number, func.count()).where(of_reporter).group_by(attachments.c.number)
        return dict(self._stage.connection.execute(query).tuples().all())

    def _remember(self, attachment: Attachment) -> None:
        """A later message of the same batch sees what this one kept."""
        self._stage.kept["attachment", attachment.id] = attachment
        there = attachment if attachment.state is not AttachmentState.REMOVED else None
        self._stage.kept["content", _content(attachment)] = there


def as_id(text: str) -> UUID | None:
    """The id that somebody wrote; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _content(attachment: Attachment) -> Content:
    return attachment.number, attachment.digest, attachment.department or ""


def _asked_by_nobody(_contract: object) -> None:
    """One attachment is seldom asked for twice in a batch."""


def _attachment(row: Row[Any]) -> Attachment:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Attachment)
