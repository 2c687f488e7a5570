"""Encryption of what is too large to be held: AES-256-GCM frame by frame (the STREAM construction).

An object is a head (a mark and a salt) and frames. Its own key is derived from ``attachments.key``, the salt and the
object's name; a frame's nonce is its place and whether it is the last. So nothing can be changed, left out, put in
another order, cut off or moved to another name without being noticed.
"""

import os
from collections.abc import AsyncGenerator, AsyncIterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kernel.sealing import Unreadable

FRAME = 256 * 1024
"""Bytes of content in a frame."""

_MARK = b"MCA1"
_SALT = 16
_HEAD = len(_MARK) + _SALT
_TAG = 16

Pieces = AsyncIterator[bytes]


async def encrypt(key: bytes, name: str, content: Pieces) -> AsyncGenerator[bytes]:
    """Gives the object to keep for a content that comes in pieces of any size."""
    salt = os.urandom(_SALT)
    cipher = _cipher(key, salt, name)
    yield _MARK + salt
    place = 0
    async for frame, is_last in _cut(content, FRAME):
        yield cipher.encrypt(_nonce(place, is_last=is_last), frame, None)
        place += 1


async def decrypt(key: bytes, name: str, kept: Pieces) -> AsyncGenerator[bytes]:
    """Gives the content again, in pieces of which each has been checked.

    Raises:
        Unreadable: when the object was changed or cut off, or belongs to another name.
    """
    head, rest = await _split(kept, _HEAD)
    if not head.startswith(_MARK) or len(head) < _HEAD:
        raise Unreadable("this is no object of ours")
    cipher = _cipher(key, head[len(_MARK) :], name)
    place = 0
    async for frame, is_last in _cut(rest, FRAME + _TAG):
        try:
            yield cipher.decrypt(_nonce(place, is_last=is_last), frame, None)
        except InvalidTag:
            raise Unreadable("the object was changed or cut off") from None
        place += 1


def _cipher(key: bytes, salt: bytes, name: str) -> AESGCM:
    own = HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"mingcha attachment\n" + name.encode())
    return AESGCM(own.derive(key))


def _nonce(place: int, *, is_last: bool) -> bytes:
    return place.to_bytes(11) + bytes([is_last])


async def _cut(pieces: Pieces, size: int) -> AsyncGenerator[tuple[bytes, bool]]:
    """Cuts a stream into frames of ``size``; what comes last, and is perhaps shorter, is marked."""
    waiting = bytearray()
    async for piece in pieces:
        waiting += piece
        while len(waiting) > size:
            yield bytes(waiting[:size]), False
            del waiting[:size]
    yield bytes(waiting), True


async def _split(pieces: Pieces, size: int) -> tuple[bytes, Pieces]:
    """The first ``size`` bytes, and what comes after them."""
    waiting = bytearray()
    async for piece in pieces:
        waiting += piece
        if len(waiting) >= size:
            break
    return bytes(waiting[:size]), _again(bytes(waiting[size:]), pieces)


async def _again(first: bytes, pieces: Pieces) -> AsyncGenerator[bytes]:
    yield first
    async for piece in pieces:
        yield piece
