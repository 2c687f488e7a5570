"""What a file is: by what is declared, by its ending, and by its first bytes; the three must agree."""

from typing import NamedTuple

import filetype

from contracts.attachments import MEDIA_TYPE_OF, MediaType
from contracts.refusals import Fault, Invalid, Refused

M = MediaType


class Form(NamedTuple):
    """One row: the media type, other names that clients declare it by, and what its first bytes say."""

    media_type: MediaType
    aliases: tuple[str, ...]
    contents: tuple[str, ...]


FORMS = (
    # media type  also declared as                                       filetype's word for the content
    Form(M.JPEG, ("image/jpg", "image/pjpeg"), ("image/jpeg",)),
    Form(M.PNG, (), ("image/png",)),
    Form(M.WEBP, (), ("image/webp",)),
    Form(M.HEIC, ("image/heif",), ("image/heic",)),
    Form(M.PDF, ("application/x-pdf",), ("application/pdf",)),
    Form(M.TIFF, (), ("image/tiff",)),
    Form(M.MP3, ("audio/mp3",), ("audio/mpeg",)),
    Form(M.WAV, ("audio/x-wav", "audio/wave", "audio/vnd.wave"), ("audio/x-wav",)),
    Form(M.M4A, ("audio/x-m4a", "audio/m4a"), ("audio/mp4", "video/mp4")),  # recorders write either brand
    Form(M.AAC, ("audio/x-aac", "audio/aacp"), ("audio/aac",)),
    Form(M.OGG, ("application/ogg",), ("audio/ogg",)),
    Form(M.AMR, ("audio/x-amr",), ("audio/amr",)),
    Form(M.MP4, (), ("video/mp4",)),
)

BY_NAME = {name: form for form in FORMS for name in (form.media_type, *form.aliases)}

HEAD = 8192
"""Bytes by which a file is told; a shorter file is told by all it has."""

_LONGEST_NAME = 255


class FileTypeNotTaken(Refused):
    """The declared type is none of those that are taken."""

    kind = "unsupported"
    zh = "不接收此类型的附件。"
    en = "Attachments of this type are not taken."


class FileNotWhatItClaims(Invalid):
    """Declared type, ending and content do not agree."""

    zh = "附件内容与其声明的类型不符。"
    en = "The attachment is not what it claims to be."


class Claim(NamedTuple):
    """What a client says that a file is."""

    form: Form
    ending: str


def claim_of(content_type: str, file_name: str) -> Claim:
    """Reads what is declared; of the name the ending alone goes any further.

    Raises:
        FileTypeNotTaken: when the declared type is not taken.
        Invalid: when the name has no ending that is taken.
        FileNotWhatItClaims: when type and ending do not agree.
    """
    declared = content_type.partition(";")[0].strip().lower()
    if (form := BY_NAME.get(declared)) is None:
        raise _not_taken()
    ending = file_name.rpartition(".")[2].lower() if "." in file_name else ""
    if ending not in MEDIA_TYPE_OF or len(file_name) > _LONGEST_NAME:
        raise Invalid.of(
            Fault(pointer="/file_name", rule="not_one_of", detail=", ".join(f".{known}" for known in MEDIA_TYPE_OF))
        )
    if MEDIA_TYPE_OF[ending] is not form.media_type:
        raise _disagreeing(
            "/file_name",
            f"文件扩展名 .{ending} 与声明的类型 {form.media_type} 不符。",
            f"The ending .{ending} is not one of {form.media_type}.",
        )
    return Claim(form, ending)


def check_content(head: bytes, claim: Claim) -> None:
    """Looks at the first bytes.

    Raises:
        FileNotWhatItClaims: when they are those of something else, or of nothing that is known.
    """
    if not head:
        raise Invalid.of(Fault(pointer="", rule="too_short", detail="1"))
    found = filetype.guess(head)
    content = found.mime if found is not None else ""
    if content not in claim.form.contents:
        raise _disagreeing(
            "/content_type",
            f"声明的类型是 {claim.form.media_type},内容却是 {content or '未知类型'}。",
            f"It is declared as {claim.form.media_type}, its content is {content or 'of no known type'}.",
        )


def _not_taken() -> FileTypeNotTaken:
    refused = FileTypeNotTaken()
    known = ", ".join(form.media_type for form in FORMS)
    refused.faults = (Fault(pointer="/content_type", rule="not_one_of", detail=known),)
    return refused


def _disagreeing(pointer: str, zh: str, en: str) -> FileNotWhatItClaims:
    refused = FileNotWhatItClaims()
    refused.faults = (Fault(pointer=pointer, rule="not_the_content", zh=zh, en=en),)
    return refused
