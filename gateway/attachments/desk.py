"""What the routes of attachments have at hand besides the desk, made once a process."""

import asyncio
import base64
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from litestar.di import NamedDependency
from uuid_utils.compat import uuid7

from contracts.attachments import KIND_OF
from gateway.attachments.kinds import claim_of
from gateway.attachments.storeroom import StoreAway, Storeroom
from gateway.attachments.terms import Terms
from gateway.attachments.upload import Upload
from gateway.edge.caller import Asked
from kernel.clock import Clock
from kernel.settings import Settings

log = logging.getLogger(__name__)

_AT_ONCE = 8
_AT_ONCE_PUBLIC = 4
"""Uploads that pass through at the same time, each with about 12 MiB of memory; further ones wait for their turn."""

_TURN = 20.0
"""Seconds to wait for one's turn."""


@dataclass(frozen=True)
class FileDesk:
    """The store, the terms and the clock. A complainant's door has places of its own, and cannot take the office's."""

    storeroom: Storeroom
    terms: Terms
    clock: Clock
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))
    public_places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE_PUBLIC))

    @classmethod
    def of(cls, settings: Settings) -> "FileDesk":
        """Makes the desk; :meth:`Storeroom.open` looks whether the store is one."""
        terms = Terms.read()
        storeroom = Storeroom(terms.address, lambda: base64.b64decode(settings.secret("attachments.key")))
        return cls(storeroom, terms, Clock(settings.clock_file))

    def expect(self, request: Asked, file_name: str) -> Upload:
        """What a request says that it brings.

        Raises:
            FileTypeNotTaken, Invalid, FileNotWhatItClaims, FileTooLarge
        """
        claim = claim_of(request.headers.get("content-type", ""), file_name)
        upload = Upload(claim, self.terms.largest[KIND_OF[claim.form.media_type]])
        upload.announce(request.headers.get("content-length", ""))
        return upload

    async def take(self, request: Asked, upload: Upload, *, is_public: bool) -> str:
        """Stores the request's body; gives the name of the object.

        Raises:
            FileTooLarge, FileNotWhatItClaims, UploadBroken: and nothing is kept.
            StoreAway: the same, when the store or one's turn does not come.
        """
        name = str(uuid7())
        async with _turn(self.public_places if is_public else self.places):
            await self.storeroom.keep(name, upload.checked(request.stream()))
        return name

    async def forget(self, name: str) -> None:
        """Removes an object that nobody needs; where that fails the sweep does it."""
        try:
            await self.storeroom.remove(name)
        except StoreAway as error:
            log.warning("object left to the sweep", extra={"object": name, "error": str(error)})


@asynccontextmanager
async def _turn(places: asyncio.Semaphore) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(_TURN):
            await places.acquire()
    except TimeoutError:
        raise StoreAway("all places are taken") from None
    try:
        yield
    finally:
        places.release()


FilesAtHand = NamedDependency[FileDesk]
"""How a route asks for the desk of files."""
