"""Whoever complains keeps their name to themself, and is heard all the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail

NAME, PHONE = "张三三", "0519-00000000"
WROTE = "我叫张三三,微信号:mingcha_example"


def refused(act: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Problem) as no:
        act()
    return no.value.status, no.value.code


def test_an_anonymous_complainant_is_asked_answers_is_reviewed_and_takes_it_back(
    office: Mingcha, client: Callable[..., Mingcha], file: Callable[..., Json], engine: Callable[[str], Engine]
) -> None:
    citizen = client()
    assert refused(lambda: file(mode="anonymous", reporter={"name": NAME})) == (422, "reporter_not_anonymous")
    filed = file(mode="anonymous", channel="letter")
    number, seen_by_operator = filed["number"], filed["receipt"]

    status = citizen.status(number, seen_by_operator)
    assert (status["receipt_change_needed"], status["chain_head"]) == (True, filed["chain_head"])
    assert refused(lambda: citizen.open_mailbox(number, seen_by_operator)) == (409, "receipt_change_needed")
    receipt = citizen.by_receipt("change", number, seen_by_operator)["receipt"]
    assert refused(lambda: citizen.status(number, seen_by_operator)) == (404, "receipt_unknown")
    assert citizen.status(number, receipt)["allowed"] == ["withdraw"]

    office.act(number, "request_info", question="哪一天?")
    office.post(f"/v1/complaints/{number}/messages", {"text": "请说明日期"})
    citizen.by_receipt("write", number, receipt, text=WROTE, supplies=True)
    page = citizen.open_mailbox(number, receipt)
    assert [(one["writer"], one["text"]) for one in page["entries"]] == [("office", "请说明日期"), ("reporter", WROTE)]
    assert office.get(f"/v1/complaints/{number}/messages")["entries"] == page["entries"]
    assert office.complaint(number)["state"] == "registered"
    with engine("complaints").connect() as connection:
        written = connection.scalars(text("SELECT data FROM history UNION ALL SELECT words::text FROM mailbox")).all()
    assert not any(NAME in one or "mingcha_example" in one for one in written)

    citizen.by_receipt("withdraw", number, receipt, text="已解决")
    assert office.complaint(number)["state"] == "withdrawn"
    assert refused(lambda: citizen.by_receipt("withdraw", number, receipt)) == (409, "move_not_allowed")

    rejected = file()
    office.act(rejected["number"], "propose_refusal", ground="civil_dispute")
    client(Role.DIRECTOR).act(rejected["number"], "refuse")
    citizen.by_receipt("request_review", rejected["number"], rejected["receipt"], text="不服")
    assert office.complaint(rejected["number"])["state"] == "under_review"


def test_wrong_receipts_are_answered_alike_and_at_last_not_at_all(
    client: Callable[..., Mingcha], file: Callable[..., Json], platform: Platform
) -> None:
    citizen, filed = client(), file()
    number, nobodys = filed["number"], "TS-1999-000009"
    for guess in (
        lambda: citizen.status(number, "0" * 16),
        lambda: citizen.by_receipt("withdraw", nobodys, filed["receipt"]),
    ):
        assert [refused(guess) for _ in range(6)] == [(404, "receipt_unknown")] * 5 + [(429, "receipt_locked")]
    assert refused(lambda: citizen.open_mailbox(filed["number"], filed["receipt"])) == (429, "receipt_locked")

    body = {"number": filed["number"], "receipt": filed["receipt"]}
    locked = requests.post(f"{platform.gateway_url}/v1/status", json=body, timeout=30)
    assert (locked.status_code, 0 < int(locked.headers["Retry-After"]) <= 3601) == (429, True)


def test_a_registration_that_disappears_is_proved_by_its_receipt(
    client: Callable[..., Mingcha], file: Callable[..., Json], engine: Callable[[str], Engine]
) -> None:
    filed, citizen = file(), client()
    proof = filed["proof"]

    def verdict(**changes: Any) -> str:
        return str(citizen.verify_registration(json.dumps(proof | changes).encode())["verdict"])

    assert proof["chain_head"] == filed["chain_head"]
    assert verdict() == "genuine"
    assert refused(lambda: verdict(number="TS-2026-999999")) == (422, "proof_forged")
    with engine("complaints").begin() as connection:  # whoever owns the table can do as they like
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("DELETE FROM history WHERE aggregate_id = :id"), {"id": filed["id"]})
    assert verdict() == "deleted"


def test_a_confidential_complainant_is_seen_once_by_one_person_on_record(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
) -> None:
    bureau = department("human_resources")
    officer, custodian, director = client(Role.OFFICER), client(Role.CUSTODIAN), client(Role.DIRECTOR)
    liaison = client(Role.LIAISON, department="human_resources")
    words = f"我叫{NAME},电话０５１９-０００００００,住示范路12号3幢501室"
    filed = file(
        mode="confidential",
        text=words.replace("０００００００", "００００００００"),
        reporter={"name": NAME, "phone": PHONE},
    )
    number = filed["number"]

    assert office.testimony(number, "核对事实")["reporter"] is None
    office.act(number, "accept")
    office.act(number, "dispatch", department="human_resources")
    handed = next(found for found in bureau.hear() if found is not None)
    assert handed.data["text"] == "我叫▇▇▇,电话▇▇▇,住示范路▇▇▇"

    said = {"case": number, "ground": "verification", "motive": "核实交费凭证"}
    asked = officer.post("/v1/identity-requests", said)["number"]
    look = f"/v1/identity-requests/{asked}/identity"
    any_version = {"If-Match": "*"}
    assert refused(lambda: liaison.post("/v1/identity-requests", said)) == (403, "role_required")
    assert refused(lambda: liaison.get(f"/v1/complaints/{number}/identity-log")) == (403, "role_required")
    assert refused(lambda: officer.get(look)) == (403, "identity_not_granted")
    custodian.post(f"/v1/identity-requests/{asked}/actions/grant", {}, headers=any_version)
    assert refused(lambda: client(Role.OFFICER).get(look)) == (403, "identity_not_granted")
    assert (officer.get(look)["name"], officer.get(f"/v1/identity-requests/{asked}")["state"]) == (NAME, "granted")
    custodian.post(f"/v1/identity-requests/{asked}/actions/revoke", {"reason": "已核实"}, headers=any_version)
    assert refused(lambda: officer.get(look)) == (403, "identity_grant_over")

    again = officer.post("/v1/identity-requests", said)["number"]
    refusing = f"/v1/identity-requests/{again}/actions/refuse"
    assert refused(lambda: officer.post(refusing, {"reason": "已核实过"}, headers=any_version)) == (
        403,
        "role_required",
    )
    decided = custodian.post(refusing, {"reason": "已核实过"}, headers=any_version)
    assert (decided["state"], officer.get(f"/v1/identity-requests/{again}")["state"]) == ("refused", "refused")
    assert refused(lambda: officer.get(f"/v1/identity-requests/{again}/identity")) == (403, "identity_not_granted")

    log = director.get(f"/v1/complaints/{number}/identity-log")["entries"]
    assert [(entry["number"], entry["reason"]) for entry in log if entry["act"] == "refused"] == [(again, "已核实过")]
    acts = [entry["act"] for entry in log if entry["number"]]
    assert acts[:3] == ["denied", "refused", "requested"]
    assert acts[3:] == ["denied", "revoked", "looked", "denied", "granted", "denied", "requested"]
    told = client().open_mailbox(number, filed["receipt"])["entries"]
    assert [entry["writer"] for entry in told] == ["custodian"]


def test_a_message_of_the_office_is_announced_by_e_mail_without_a_word_of_it(
    office: Mingcha, file: Callable[..., Json], outside: Outside, wait: Callable[..., Any]
) -> None:
    number = file(reporter={"name": NAME, "email": "mailbox@mingcha.example"})["number"]
    office.post(f"/v1/complaints/{number}/messages", {"text": "请说明日期"})

    def announced() -> list[str]:
        mails = [one for one in outside.mails.taken if one["To"] == "mailbox@mingcha.example"]
        return [str(one.get_content()) for one in mails if "新留言" in str(one["Subject"])]

    [words] = wait(announced)
    assert number in words
    assert "请说明日期" not in words


def test_a_complaint_about_the_office_goes_to_the_leading_group_and_never_to_the_accused(
    office: Mingcha, department: Callable[[str], DepartmentMail], file: Callable[..., Json]
) -> None:
    for code in ("leading_group", "taxation", "housing"):
        department(code)
    about_office = file(about="office")["number"]
    about_section = file(about="taxation", about_section="window")["number"]
    for number in (about_office, about_section):
        office.act(number, "accept")

    assert refused(lambda: office.act(about_office, "dispatch", department="taxation")) == (409, "office_accused")
    office.act(about_office, "contact", result="impossible")
    assert refused(lambda: office.act(about_office, "investigate")) == (403, "not_your_role")
    assert office.act(about_office, "dispatch", department="leading_group")["state"] == "dispatched"
    assisting = {"department": "housing", "assisting": ["taxation"]}
    assert refused(lambda: office.act(about_section, "dispatch", **assisting)) == (409, "section_accused")
    assert office.complaint(about_section)["state"] == "accepted"


def test_the_command_line_verifies_a_proof(file: Callable[..., Json], platform: Platform, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from mingcha.cli import command_line

    proof = tmp_path / "proof.json"
    proof.write_text(json.dumps(file()["proof"]), encoding="utf-8")
    key = requests.get(f"{platform.gateway_url}/v1/receipts/key", timeout=30).json()["public_key"]
    environ = {"MINGCHA_URL": platform.gateway_url}

    def verify(*more: str) -> Any:
        return CliRunner().invoke(
            command_line("receipt"), ["receipt", "verify", str(proof), "--json", *more], env=environ
        )

    good = verify("--key", key)
    assert (good.exit_code, json.loads(good.stdout)["verdict"]) == (0, "genuine")
    proof.write_text(proof.read_text(encoding="utf-8").replace("TS-2026", "TS-2025"), encoding="utf-8")
    assert verify("--key", key).exit_code == 1
