"""ETag, If-Match and Idempotency-Key: what makes a write safe to repeat."""

import hashlib
import hmac
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from contracts.refusals import Fault, Invalid, Refused
from gateway.edge.caller import Asked, caller_of

HEADERS = {
    "If-Match": "读到的 ETag;* 表示任何版本 / the ETag that was read; * takes any version",
    "Idempotency-Key": "同一键同一内容只办一次 / the same key with the same body has one effect",
    "Mingcha-Receipt": "16 位查询码 / the receipt, 16 digits",
    "Prefer": "respond-async:不等结果,先得 202 / 202 at once instead of waiting for the answer",
}

WRITE = ("Idempotency-Key", "Prefer")
CHANGE = ("If-Match", *WRITE)

_NAMESPACE = UUID("6f2b1c1e-6d1c-5b9a-9d0e-4d696e676368")

_LONGEST_KEY = 255


class VersionRequired(Refused):
    """A change without If-Match (RFC 6585: 428)."""

    kind = "version_required"
    zh = "修改须带 If-Match,其值为读到的 ETag。"
    en = "A change needs If-Match with the ETag that was read."


def etag(version: int) -> str:
    """A version as an ETag (RFC 9110)."""
    return f'"{version}"'


def version_of(request: Asked) -> int | None:
    """The version that the client has seen; None for ``*``, which takes any.

    Raises:
        VersionRequired: without the header.
        Invalid: when it is no ETag of ours.
    """
    said = request.headers.get("if-match")
    if said is None:
        raise VersionRequired
    if said.strip() == "*":
        return None
    text = said.strip().removeprefix("W/").strip('"')
    if not text.isdecimal() or len(text) > 9:  # noqa: PLR2004 - a version fits four bytes
        raise Invalid.of(Fault(pointer="", rule="malformed", detail="If-Match"))
    return int(text)


def command_id(request: Asked, within: str | None = None) -> str:
    """The command's id: the client's Idempotency-Key within that client, or a new one.

    ``within`` tells clients apart that have no key of ours.

    Raises:
        Invalid: when the key is empty, too long or not visible ASCII.
    """
    key = request.headers.get("idempotency-key")
    if key is None:
        return str(uuid7())
    if not 0 < len(key) <= _LONGEST_KEY or not all("!" <= character <= "~" for character in key):
        raise Invalid.of(Fault(pointer="", rule="malformed", detail="Idempotency-Key"))
    return str(uuid5(_NAMESPACE, f"{within or caller_of(request).actor.id}\n{key}"))


def fingerprint(request: Asked, body: bytes, secret: bytes) -> str:
    """Tells two requests under one key apart; keyed, since the body may hold a person and goes nowhere in the clear."""
    content = f"{request.method} {request.url.path} {request.headers.get('if-match', '')}\n".encode() + body
    return hmac.new(secret, content, hashlib.sha256).hexdigest()
