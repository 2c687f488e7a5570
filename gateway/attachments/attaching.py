"""The two steps of attaching: the bytes are stored, then they are recorded.

A kill between the two leaves an object that is nobody's, which the sweep removes; never a row without its object.
"""

from dataclasses import dataclass

from contracts.attachments import AttachFile, AttachingChecked, AttachmentView, CheckAttaching
from contracts.mail import Reply
from contracts.refusals import Conflict, Refused
from contracts.wire import read
from gateway.attachments.desk import FileDesk
from gateway.attachments.upload import Upload
from gateway.desk import Accepted, Desk
from gateway.edge.caller import Asked, caller_of
from gateway.edge.conditions import command_id


@dataclass(frozen=True)
class Attached:
    """What was recorded, and the reply that said so."""

    view: AttachmentView
    reply: Reply


async def attach(
    asked: CheckAttaching, upload: Upload, request: Asked, desk: Desk, files: FileDesk
) -> Attached | Accepted:
    """Stores a request's body and has it recorded; whoever may not attach anything is told so before it is read.

    Raises:
        Refused: what the edge or the service refuses; the object is removed again.
        StoreAway: when it could not be stored.
        BusAway: when the broker did not confirm the order; the object is left to the sweep, as it may have.
    """
    id_ = command_id(request, asked.receipt_hash and f"{asked.number} {asked.receipt_hash}")
    await _check(asked, request, desk)
    name = await files.take(request, upload, is_public=asked.receipt_hash is not None)
    try:
        reply = await desk.send(
            request, "complaints", _order(asked, upload, name, files), id=id_, content=_print(upload)
        )
    except Refused:
        await files.forget(name)
        raise
    if isinstance(reply, Accepted):
        return reply
    view = read(AttachmentView, bytes(reply.answer))
    if view.id != name:  # the same key or the same content again: the first object is the one that counts
        await files.forget(name)
    return Attached(view, reply)


async def _check(asked: CheckAttaching, request: Asked, desk: Desk) -> None:
    """Who repeats a request under its key gets the first answer, though the case takes no more files by now."""
    try:
        await desk.bus.query("complaints", asked, caller_of(request), AttachingChecked)
    except Conflict:
        if "idempotency-key" not in request.headers:
            raise


def _order(asked: CheckAttaching, upload: Upload, name: str, files: FileDesk) -> AttachFile:
    return AttachFile(
        number=asked.number,
        attachment=name,
        digest=upload.digest,
        size=upload.size,
        media_type=upload.claim.form.media_type,
        ending=upload.claim.ending,
        uploaded_at=files.clock.now(),
        receipt_hash=asked.receipt_hash,
    )


def _print(upload: Upload) -> bytes:
    """What tells it from another upload under the same key."""
    return f"{upload.claim.form.media_type} {upload.claim.ending} {upload.digest}".encode()
