"""What is no file that is taken, is too large, or belongs to no case is refused and leaves nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from mingcha.client import Json, Mingcha
from mingcha.local.platform import Platform
from tests.journeys.files import JPEG, MIB, WAV, photo

Attach = Callable[..., requests.Response]


BAD = {
    # what: body, file name, media type, status, code, pointer, rule
    "a type that is not taken": (photo(), "x.jpg", "text/html", 415, "file_type_not_taken", "/content_type"),
    "no type": (photo(), "x.jpg", "application/octet-stream", 415, "file_type_not_taken", "/content_type"),
    "an ending that is not taken": (photo(), "x.exe", "image/jpeg", 422, "invalid", "/file_name"),
    "no ending": (photo(), "photo", "image/jpeg", 422, "invalid", "/file_name"),
    "an ending of another type": (photo(), "x.png", "image/jpeg", 422, "file_not_what_it_claims", "/file_name"),
    "a program": (b"MZ\x90\x00" + bytes(99), "x.jpg", "image/jpeg", 422, "file_not_what_it_claims", "/content_type"),
    "a page": (b"<!DOCTYPE html><html>", "x.jpg", "image/jpeg", 422, "file_not_what_it_claims", "/content_type"),
    "a recording": (WAV + bytes(99), "x.jpg", "image/jpeg", 422, "file_not_what_it_claims", "/content_type"),
    "nothing": (b"", "x.jpg", "image/jpeg", 422, "invalid", ""),
    "a photo of 21 MiB": (JPEG + bytes(21 * MIB), "x.jpg", "image/jpeg", 413, "file_too_large", ""),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_is(
    what: str, attach: Attach, file: Callable[..., Json], count: Callable[..., int], objects: Callable[[], set[str]]
) -> None:
    body, file_name, media_type, status, code, pointer = BAD[what]
    number = file()["number"]
    before = count("complaints", "attachments"), count("complaints", "history"), objects()

    reply = attach(number, body, file_name=file_name, media_type=media_type)

    problem = reply.json()
    assert (reply.status_code, problem["code"]) == (status, code)
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert problem["errors"][0]["rule"]
    assert (count("complaints", "attachments"), count("complaints", "history"), objects()) == before


def test_a_file_that_grows_too_large_while_it_comes_is_refused_and_leaves_nothing(
    attach: Attach, file: Callable[..., Json], objects: Callable[[], set[str]]
) -> None:
    number, before = file()["number"], objects()

    def pieces() -> Iterator[bytes]:
        yield JPEG
        for _ in range(42):
            yield bytes(MIB // 2)

    reply = attach(number, pieces())  # without a Content-Length

    assert (reply.status_code, reply.json()["code"]) == (413, "file_too_large")
    assert objects() == before


def test_a_case_that_is_unknown_ended_or_no_number_takes_no_file(
    office: Mingcha, attach: Attach, file: Callable[..., Json], objects: Callable[[], set[str]]
) -> None:
    number, before = file()["number"], objects()
    office.act(number, "withdraw")

    replies = [attach(one, photo()) for one in ("TS-1999-000001", number, "not-a-number")]
    with_key = attach(number, photo(), **{"Idempotency-Key": "ended-1"})

    assert [(reply.status_code, reply.json()["code"]) for reply in (*replies, with_key)] == [
        (404, "complaint_unknown"),
        (409, "case_takes_no_files"),
        (422, "invalid"),
        (409, "case_takes_no_files"),
    ]
    assert objects() == before


class Elsewhere(HTTPAdapter):
    """Comes from an address of its own, whose minute it may use up: the other tests come in by the same door."""

    def init_poolmanager(self, *sizes: Any, **said: Any) -> None:
        super().init_poolmanager(*sizes, source_address=("127.0.0.9", 0), **said)


def test_the_open_door_is_narrow(platform: Platform, file: Callable[..., Json]) -> None:
    path = f"{platform.gateway_url}/v1/status/attachments"
    said = {"number": file()["number"], "file_name": "x.jpg"}
    headers = {"Mingcha-Receipt": "0" * 16, "Content-Type": "image/jpeg"}

    with requests.Session() as somebody:
        somebody.mount("http://", Elsewhere())
        tries = [somebody.post(path, params=said, data=JPEG, headers=headers, timeout=30) for _ in range(12)]
    statuses = [tried.status_code for tried in tries]

    assert statuses[-1] == 429
    assert set(statuses) <= {404, 429}
