"""Where the bytes of attachments are kept: one folder or one S3-compatible bucket, encrypted either way.

An object appears whole or not at all, under a name that is used once.
"""

import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, urlsplit, urlunsplit
from urllib.request import url2pathname

import anyio
import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from gateway.attachments.frames import FRAME, Pieces, decrypt, encrypt
from kernel.settings import SettingMissing

if TYPE_CHECKING:
    from obstore.store import S3Config  # obstore has it for type checkers alone

_PART = 5 * 1024 * 1024
"""Bytes of one part on its way to the store; S3 takes no smaller ones."""

_AT_ONCE = 2
"""Parts of one object that are on their way together: what an upload holds in memory."""

_PAGE = 500
"""Objects that are listed together."""


class StoreAway(Exception):
    """The store cannot be reached, is full, or lost what it had."""


class Storeroom:
    """All objects. ``address`` is ``file:///folder`` or ``s3://bucket/prefix?endpoint=…``; ``key`` gives 32 bytes."""

    def __init__(self, address: str, key: Callable[[], bytes]) -> None:
        self._address = address
        self._key = cache(key)

    def open(self) -> None:
        """Looks at once whether address and key are good, so that a mistake ends the start and no upload.

        Raises:
            SettingMissing: when the key is not there, or the address is none; it may hold a password and is not shown.
        """
        self._key()
        try:
            _ = self._store
        except (ValueError, BaseError, OSError):
            raise SettingMissing("MINGCHA_ATTACHMENTS (file:///… or s3://…)") from None

    async def keep(self, name: str, content: Pieces) -> None:
        """Keeps a content, encrypted; whatever ``content`` raises is raised, and nothing is kept.

        Raises:
            StoreAway
        """
        sealed = encrypt(self._key(), name, content)
        with _reaching():
            await obstore.put_async(
                self._store, _path(name), sealed, use_multipart=True, chunk_size=_PART, max_concurrency=_AT_ONCE
            )
            if isinstance(self._store, LocalStore):
                await anyio.to_thread.run_sync(_settle, _folder(self._address), _path(name))

    async def read(self, name: str) -> AsyncGenerator[bytes]:
        """Gives a content again, in pieces.

        Raises:
            StoreAway: also when there is no such object.
            Unreadable: when it was changed.
        """
        with _reaching():
            found = await obstore.get_async(self._store, _path(name))
            kept = aiter(found.stream(min_chunk_size=FRAME))
        async for piece in decrypt(self._key(), name, _bytes(kept)):
            yield piece

    async def remove(self, name: str) -> None:
        """Removes an object; that there is none is as good.

        Raises:
            StoreAway
        """
        with _reaching(), suppress(FileNotFoundError):
            await obstore.delete_async(self._store, _path(name))

    async def older_than(self, moment: datetime) -> AsyncGenerator[list[str]]:
        """The names of the objects that were kept before ``moment``, page by page.

        Raises:
            StoreAway
        """
        with _reaching():
            async for page in obstore.list(self._store, chunk_size=_PAGE):
                yield [Path(found["path"]).name for found in page if found["last_modified"] < moment]

    async def clear_leftovers(self, moment: datetime) -> int:
        """Removes what a kill in the middle of an upload left in the folder before ``moment``; gives how much it was.

        An S3-compatible store does that itself, when its bucket has the rule for it (docs/settings.md).
        """
        if not isinstance(self._store, LocalStore):
            return 0
        return await anyio.to_thread.run_sync(_clear, _folder(self._address), moment)

    @cached_property
    def _store(self) -> ObjectStore:
        if self._address.startswith("file://"):
            folder = _folder(self._address)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return LocalStore(folder)
        address = urlsplit(self._address)
        options = dict(parse_qsl(address.query))
        plain = options.get("endpoint", "").startswith("http://")
        return S3Store.from_url(
            urlunsplit(address._replace(query="")),
            config=cast("S3Config", options),  # obstore refuses an option that it does not know
            client_options={"allow_http": plain, "connect_timeout": "5s", "read_timeout": "30s", "timeout": "5m"},
            retry_config={"max_retries": 4, "retry_timeout": timedelta(seconds=30)},
        )


@contextmanager
def _reaching() -> Iterator[None]:
    """Says in one word what obstore and the operating system say in many."""
    try:
        yield
    except (BaseError, OSError) as error:
        raise StoreAway(type(error).__name__) from error


async def _bytes(kept: AsyncIterator[Any]) -> AsyncGenerator[bytes]:
    with _reaching():
        async for piece in kept:
            yield bytes(piece)


def _path(name: str) -> str:
    """A name's last two places are its folder: the first ones are the time, and would fill one folder after another."""
    return f"{name[-2:]}/{name}"


def _folder(address: str) -> Path:
    return Path(url2pathname(urlsplit(address).path))


def _settle(folder: Path, path: str) -> None:
    """Has a file and its folders' entries on the disk: obstore does not wait for that, and a power cut loses it."""
    for place in (folder / path, (folder / path).parent, folder):
        opened = os.open(place, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


def _clear(folder: Path, moment: datetime) -> int:
    """``<name>#<n>`` is what obstore calls a file that is not whole yet."""
    left = [file for file in folder.rglob("*#*") if file.stat().st_mtime < moment.timestamp()]
    for file in left:
        file.unlink(missing_ok=True)
    return len(left)
