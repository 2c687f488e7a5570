"""A file on its way in: its pieces are counted, hashed and looked at while they pass, and none is kept here."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator

from litestar.exceptions import HTTPException

from contracts.attachments import KIND_OF
from contracts.refusals import Fault, Refused
from gateway.attachments.frames import Pieces
from gateway.attachments.kinds import HEAD, Claim, check_content

_MIB = 1024 * 1024

_LONGEST = 1800.0
"""Seconds that one upload may take in all: it holds one of a few places."""


class FileTooLarge(Refused):
    """It is larger than its kind may be."""

    kind = "too_large"
    zh = "附件过大:此类附件不得超过 {0} MiB。"
    en = "The file is too large: this kind may have {0} MiB."


class UploadBroken(Refused):
    """The client stopped sending before the end."""

    zh = "上传中断,请重新上传。"
    en = "The upload broke off; send it again."


class Upload:
    """One upload. ``largest`` is in bytes; ``patience`` the seconds that a client may take for its next piece."""

    def __init__(self, claim: Claim, largest: int, *, patience: float = 30.0) -> None:
        self.claim = claim
        self.size = 0
        self._largest = largest
        self._patience = patience
        self._digest = hashlib.sha256()

    @property
    def digest(self) -> str:
        """SHA-256 of what has passed."""
        return self._digest.hexdigest()

    def announce(self, length: str) -> None:
        """Takes the Content-Length, so that what is too large need not come at all.

        Raises:
            FileTooLarge
        """
        if length.isdecimal():
            self._check_size(int(length))

    async def checked(self, pieces: Pieces) -> AsyncGenerator[bytes]:
        """Gives the pieces on, once the first of them have shown what the file is.

        Raises:
            FileTooLarge, FileNotWhatItClaims, UploadBroken
        """
        head = bytearray()
        is_known = False
        async for piece in self._counted(pieces):
            if is_known:
                yield piece
                continue
            head += piece
            if len(head) >= HEAD:
                check_content(bytes(head), self.claim)
                is_known = True
                yield bytes(head)
        if not is_known:
            check_content(bytes(head), self.claim)
            yield bytes(head)

    async def _counted(self, pieces: Pieces) -> AsyncGenerator[bytes]:
        async for piece in _arriving(pieces, self._patience):
            self._check_size(self.size + len(piece))
            self.size += len(piece)
            self._digest.update(piece)
            yield piece

    def _check_size(self, size: int) -> None:
        if size > self._largest:
            refused = FileTooLarge(str(self._largest // _MIB))
            kind = KIND_OF[self.claim.form.media_type]
            refused.faults = (Fault(pointer="", rule="too_large", detail=f"{kind}: {self._largest // _MIB} MiB"),)
            raise refused


async def _arriving(pieces: Pieces, patience: float) -> AsyncGenerator[bytes]:
    """The pieces as they come; who goes away or takes too long has broken off."""
    end = asyncio.get_running_loop().time() + _LONGEST
    while True:
        try:
            async with asyncio.timeout(min(patience, end - asyncio.get_running_loop().time())):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        except (TimeoutError, HTTPException):
            raise UploadBroken from None
        yield piece
