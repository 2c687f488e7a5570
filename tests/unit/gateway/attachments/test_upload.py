"""A file is counted, hashed and looked at while it passes; what breaks off or is too large raises before it is kept."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Iterable

import pytest
from litestar.exceptions import InternalServerException

from gateway.attachments.kinds import HEAD, FileNotWhatItClaims, claim_of
from gateway.attachments.terms import Terms
from gateway.attachments.upload import FileTooLarge, Upload, UploadBroken
from kernel.settings import SettingMissing
from tests.unit.gateway.attachments.samples import OTHERS, SAMPLES

PHOTO = SAMPLES["JPEG (JFIF)"][2]
LARGEST = 100_000


def upload(patience: float = 5.0) -> Upload:
    return Upload(claim_of("image/jpeg", "x.jpg"), LARGEST, patience=patience)


async def sent(pieces: Iterable[bytes], end: Exception | None = None) -> AsyncGenerator[bytes]:
    for piece in pieces:
        yield piece
    if end is not None:
        raise end


def passed(one: Upload, pieces: AsyncGenerator[bytes]) -> list[bytes]:
    async def run() -> list[bytes]:
        return [piece async for piece in one.checked(pieces)]

    return asyncio.run(run())


@pytest.mark.parametrize("size", [1, 100, HEAD, 50_000])
def test_everything_passes_in_order_and_is_counted_and_hashed(size: int) -> None:
    content = PHOTO + bytes(range(256)) * 100
    one = upload()
    out = passed(one, sent(content[start : start + size] for start in range(0, len(content), size)))

    assert b"".join(out) == content
    assert (one.size, one.digest) == (len(content), hashlib.sha256(content).hexdigest())


def test_nothing_passes_before_the_first_bytes_have_shown_what_it_is() -> None:
    seen: list[bytes] = []

    async def run() -> None:
        content = upload().checked(sent([OTHERS["a program"], b"more"] * 30))
        seen.append(await anext(content))

    with pytest.raises(FileNotWhatItClaims):
        asyncio.run(run())
    assert seen == []


def test_one_byte_too_many_is_too_many_wherever_it_comes() -> None:
    padding = LARGEST - len(PHOTO)

    assert passed(upload(), sent([PHOTO, bytes(padding)]))
    with pytest.raises(FileTooLarge) as refused:
        passed(upload(), sent([PHOTO, bytes(padding), b"x"]))
    assert [fault.rule for fault in refused.value.faults] == ["too_large"]


def test_a_length_that_is_announced_too_large_is_refused_before_it_comes() -> None:
    upload().announce(str(LARGEST))
    upload().announce("")
    with pytest.raises(FileTooLarge):
        upload().announce(str(LARGEST + 1))


def test_a_client_that_goes_away_has_broken_off() -> None:
    with pytest.raises(UploadBroken):
        passed(upload(), sent([PHOTO], InternalServerException("client disconnected prematurely")))


def test_a_client_that_takes_too_long_for_a_piece_has_broken_off() -> None:
    async def stalled() -> AsyncGenerator[bytes]:
        yield PHOTO
        await asyncio.Event().wait()

    with pytest.raises(UploadBroken):
        passed(upload(patience=0.05), stalled())


def test_the_largest_sizes_are_settings() -> None:
    usual = Terms.read({"MINGCHA_ATTACHMENTS": "file:///x"}).largest
    other = Terms.read({"MINGCHA_LARGEST_PHOTO": "3"}).largest

    assert {kind.value: size // 1024**2 for kind, size in usual.items()} == {"photo": 20, "scan": 50, "recording": 200}
    assert {kind.value: size // 1024**2 for kind, size in other.items()} == {"photo": 3, "scan": 50, "recording": 200}


@pytest.mark.parametrize("nonsense", ["0", "-1", "many", "1.5"])
def test_a_size_that_is_no_size_ends_the_start(nonsense: str) -> None:
    with pytest.raises(SettingMissing):
        Terms.read({"MINGCHA_LARGEST_SCAN": nonsense})
