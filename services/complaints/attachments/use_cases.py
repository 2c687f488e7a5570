"""Attaching files, showing them to departments, looking at them, removing them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from contracts.attachments import (
    AttachFile,
    AttachingChecked,
    AttachmentGone,
    AttachmentPage,
    AttachmentState,
    AttachmentStep,
    AttachmentUnknown,
    AttachmentView,
    CheckAttaching,
    FindAttachments,
    FindKeptAttachments,
    KeptAttachments,
    Origin,
    ReadAttachment,
    RemoveAttachment,
    ShareAttachment,
    TooManyFiles,
    WithholdAttachment,
)
from contracts.people import Actor
from contracts.refusals import Fault, Invalid
from kernel.history import History
from services.complaints.attachments.domain import (
    MOST_OF_REPORTER,
    Attachment,
    Folder,
    Moved,
    admit,
    bringer,
    check_lister,
    check_reader,
    unit_of,
)
from services.complaints.attachments.folders import Folders, of_case
from services.complaints.attachments.storage import Attachments, as_id
from services.complaints.receipts.window import Window
from services.complaints.storage import Vault, page_after


def check_attaching(
    query: CheckAttaching, *, by: Actor, folders: Folders, window: Window, attachments: Attachments
) -> AttachingChecked:
    """Says whether a file of this sender would be taken.

    Raises:
        ComplaintUnknown, ReceiptUnknown, ReceiptChangeNeeded, NotYourRole, NotYourCase, CaseTakesNoFiles, TooManyFiles
    """
    folder, origin = _admitted(query, by, folders, window)
    _check_room(folder, origin, attachments)
    return AttachingChecked(number=folder.number, origin=origin)


def attach_file(
    command: AttachFile,
    *,
    by: Actor,
    at: datetime,
    folders: Folders,
    window: Window,
    attachments: Attachments,
    history: History,
) -> AttachmentView:
    """Records a file whose bytes are stored; the same content on the same case is the same attachment.

    Only among what a department brought in itself, though: else it could find out what the complainant has shown us.

    Raises:
        ComplaintUnknown, ReceiptUnknown, ReceiptChangeNeeded, NotYourRole, NotYourCase, CaseTakesNoFiles, TooManyFiles,
        UploadExpired
    """
    id_ = as_id(command.attachment)
    if id_ is None:
        raise Invalid.of(Fault(pointer="/attachment", rule="malformed", detail="UUID"))
    folder, origin = _admitted(command, by, folders, window)
    if (there := attachments.by_content(folder.number, command.digest, bringer(origin, by))) is not None:
        return view_of(there)
    _check_room(folder, origin, attachments)
    attached, fact = Attachment.attach(command, folder, origin, id=id_, by=by, at=at)
    attachments.add(attached)
    history.tell(attached, fact)
    return view_of(attached)


def share_attachment(
    command: ShareAttachment, *, by: Actor, attachments: Attachments, history: History
) -> AttachmentView:
    """The office shows it to the handling department."""
    return _keep(_at_version(command, attachments).share(by=by), attachments, history)


def withhold_attachment(
    command: WithholdAttachment, *, by: Actor, attachments: Attachments, history: History
) -> AttachmentView:
    """The office shows it to the department no more."""
    return _keep(_at_version(command, attachments).withhold(by=by), attachments, history)


def remove_attachment(
    command: RemoveAttachment, *, by: Actor, at: datetime, attachments: Attachments, history: History
) -> AttachmentView:
    """The director has its bytes removed; whoever has the store does that on this answer, or the sweep later."""
    return _keep(_at_version(command, attachments).remove(command.reason, by=by, at=at), attachments, history)


def find_attachments(
    query: FindAttachments, *, by: Actor, folders: Folders, attachments: Attachments
) -> AttachmentPage:
    """A page of what is attached to something; a department sees what is shared with it, and its own.

    Raises:
        ComplaintUnknown, NotYourRole, NotYourCase
    """
    folder = folders.get(query.number)
    check_lister(folder, by)
    after = page_after(query.after)
    found = attachments.page(query.number, department=unit_of(folder, by), after=after, limit=query.limit)
    following = str(found[-1].id) if len(found) == query.limit else None
    return AttachmentPage(attachments=[view_of(attachment) for attachment in found], next=following)


def read_attachment(
    query: ReadAttachment,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    folders: Folders,
    attachments: Attachments,
    vault: Vault,
) -> AttachmentView:
    """One attachment that its sender is about to look at; who looked and why is written down.

    Raises:
        NotYourRole, ComplaintUnknown, NotYourCase, AttachmentUnknown, AttachmentGone
    """
    folder = folders.get(query.number)
    check_reader(folder, by)
    attachment = attachments.get(query.number, query.attachment)
    if not attachment.is_visible_to(unit_of(folder, by)):
        raise AttachmentUnknown(query.number, query.attachment)
    if attachment.state is AttachmentState.REMOVED:
        raise AttachmentGone(query.attachment)
    reason = f"attachment {attachment.id}: {query.reason}"
    vault.note(id=new_id(), reader=by.id, reason=reason, at=at, party=folder.party, complaint_id=folder.complaint_id)
    return view_of(attachment)


def find_kept_attachments(query: FindKeptAttachments, *, attachments: Attachments) -> KeptAttachments:
    """Those of these objects that belong to an attachment."""
    ids = [id_ for text in query.ids if (id_ := as_id(text)) is not None]
    return KeptAttachments(ids=[str(id_) for id_ in attachments.kept(ids)])


def view_of(attachment: Attachment) -> AttachmentView:
    """As the office sees it."""
    return AttachmentView(
        id=str(attachment.id),
        number=attachment.number,
        version=attachment.version,
        state=attachment.state,
        kind=attachment.kind,
        media_type=attachment.media_type,
        ending=attachment.ending,
        size=attachment.size,
        digest=attachment.digest,
        origin=attachment.origin,
        attached_at=attachment.attached_at,
        department=attachment.department,
        removed_at=attachment.removed_at,
        removed_because=attachment.removed_because,
    )


def _admitted(asked: CheckAttaching | AttachFile, by: Actor, folders: Folders, window: Window) -> tuple[Folder, Origin]:
    """The folder and whose file it would be; with a receipt it is the complainant's, whoever else they may be."""
    if asked.receipt_hash is None:
        folder = folders.get(asked.number)
        return folder, admit(folder, by, is_reporter=False)
    folder = of_case(window.admit(asked.number, asked.receipt_hash))
    return folder, admit(folder, by, is_reporter=True)


def _check_room(folder: Folder, origin: Origin, attachments: Attachments) -> None:
    if origin is Origin.REPORTER and attachments.count_of_reporter(folder.number) >= MOST_OF_REPORTER:
        raise TooManyFiles(folder.number, str(MOST_OF_REPORTER))


def _at_version(command: AttachmentStep, attachments: Attachments) -> Attachment:
    attachment = attachments.get(command.number, command.attachment)
    attachment.expect(command.version)
    return attachment


def _keep(moved: Moved, attachments: Attachments, history: History) -> AttachmentView:
    attachment, fact = moved
    attachments.keep(attachment)
    history.tell(attachment, fact)
    return view_of(attachment)
