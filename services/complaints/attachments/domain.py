"""One attachment: each method is a clerk's act, and gives the attachment after it and the fact to tell."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self, TypeVar
from uuid import UUID

from contracts.attachments import (
    KIND_OF,
    AttachFile,
    AttachmentFact,
    AttachmentRemoved,
    AttachmentShared,
    AttachmentState,
    AttachmentWithheld,
    CaseTakesNoFiles,
    FileAttached,
    Kind,
    MediaType,
    Origin,
    UploadExpired,
)
from contracts.complaints import NotYourCase, NotYourRole, State
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from services.complaints.domain.life_cycle import ENDED
from services.complaints.domain.moves import LifeCycle, Move

S = AttachmentState
OFFICE = frozenset({Role.OFFICER, Role.DIRECTOR})
DEPARTMENT = frozenset({Role.LIAISON, Role.DEPUTY})
READERS = OFFICE | DEPARTMENT
"""Whoever may look at what an attachment shows; an operator brings photos in and needs to see none."""

BESIDE = frozenset({Role.OPERATOR, Role.COMPLAINANT, Role.INSPECTOR})
"""Who brings files in beside them."""

LIFE_CYCLE = LifeCycle(
    (
        # action      from                 to          who                                      fact
        Move("attach", (), S.KEPT, READERS | BESIDE, "file_attached"),
        Move("share", (S.KEPT,), S.SHARED, OFFICE, "attachment_shared"),
        Move("withhold", (S.SHARED,), S.KEPT, OFFICE, "attachment_withheld"),
        Move("remove", (S.KEPT, S.SHARED), S.REMOVED, frozenset({Role.DIRECTOR}), "attachment_removed"),
    )
)
"""Source: domain-complaints 4.1 (evidence), 4.10 (who sees what); PIPL art. 6 (as few as needed) and 47 (removal)."""

TAKE_NONE = frozenset({*ENDED, State.ARCHIVED})
"""Cases that have ended take no files; a review or a reopening takes them again."""

MOST_OF_REPORTER = 30
"""Files that one case takes from its complainant, whose door is open to anybody."""

UPLOAD_GOOD_FOR = timedelta(hours=20)
"""How old an upload may be when it is recorded; the gateway removes nobody's objects after a day."""

Fact = TypeVar("Fact", bound=AttachmentFact)


@dataclass(frozen=True, kw_only=True)
class Folder:
    """What files belong to, by its number; ``brings`` are the roles and ``departments`` the units that add some."""

    number: str
    state: StrEnum
    takes_files: bool
    brings: frozenset[Role]
    departments: frozenset[str] = frozenset()
    complaint_id: UUID | None = None
    party: UUID | None = None


def admit(folder: Folder, by: Actor, *, is_reporter: bool) -> Origin:
    """Gives whose file it would be.

    Raises:
        NotYourRole, NotYourCase, CaseTakesNoFiles
    """
    if not is_reporter:
        _need(folder.brings, "attach", by)
        check_case(folder, by)
    if not folder.takes_files:
        raise CaseTakesNoFiles(folder.number, folder.state)
    return Origin.REPORTER if is_reporter else _origin_of(by)


def unit_of(folder: Folder, by: Actor) -> str | None:
    """The department for which somebody comes to the folder; an inspector comes for the office, whoever lent them."""
    comes_to_inspect = Role.INSPECTOR in folder.brings and by.is_any_of(Role.INSPECTOR)
    return None if comes_to_inspect else by.department or None


def check_case(folder: Folder, by: Actor) -> None:
    """A department has to do with its own cases alone, and with those that it assists with.

    Raises:
        NotYourCase
    """
    unit = unit_of(folder, by)
    if unit and unit not in folder.departments:
        raise NotYourCase(folder.number, unit)


def bringer(origin: Origin, by: Actor) -> str | None:
    """Gives the department that brings the file in, if one does."""
    return by.department if origin is Origin.DEPARTMENT else None


def check_lister(folder: Folder, by: Actor) -> None:
    """Which files there are is for those who read them or bring them in.

    Raises:
        NotYourRole, NotYourCase
    """
    _need(READERS | folder.brings, "list", by)
    check_case(folder, by)


