"""The published language of attachments (附件): photos, scans and recordings of a complaint.

The bytes never travel by mail: they are in the gateway's store under the attachment's id. Neither does the name that a
file had on somebody's machine, since it may hold a person: its ending alone is kept.
"""

from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

import msgspec

from contracts.complaints import Hash
from contracts.refusals import Conflict, NotFound
from contracts.wire import Answer, Code, Command, Event, Name, Query, Token

FolderNumber = Annotated[str, msgspec.Meta(pattern=r"^(TS|ZG|MC|ZD)-\d{4}-\d{6,}\Z", examples=["TS-2026-000123"])]
"""What files belong to: a complaint, a rectification, an inspection, a special supervision."""


class MediaType(StrEnum):
    """What is taken, by its registered media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    HEIC = "image/heic"
    PDF = "application/pdf"
    TIFF = "image/tiff"
    MP3 = "audio/mpeg"
    WAV = "audio/wav"
    M4A = "audio/mp4"
    AAC = "audio/aac"
    OGG = "audio/ogg"
    AMR = "audio/amr"
    MP4 = "video/mp4"


MEDIA_TYPE_OF = MappingProxyType(
    {
        "jpg": MediaType.JPEG,
        "jpeg": MediaType.JPEG,
        "png": MediaType.PNG,
        "webp": MediaType.WEBP,
        "heic": MediaType.HEIC,
        "heif": MediaType.HEIC,
        "pdf": MediaType.PDF,
        "tif": MediaType.TIFF,
        "tiff": MediaType.TIFF,
        "mp3": MediaType.MP3,
        "wav": MediaType.WAV,
        "m4a": MediaType.M4A,
        "aac": MediaType.AAC,
        "ogg": MediaType.OGG,
        "oga": MediaType.OGG,
        "opus": MediaType.OGG,
        "amr": MediaType.AMR,
        "mp4": MediaType.MP4,
    }
)
"""What a file's ending stands for."""


class Kind(StrEnum):
    """What it is to the office: 照片, 扫描件, 录音录像."""

    PHOTO = "photo"
    SCAN = "scan"
    RECORDING = "recording"


KIND_OF = MappingProxyType(
    dict.fromkeys(MediaType, Kind.RECORDING)
    | dict.fromkeys((MediaType.JPEG, MediaType.PNG, MediaType.WEBP, MediaType.HEIC), Kind.PHOTO)
    | dict.fromkeys((MediaType.PDF, MediaType.TIFF), Kind.SCAN)
)
"""Every media type's kind."""


class Origin(StrEnum):
    """Who brought it in."""

    REPORTER = "reporter"
    OPERATOR = "operator"
    OFFICE = "office"
    DEPARTMENT = "department"


class AttachmentState(StrEnum):
    """Where it stands: with the office alone, shown to the handling departments as well, or removed."""

    KEPT = "kept"
    SHARED = "shared"
    REMOVED = "removed"


# Commands


class AttachFile(Command, frozen=True, kw_only=True):
    """Attaches a file (附件登记) whose bytes are in the store already, under ``attachment``.

    ``receipt_hash`` comes from the complainant, who has no other key; ``uploaded_at`` is when its last byte came.
    """

    number: FolderNumber
    attachment: Token
    digest: Hash
    size: Annotated[int, msgspec.Meta(ge=1)]
    media_type: MediaType
    ending: Code
    uploaded_at: datetime
    receipt_hash: Hash | None = None


class AttachmentStep(Command, frozen=True, kw_only=True):
    """One move of an attachment; ``version`` is the one that its sender has seen, None when the sender sees none."""

    number: FolderNumber
    attachment: Token
    version: int | None = None


class ShareAttachment(AttachmentStep, frozen=True, kw_only=True):
    """Shows it to the departments that handle the case or assist with it (共享)."""


class WithholdAttachment(AttachmentStep, frozen=True, kw_only=True):
    """Shows it to the department no more (取消共享)."""


