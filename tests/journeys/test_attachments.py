"""Files come in and go out as streams, are what they claim, and are seen by those alone who may see them."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail

MIB = 1024 * 1024
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00"
SOMEBODY = "示例来电人"

Attach = Callable[..., requests.Response]


def photo(size: int = 100_000) -> bytes:
    return JPEG + os.urandom(size)


@pytest.fixture
def attach(platform: Platform, key: Callable[..., str]) -> Attach:
    """Sends a body as it is: ``attach(number, body, file_name=…, **headers)``."""
    office = key(Role.OFFICER, Role.DIRECTOR)

    def send(
        number: str,
        body: Any,
        *,
        file_name: str | None = "photo.jpg",
        media_type: str = "image/jpeg",
        key: str = office,
        **headers: str,
    ) -> requests.Response:
        return requests.post(
            f"{platform.gateway_url}/v1/complaints/{number}/attachments",
            params={"file_name": file_name},
            data=body,
            headers={"Authorization": f"Bearer {key}", "Content-Type": media_type, "Accept-Language": "en", **headers},
            timeout=120,
        )

    return send


@pytest.fixture
def objects(platform: Platform) -> Callable[[], set[str]]:
    """The names of everything that lies in the store."""
    folder = platform.folder / "attachments"
    return lambda: {file.name for file in folder.rglob("*") if file.is_file()}


def dispatched(office: Mingcha, file: Callable[..., Json], code: str) -> str:
    number = str(file()["number"])
    office.act(number, "accept")
    office.act(number, "dispatch", department=code)
    return number


def test_a_file_goes_in_and_comes_out_and_the_look_is_written_down(
    office: Mingcha,
    file: Callable[..., Json],
    tmp_path: Path,
    count: Callable[..., int],
    objects: Callable[[], set[str]],
    wait: Callable[..., Any],
) -> None:
    number = file()["number"]
    content = photo(3 * MIB)
    sent = tmp_path / f"{SOMEBODY}.JPG"
    sent.write_bytes(content)

    made = office.attach(number, sent)
    office.save_attachment(number, made["id"], tmp_path / "back.jpg", reason="核对现场")

    assert (made["kind"], made["size"], made["ending"]) == ("photo", len(content), "jpg")
    assert made["digest"] == hashlib.sha256(content).hexdigest()
    assert (tmp_path / "back.jpg").read_bytes() == content
    assert [found["id"] for found in office.attachments(number)["attachments"]] == [made["id"]]
    assert count("complaints", "vault_reads", f"reason = 'attachment {made['id']}: 核对现场'") == 1
    fact = f"type = 'file_attached' AND aggregate_id = '{made['id']}'"
    assert count("complaints", "history", fact) == 1
    wait(lambda: count("complaints", "history", f"{fact} AND published IS NOT NULL"))
    assert made["id"] in objects()


def test_the_name_of_a_file_is_kept_nowhere(
    platform: Platform,
    engine: Callable[[str], Engine],
    attach: Attach,
    file: Callable[..., Json],
) -> None:
    attach(file()["number"], photo(), file_name=f"{SOMEBODY}的照片.jpg")

    with engine("complaints").connect() as connection:
        tables = [*connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))]
        kept = [
            table
            for table in tables
            if connection.scalar(text(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%{SOMEBODY}的照片%'"))
        ]
    logs = [log for log in platform.folder.rglob("*.log") if f"{SOMEBODY}的照片" in log.read_text(errors="replace")]
    assert (kept, logs) == ([], [])


def test_what_is_sent_back_is_saved_and_never_shown(
    platform: Platform, key: Callable[..., str], attach: Attach, file: Callable[..., Json]
) -> None:
    number = file()["number"]
    made = attach(number, photo()).json()
    headers = {"Authorization": f"Bearer {key(Role.OFFICER)}"}
    path = f"{platform.gateway_url}/v1/complaints/{number}/attachments/{made['id']}"

    reply = requests.get(path, params={"reason": "核对"}, headers=headers, timeout=30)

    assert reply.headers["Content-Disposition"].startswith(f'attachment; filename="{number}-')
    assert reply.headers["Content-Type"] == "image/jpeg"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Cache-Control"] == "no-store"
    assert int(reply.headers["Content-Length"]) == made["size"] == len(reply.content)
    assert requests.get(path, headers=headers, timeout=30).status_code == 400
    assert requests.get(path, params={"reason": " "}, headers=headers, timeout=30).status_code == 422


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


def test_the_same_key_or_the_same_content_again_has_one_effect(
    attach: Attach, file: Callable[..., Json], count: Callable[..., int], objects: Callable[[], set[str]]
) -> None:
    number, content = file()["number"], photo()
    before = objects()
    first = attach(number, content, **{"Idempotency-Key": "a-1"})
    again = attach(number, content, **{"Idempotency-Key": "a-1"})
    same = attach(number, content)
    other = attach(number, photo(), **{"Idempotency-Key": "a-1"})

    assert (first.status_code, again.status_code, same.status_code) == (201, 201, 201)
    assert first.json() == again.json() == same.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (other.status_code, other.json()["code"]) == (409, "id_reused")
    assert count("complaints", "attachments", f"number = '{number}'") == 1
    assert objects() - before == {first.json()["id"]}


def test_a_complainant_attaches_with_number_and_receipt(
    client: Callable[..., Mingcha],
    office: Mingcha,
    file: Callable[..., Json],
    tmp_path: Path,
    objects: Callable[[], set[str]],
) -> None:
    filed = file()
    sent = tmp_path / "a.jpg"
    sent.write_bytes(photo())
    anybody = client()

    taken = anybody.attach_own(filed["number"], filed["receipt"], sent)
    before = objects()
    with pytest.raises(Problem) as wrong:
        anybody.attach_own(filed["number"], "0" * 16, sent)
    with pytest.raises(Problem) as unknown:
        anybody.attach_own("TS-1999-000001", filed["receipt"], sent)
    with pytest.raises(Problem) as malformed:
        anybody.attach_own(filed["number"], "123", sent)

    assert set(taken) == {"size", "digest"}
    (found,) = office.attachments(filed["number"])["attachments"]
    assert (found["origin"], found["digest"]) == ("reporter", taken["digest"])
    assert (
        (wrong.value.status, wrong.value.code) == (unknown.value.status, unknown.value.code) == (404, "receipt_unknown")
    )
    assert malformed.value.status == 422
    assert objects() == before


def test_the_open_door_is_narrow(platform: Platform, file: Callable[..., Json]) -> None:
    path = f"{platform.gateway_url}/v1/status/attachments"
    said = {"number": file()["number"], "file_name": "x.jpg"}
    headers = {"Mingcha-Receipt": "0" * 16, "Content-Type": "image/jpeg"}

    statuses = [requests.post(path, params=said, data=JPEG, headers=headers, timeout=30).status_code for _ in range(12)]

    assert statuses[-1] == 429
    assert set(statuses) <= {404, 429}


def test_a_department_sees_what_the_office_shares_and_what_it_brought_in_itself(
    client: Callable[..., Mingcha],
    office: Mingcha,
    department: Callable[[str], DepartmentMail],
    attach: Attach,
    key: Callable[..., str],
    file: Callable[..., Json],
    tmp_path: Path,
) -> None:
    department("housing")
    number = dispatched(office, file, "housing")
    ours = client(Role.LIAISON, department="housing")
    theirs = client(Role.DEPUTY, department="taxation")
    by_office = attach(number, photo()).json()
    evidence = attach(number, photo(), key=key(Role.DEPUTY, department="housing")).json()

    def seen(by: Mingcha) -> set[str]:
        return {found["id"] for found in by.attachments(number)["attachments"]}

    assert (evidence["origin"], evidence["department"]) == ("department", "housing")
    assert seen(ours) == {evidence["id"]}
    with pytest.raises(Problem) as hidden:
        ours.save_attachment(number, by_office["id"], tmp_path / "x", reason="核查")
    assert (hidden.value.status, hidden.value.code) == (404, "attachment_unknown")

    office.act_on_attachment(number, by_office["id"], "share", version=1)
    assert seen(ours) == {evidence["id"], by_office["id"]}
    ours.save_attachment(number, by_office["id"], tmp_path / "x", reason="核查")
    with pytest.raises(Problem) as refused:
        theirs.attachments(number)
    assert refused.value.code == "not_your_case"
    with pytest.raises(Problem) as not_theirs:
        ours.act_on_attachment(number, evidence["id"], "share")
    assert not_theirs.value.status == 403

    office.act_on_attachment(number, by_office["id"], "withhold", version=2)
    assert seen(ours) == {evidence["id"]}


def test_what_the_director_removes_is_gone_and_its_tombstone_stays(
    client: Callable[..., Mingcha],
    office: Mingcha,
    attach: Attach,
    file: Callable[..., Json],
    tmp_path: Path,
    objects: Callable[[], set[str]],
) -> None:
    number = file()["number"]
    made = attach(number, photo()).json()
    with pytest.raises(Problem) as not_yours:
        client(Role.OFFICER).act_on_attachment(number, made["id"], "remove", reason="拍到无关人员")
    with pytest.raises(Problem) as no_reason:
        office.act_on_attachment(number, made["id"], "remove")
    assert made["id"] in objects()

    removed = office.act_on_attachment(number, made["id"], "remove", version=1, reason="拍到无关人员")

    assert (not_yours.value.status, no_reason.value.status) == (403, 422)
    assert (removed["state"], removed["digest"]) == ("removed", made["digest"])
    assert made["id"] not in objects()
    (tombstone,) = office.attachments(number)["attachments"]
    assert (tombstone["digest"], tombstone["removed_because"]) == (made["digest"], "拍到无关人员")
    with pytest.raises(Problem) as gone:
        office.save_attachment(number, made["id"], tmp_path / "x", reason="核对")
    with pytest.raises(Problem) as again:
        office.act_on_attachment(number, made["id"], "remove", reason="拍到无关人员")
    assert (gone.value.status, gone.value.code) == (404, "attachment_gone")
    assert (again.value.status, again.value.code) == (409, "move_not_allowed")


def test_an_operator_attaches_and_looks_at_nothing(
    client: Callable[..., Mingcha], attach: Attach, key: Callable[..., str], file: Callable[..., Json], tmp_path: Path
) -> None:
    number = file()["number"]
    made = attach(number, photo(), key=key(Role.OPERATOR)).json()

    assert made["origin"] == "operator"
    with pytest.raises(Problem) as refused:
        client(Role.OPERATOR).save_attachment(number, made["id"], tmp_path / "x", reason="好奇")
    assert refused.value.status == 403


def test_pages_hold_every_attachment_once(office: Mingcha, attach: Attach, file: Callable[..., Json]) -> None:
    number = file()["number"]
    made = [attach(number, photo(1000)).json()["id"] for _ in range(5)]
    seen: list[str] = []
    after = None
    while True:
        page = office.attachments(number, limit=2, **({"after": after} if after else {}))
        seen += [found["id"] for found in page["attachments"]]
        after = page["next"]
        if after is None:
            break

    assert seen == made[::-1]


def memory(pid: int, what: str) -> int:
    """Bytes, as the kernel counts them: ``VmRSS`` now, ``VmHWM`` at its highest."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{what}:"))


def test_the_gateways_memory_stays_flat_while_150_mib_pass_through(
    platform: Platform, office: Mingcha, attach: Attach, file: Callable[..., Json], tmp_path: Path
) -> None:
    number = file()["number"]
    pid = platform.pid("gateway") or 0

    def recording(mib: int) -> Iterator[bytes]:
        yield WAV
        for _ in range(mib):
            yield os.urandom(MIB)

    assert attach(number, recording(12), file_name="a.wav", media_type="audio/wav").status_code == 201
    before = memory(pid, "VmRSS")
    Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")  # the highest so far is forgotten

    made = attach(number, recording(150), file_name="b.wav", media_type="audio/wav").json()
    office.save_attachment(number, made["id"], tmp_path / "b.wav", reason="核对录音")

    assert (tmp_path / "b.wav").stat().st_size == made["size"] == 150 * MIB + len(WAV)
    assert memory(pid, "VmHWM") - before < 30 * MIB
