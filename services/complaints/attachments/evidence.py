"""Whether a file that somebody names as their evidence is there, belongs to the matter, and is what they say."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from contracts.attachments import AttachmentState
from contracts.refusals import Fault, Invalid
from services.complaints.attachments.domain import Attachment
from services.complaints.attachments.storage import Attachments


class Claim(NamedTuple):
    """The attachment that somebody names, the hash that it has if they say one, and where they say so."""

    pointer: str
    attachment: str
    digest: str | None = None


def named_in(attachments: Iterable[str]) -> Iterator[Claim]:
    """The claims of an order that lists ids as its ``attachments``."""
    return (Claim(f"/attachments/{place}", id_) for place, id_ in enumerate(attachments))


def check_evidence(
    claims: Iterable[Claim], *, numbers: Collection[str | None], department: str | None, attachments: Attachments
) -> None:
    """Checks what is named as evidence against the files of the matter's own ``numbers``.

    A department names what it brought in itself or was shown.

    Raises:
        Invalid: naming each field, with the rule ``unknown_attachment`` or ``other_content``.
    """
    faults = [fault for claim in claims for fault in _faults(claim, numbers, department, attachments)]
    if faults:
        raise Invalid.of(*faults)


def _faults(
    claim: Claim, numbers: Collection[str | None], department: str | None, attachments: Attachments
) -> Iterator[Fault]:
    found = attachments.find(claim.attachment)
    if found is None or found.number not in numbers or not _is_there_for(found, department):
        yield Fault(
            pointer=claim.pointer,
            rule="unknown_attachment",
            zh="本件没有此附件,请先上传。",
            en="No such file belongs to this matter; upload it first.",
        )
    elif claim.digest not in {None, found.digest}:
        yield Fault(
            pointer=claim.pointer.replace("/attachment", "/sha256"),
            rule="other_content",
            zh="哈希值与已存附件不符。",
            en="The hash is not that of the file which is kept.",
        )


def _is_there_for(found: Attachment, department: str | None) -> bool:
    return found.state is AttachmentState.SHARED or (
        found.state is AttachmentState.KEPT and department in {None, found.department}
    )