def check_reader(folder: Folder, by: Actor) -> None:
    """What an attachment shows is not for everybody who works here; an inspector attests what the other one saw.

    Raises:
        NotYourRole, NotYourCase
    """
    _need(READERS | (folder.brings & {Role.INSPECTOR}), "read", by)
    check_case(folder, by)


def _need(roles: frozenset[Role], action: str, by: Actor) -> None:
    if not by.is_any_of(*roles):
        raise NotYourRole(action, ", ".join(sorted(roles)))


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """What is known of a file; ``department`` is the one that brought it in, if one did.

    What was removed stays as a tombstone with its digest: it can be proved which file it was.
    """

    id: UUID
    version: int
    complaint_id: UUID | None = None
    number: str
    state: AttachmentState
    kind: Kind
    media_type: MediaType
    ending: str
    size: int
    digest: str
    origin: Origin
    attached_by: str
    attached_at: datetime
    department: str | None = None
    removed_by: str | None = None
    removed_at: datetime | None = None
    removed_because: str | None = None

    @classmethod
    def attach(
        cls, order: AttachFile, folder: Folder, origin: Origin, *, id: UUID, by: Actor, at: datetime
    ) -> tuple["Attachment", FileAttached]:
        """Attaches the file (附件登记) that whoever brings it was admitted with.

        Raises:
            UploadExpired
        """
        if at - order.uploaded_at > UPLOAD_GOOD_FOR:
            raise UploadExpired(str(id))
        attached = cls(
            id=id,
            version=1,
            complaint_id=folder.complaint_id,
            number=folder.number,
            state=AttachmentState.KEPT,
            kind=KIND_OF[order.media_type],
            media_type=order.media_type,
            ending=order.ending,
            size=order.size,
            digest=order.digest,
            origin=origin,
            attached_by=by.id,
            attached_at=at,
            department=bringer(origin, by),
        )
        return attached, attached.fact(
            FileAttached,
            kind=attached.kind,
            media_type=attached.media_type,
            size=attached.size,
            origin=origin,
            department=attached.department,
        )

    def share(self, *, by: Actor) -> tuple[Self, AttachmentShared]:
        """The office shows it to the handling department (共享)."""
        moved = self._move("share", by)
        return moved, moved.fact(AttachmentShared)

    def withhold(self, *, by: Actor) -> tuple[Self, AttachmentWithheld]:
        """The office shows it to the department no more (取消共享)."""
        moved = self._move("withhold", by)
        return moved, moved.fact(AttachmentWithheld)

    def remove(self, reason: str, *, by: Actor, at: datetime) -> tuple[Self, AttachmentRemoved]:
        """The director has its bytes removed (删除)."""
        moved = self._move("remove", by, removed_by=by.id, removed_at=at, removed_because=reason)
        return moved, moved.fact(AttachmentRemoved)

    def expect(self, version: int | None) -> None:
        """Checks that its sender has seen the present version.

        Raises:
            Outdated: when somebody else was faster.
        """
        if version is not None and version != self.version:
            raise Outdated(str(self.version), str(version))

    def is_visible_to(self, unit: str | None) -> bool:
        """A department sees what the office shares, and what it brought in itself; a photo may show the complainant."""
        return (
            unit is None
            or self.state is AttachmentState.SHARED
            or (self.state is AttachmentState.KEPT and self.department == unit)
        )

    def _move(self, action: str, by: Actor, **changes: Any) -> Self:
        target = LIFE_CYCLE.find(action, self.state, by).target
        return replace(self, state=AttachmentState(target or self.state), version=self.version + 1, **changes)

    def fact(self, told: type[Fact], /, **said: Any) -> Fact:
        """The fact to tell of its present version: ids and codes."""
        return told(
            attachment=str(self.id),
            version=self.version,
            complaint=None if self.complaint_id is None else str(self.complaint_id),
            number=self.number,
            state=self.state,
            digest=self.digest,
            **said,
        )


Moved = tuple[Attachment, AttachmentFact]
"""An attachment after a move, and the fact to tell."""


def _origin_of(by: Actor) -> Origin:
    if by.is_any_of(*DEPARTMENT) and by.department:
        return Origin.DEPARTMENT
    return Origin.OFFICE if by.is_any_of(*OFFICE, Role.INSPECTOR) else Origin.OPERATOR
