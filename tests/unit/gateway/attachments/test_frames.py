"""What is kept encrypted comes out as it went in, or not at all."""

import asyncio
import os
from collections.abc import AsyncGenerator, Callable

import pytest

from gateway.attachments.frames import FRAME, decrypt, encrypt
from kernel.sealing import Unreadable

KEY = bytes(range(32))
NAME = "0198f2a0-0000-7000-8000-000000000001"
TAG = 16
HEAD = 20


async def pieces(content: bytes, size: int) -> AsyncGenerator[bytes]:
    for start in range(0, len(content), size):
        yield content[start : start + size]


def sealed(content: bytes, *, name: str = NAME, size: int = 70_000) -> bytes:
    async def run() -> bytes:
        return b"".join([piece async for piece in encrypt(KEY, name, pieces(content, size))])

    return asyncio.run(run())


def opened(kept: bytes, *, key: bytes = KEY, name: str = NAME, size: int = 100_001) -> bytes:
    async def run() -> bytes:
        return b"".join([piece async for piece in decrypt(key, name, pieces(kept, size))])

    return asyncio.run(run())


@pytest.mark.parametrize("length", [0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 3 * FRAME + 17])
@pytest.mark.parametrize("size", [7_919, FRAME, 2 * FRAME + 5])
def test_what_went_in_comes_out_whatever_the_pieces(length: int, size: int) -> None:
    content = os.urandom(length)

    assert opened(sealed(content, size=size), size=size) == content


def test_nothing_of_the_content_can_be_seen_and_no_two_objects_are_alike() -> None:
    content = "照片里的人".encode() * 1000

    assert "照片".encode() not in sealed(content)
    assert sealed(content) != sealed(content)


FRAMES = slice(HEAD, HEAD + FRAME + TAG), slice(HEAD + FRAME + TAG, HEAD + 2 * (FRAME + TAG))
SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "one bit changed": lambda kept: kept[:5000] + bytes([kept[5000] ^ 1]) + kept[5001:],
    "the salt changed": lambda kept: kept[:6] + bytes([kept[6] ^ 1]) + kept[7:],
    "the mark changed": lambda kept: b"XXXX" + kept[4:],
    "the last byte missing": lambda kept: kept[:-1],
    "the last frame missing": lambda kept: kept[: FRAMES[1].stop],
    "two frames exchanged": lambda kept: kept[:HEAD] + kept[FRAMES[1]] + kept[FRAMES[0]] + kept[FRAMES[1].stop :],
    "a frame missing": lambda kept: kept[:HEAD] + kept[FRAMES[1].start :],
    "something behind it": lambda kept: kept + b"more",
    "nothing but a head": lambda kept: kept[:HEAD],
    "less than a head": lambda kept: kept[:9],
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("what", SPOILT)
def test_an_object_is_not_read_that_has(what: str) -> None:
    kept = sealed(os.urandom(2 * FRAME + 1000))

    with pytest.raises(Unreadable):
        opened(SPOILT[what](kept))


def test_an_object_is_read_under_its_own_name_and_key_alone() -> None:
    kept = sealed(b"content")

    with pytest.raises(Unreadable):
        opened(kept, name=NAME[:-1] + "2")
    with pytest.raises(Unreadable):
        opened(kept, key=bytes(32))