class RemoveAttachment(AttachmentStep, frozen=True, kw_only=True):
    """Removes its bytes (删除); that it was there, its digest and the reason stay."""

    reason: Name


# Questions


class CheckAttaching(Query, frozen=True, kw_only=True):
    """Whether a file of this sender would be taken, asked before its bytes are."""

    number: FolderNumber
    receipt_hash: Hash | None = None


class FindAttachments(Query, frozen=True, kw_only=True):
    """A page of a complaint's attachments, the newest first."""

    number: FolderNumber
    after: Token | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=100)] = 20


class ReadAttachment(Query, frozen=True, kw_only=True):
    """One attachment, about to be looked at; who looks and why is written down."""

    number: FolderNumber
    attachment: Token
    reason: Name


class FindKeptAttachments(Query, frozen=True, kw_only=True):
    """Which of these objects belong to an attachment; the gateway removes the others."""

    ids: Annotated[list[Token], msgspec.Meta(max_length=1000)]


# Answers


class AttachingChecked(Answer, frozen=True, kw_only=True):
    """A file of this sender would be taken, as coming from ``origin``."""

    number: str
    origin: Origin


class AttachmentView(Answer, frozen=True, kw_only=True):
    """An attachment without its bytes; ``digest`` is their SHA-256."""

    id: str
    number: str
    version: int
    state: AttachmentState
    kind: Kind
    media_type: MediaType
    ending: str
    size: int
    digest: str
    origin: Origin
    attached_at: datetime
    department: str | None = None
    removed_at: datetime | None = None
    removed_because: str | None = None


class AttachmentPage(Answer, frozen=True, kw_only=True):
    """One page of attachments, the newest first; ``next`` asks for the page after it."""

    attachments: list[AttachmentView]
    next: str | None = None


class KeptAttachments(Answer, frozen=True, kw_only=True):
    """Those that belong to an attachment."""

    ids: list[str]


# Events


class AttachmentFact(Event, frozen=True, kw_only=True):
    """What every fact about an attachment says; ``complaint`` is the case's id, if it belongs to one."""

    attachment: str
    version: int
    complaint: str | None = None
    number: str
    state: AttachmentState
    digest: str


class FileAttached(AttachmentFact, frozen=True, kw_only=True):
    """A file was attached."""

    kind: Kind
    media_type: MediaType
    size: int
    origin: Origin
    department: str | None = None


class AttachmentShared(AttachmentFact, frozen=True, kw_only=True):
    """The handling department sees it from now on."""


class AttachmentWithheld(AttachmentFact, frozen=True, kw_only=True):
    """The department does not see it any more."""


class AttachmentRemoved(AttachmentFact, frozen=True, kw_only=True):
    """Its bytes are removed."""


# Refusals


class AttachmentUnknown(NotFound):
    """It has no such attachment, or none that this client may see."""

    zh = "{0} 没有编号为 {1} 的附件。"
    en = "{0} has no attachment {1}."


class AttachmentGone(NotFound):
    """It was removed: there is nothing to be looked at any more."""

    zh = "附件 {0} 已删除。"
    en = "The attachment {0} was removed."


class CaseTakesNoFiles(Conflict):
    """It has ended, or has not begun: a case is closed, a fault put right, an inspection not carried out yet."""

    zh = "{0} 处于“{1}”状态,不接收附件。"
    en = "{0} is {1}; it takes no attachments."


class TooManyFiles(Conflict):
    """The complainant has attached as many files as one case takes from them."""

    zh = "投诉人对投诉件 {0} 最多上传 {1} 个附件。"
    en = "Complaint {0} takes at most {1} attachments from its complainant."


class UploadExpired(Conflict):
    """The order comes so late that its bytes may have been removed as nobody's."""

    zh = "附件 {0} 上传已久而未登记,请重新上传。"
    en = "The attachment {0} was uploaded too long ago; upload it again."
