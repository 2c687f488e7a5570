"""Files come in and go out as streams, as what they are, once each."""

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
from tests.journeys.files import MIB, WAV, photo

SOMEBODY = "示例来电人"

Attach = Callable[..., requests.Response]


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
