"""The store is a folder or an S3-compatible server: the same promises on both, with real requests."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncGenerator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from contracts.refusals import Refused
from gateway.attachments.storeroom import StoreAway, Storeroom
from gateway.attachments.sweeping import ORPHAN_AFTER, sweep
from gateway.bus import BusAway
from kernel.sealing import Unreadable
from kernel.settings import SettingMissing

KEY = bytes(range(32))
MIB = 1024 * 1024
ROOT = Path(__file__).parents[3]
LONG_AFTER = datetime.now(UTC) + ORPHAN_AFTER + timedelta(hours=1)


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """An S3-compatible server with a bucket: the address with everything that is needed."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    endpoint = f"http://127.0.0.1:{port}"
    known = {"aws_access_key_id": "nobody", "aws_secret_access_key": "nothing"}
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **known).create_bucket(Bucket="files")
    yield f"s3://files/mingcha?endpoint={endpoint}&region=us-east-1&access_key_id=nobody&secret_access_key=nothing"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each store in turn; the bucket is the module's, the folder the test's."""
    if request.param == "folder":
        return (tmp_path / "附件 store").as_uri()
    told: str = request.getfixturevalue("s3")
    return told.replace("/mingcha?", f"/{tmp_path.name}?")


@pytest.fixture
def storeroom(address: str) -> Storeroom:
    return Storeroom(address, lambda: KEY)


async def pieces(content: bytes, end: Exception | None = None) -> AsyncGenerator[bytes]:
    for start in range(0, len(content), 64 * 1024):
        yield content[start : start + 64 * 1024]
    if end is not None:
        raise end


def keep(storeroom: Storeroom, name: str, content: bytes) -> None:
    asyncio.run(storeroom.keep(name, pieces(content)))


def content_of(storeroom: Storeroom, name: str) -> bytes:
    async def run() -> bytes:
        return b"".join([piece async for piece in storeroom.read(name)])

    return asyncio.run(run())


def names(storeroom: Storeroom, before: datetime = LONG_AFTER) -> set[str]:
    async def run() -> set[str]:
        return {name async for page in storeroom.older_than(before) for name in page}

    return asyncio.run(run())


@pytest.mark.parametrize("size", [0, 1, 5 * MIB, 12 * MIB + 1])
def test_what_is_kept_is_read_again(storeroom: Storeroom, size: int) -> None:
    content = os.urandom(size)
    keep(storeroom, "name-01", content)

    assert content_of(storeroom, "name-01") == content


def test_what_lies_in_the_store_is_encrypted(tmp_path: Path) -> None:
    storeroom = Storeroom(tmp_path.as_uri(), lambda: KEY)
    keep(storeroom, "name-01", b"a face " * 1000)
    (file,) = (file for file in tmp_path.rglob("*") if file.is_file())

    assert b"a face" not in file.read_bytes()
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(Unreadable):
        content_of(storeroom, "name-01")


def test_a_file_is_on_the_disk_before_it_counts_as_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_disk: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda opened: on_disk.append(str(Path(f"/proc/self/fd/{opened}").readlink())))

    keep(Storeroom(tmp_path.as_uri(), lambda: KEY), "name-01", b"x")

    assert on_disk == [str(tmp_path / "01" / "name-01"), str(tmp_path / "01"), str(tmp_path)]


def test_the_folder_is_its_owners_alone(tmp_path: Path) -> None:
    Storeroom((tmp_path / "store").as_uri(), lambda: KEY).open()

    assert (tmp_path / "store").stat().st_mode & 0o777 == 0o700


def test_an_upload_that_is_refused_on_its_way_keeps_nothing(storeroom: Storeroom) -> None:
    with pytest.raises(Refused):
        asyncio.run(storeroom.keep("name-01", pieces(os.urandom(11 * MIB), Refused())))

    assert names(storeroom) == set()
    with pytest.raises(StoreAway):
        content_of(storeroom, "name-01")


def test_what_is_removed_is_gone_and_may_be_removed_again(storeroom: Storeroom) -> None:
    keep(storeroom, "name-01", b"x")
    for _ in range(2):
        asyncio.run(storeroom.remove("name-01"))

    assert names(storeroom) == set()


def test_the_sweep_removes_what_is_nobodys_and_a_day_old_and_nothing_else(storeroom: Storeroom) -> None:
    for name in ("ours-01", "orphan-02"):
        keep(storeroom, name, b"x")

    async def kept(asked: list[str]) -> list[str]:
        return [name for name in asked if name.startswith("ours")]

    assert asyncio.run(sweep(storeroom, kept, now=LONG_AFTER - timedelta(hours=2))) == 0
    assert names(storeroom) == {"ours-01", "orphan-02"}
    assert asyncio.run(sweep(storeroom, kept, now=LONG_AFTER)) == 1
    assert names(storeroom) == {"ours-01"}


def test_the_sweep_removes_nothing_when_it_cannot_ask(storeroom: Storeroom) -> None:
    keep(storeroom, "ours-01", b"x")

    async def kept(_: list[str]) -> list[str]:
        raise BusAway("nobody answers")

    with pytest.raises(BusAway):
        asyncio.run(sweep(storeroom, kept, now=LONG_AFTER))
    assert names(storeroom) == {"ours-01"}


def test_a_bucket_that_is_not_there_is_a_store_away(s3: str) -> None:
    storeroom = Storeroom(s3.replace("//files/", "//nowhere/"), lambda: KEY)

    with pytest.raises(StoreAway):
        keep(storeroom, "name-01", b"x")
    with pytest.raises(StoreAway):
        names(storeroom)


def test_a_full_or_forbidden_folder_is_a_store_away(tmp_path: Path) -> None:
    storeroom = Storeroom((tmp_path / "store").as_uri(), lambda: KEY)
    storeroom.open()
    (tmp_path / "store" / "01").write_text("in the way", encoding="ascii")

    with pytest.raises(StoreAway):
        keep(storeroom, "name-01", b"x")


@pytest.mark.parametrize("nonsense", ["", "nowhere", "ftp://x/y", "s3://bucket?colour=red", "gs://bucket"])
def test_an_address_that_is_none_ends_the_start_without_being_shown(
    nonsense: str, capsys: pytest.CaptureFixture[Any]
) -> None:
    with pytest.raises(SettingMissing):
        Storeroom(nonsense, lambda: KEY).open()

    assert "MINGCHA_ATTACHMENTS" in capsys.readouterr().out


HALF = """
import asyncio, os, sys
from gateway.attachments.storeroom import Storeroom
async def pieces():
    for _ in range(200):
        yield os.urandom(64 * 1024)
    os.kill(os.getpid(), 9)
asyncio.run(Storeroom(sys.argv[1], lambda: bytes(32)).keep("half-01", pieces()))
"""


def test_half_a_file_that_a_kill_left_is_no_object_and_goes_with_the_sweep(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", HALF, tmp_path.as_uri()], check=False, cwd=ROOT)
    storeroom = Storeroom(tmp_path.as_uri(), lambda: KEY)

    async def kept(_: list[str]) -> list[str]:
        return []

    assert killed.returncode == -9
    assert names(storeroom) == set()
    assert [file for file in tmp_path.rglob("*") if file.is_file()]
    assert asyncio.run(sweep(storeroom, kept, now=datetime.now(UTC))) == 0
    assert asyncio.run(sweep(storeroom, kept, now=LONG_AFTER)) == 1
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
