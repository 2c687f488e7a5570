"""A complaint goes the whole way: from the first ring to the complainant's own look at it."""

from collections.abc import Callable
from email.message import EmailMessage
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail

CALLER = {"name": "示例来电人", "phone": "0519-00000000", "email": "caller@mingcha.example"}


def ring(operator: Mingcha, call: str) -> list[str]:
    events = ("newCall", "answer", "hangup")
    more = {"from": "0519-00000000"}
    return [
        operator.record_call(event=event, callId=call, to="2888110", user="a1", **more)["state"] for event in events
    ]


def test_a_call_becomes_a_complaint_that_is_answered_and_closed(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Callable[[str], DepartmentMail],
    outside: Outside,
    wait: Callable[..., Any],
) -> None:
    operator = client(Role.OPERATOR)
    bureau = department("civil_affairs")
    hooks = office.register_endpoint("civil_affairs", outside.hook_url, ["complaint_dispatched", "complaint_closed"])
    outside.hook.secret = hooks["secret"]

    assert ring(operator, "call-1") == ["ringing", "answered", "ended"]
    form: Json = {
        "channel": "hotline",
        "source": "2888110",
        "external_id": "call-1",
        "category": "window_service",
        "title": "材料要求前后不一",
        "text": f"我叫{CALLER['name']},电话13900000000,三次未办成",
        "reporter": CALLER,
    }
    filed = operator.file_complaint(**form)
    again = operator.file_complaint(**form)
    assert (again["number"], again["receipt"]) == (filed["number"], filed["receipt"])

    number = filed["number"]
    office.act(number, "accept", version=1)
    office.act(number, "dispatch", version=2, department="civil_affairs")
    heard = (found for found in bureau.hear() if found is not None)
    handed = next(found for found in heard if found.data.get("number") == number)
    assert handed.type == "case_handed_over"
    assert CALLER["name"] not in handed.data["text"]
    assert "13900000000" not in handed.data["text"]

    bureau.post("case_signed_for", {"number": number}, id=f"{handed.id}.signed")
    bureau.post("case_signed_for", {"number": number}, id=f"{handed.id}.signed")
    bureau.post("complainant_reached", {"number": number, "result": "reached"})
    bureau.post("case_taken_up", {"number": number})
    bureau.post(
        "case_answered",
        {"number": number, "finding": "substantiated", "measures": "已整改", "basis": "行政许可法第三十二条"},
    )
    wait(lambda: office.complaint(number)["state"], lambda state: state == "replied")

    office.act(number, "verify", evidence="已查看", version=7)
    agent = client(Role.CALLBACK_AGENT)
    agent.act(number, "call_back", version=8, reached=True, satisfaction="satisfied", solved="yes")
    office.act(number, "close", version=9, outcome="resolved")

    mails = wait(lambda: mails_about(outside, number), lambda found: len(found) >= 2)
    hooked = wait(lambda: hooks_about(outside, number), lambda found: len(found) >= 2)
    assert {mail["To"] for mail in mails} == {CALLER["email"]}
    assert {hook["type"]: hook["data"]["version"] for hook in hooked} == {
        "complaint_dispatched": 3,
        "complaint_closed": 10,
    }
    assert outside.hook.refused == 0

    status = client().status(number, filed["receipt"])
    assert (status["state"], status["outcome"], status["department"]) == ("closed", "resolved", "部门 civil_affairs")


def test_every_day_of_a_clock_is_explained_those_before_a_pause_and_the_pause_too(
    office: Mingcha, file: Callable[..., Json], engine: Callable[[str], Engine]
) -> None:
    number = file()["number"]
    office.act(number, "request_info", question="哪一天?")
    with engine("complaints").begin() as connection:
        ago = "UPDATE clocks SET since = since - interval '2 days' WHERE number = :number AND code = 'accept'"
        assert connection.execute(text(ago), {"number": number}).rowcount == 1
    office.act(number, "provide_info", text="上星期")

    clocks = {clock["code"]: clock for clock in office.get(f"/v1/complaints/{number}/clocks")["clocks"]}
    days = clocks["accept"]["days"]
    assert [day["reason"] for day in days[:2]] == ["paused", "paused"]
    assert [day["ordinal"] for day in days if day["counted"]] == [1, 2, 3]
    assert days[-1]["on"] == clocks["accept"]["due_on"]
    assert (clocks["info"]["state"], clocks["info"]["department"]) == ("met", None)


def mails_about(outside: Outside, number: str) -> list[EmailMessage]:
    return [mail for mail in outside.mails.taken if number in str(mail["Subject"]) + str(mail.get_content())]


def hooks_about(outside: Outside, number: str) -> list[Json]:
    return [hook for hook in outside.hook.taken if hook["data"].get("number") == number]


def test_an_illegal_move_is_refused_with_the_allowed_ones_and_changes_nothing(
    office: Mingcha, file: Callable[..., Json]
) -> None:
    number = file()["number"]

    with pytest.raises(Problem) as refused:
        office.act(number, "close", outcome="resolved")

    assert (refused.value.status, refused.value.code, refused.value.allowed) == (
        409,
        "move_not_allowed",
        ["request_info", "accept", "propose_refusal", "refuse", "merge", "withdraw", "relabel", "confirm_relabel"],
    )
    assert office.complaint(number)["version"] == 1


def test_another_text_under_the_same_call_is_a_conflict(
    client: Callable[..., Mingcha], file: Callable[..., Json]
) -> None:
    ring(client(Role.OPERATOR), "call-2")
    said = {"channel": "hotline", "source": "2888110", "external_id": "call-2"}
    file(**said)

    with pytest.raises(Problem) as refused:
        file(**said, text="另一件事")

    assert (refused.value.status, refused.value.code) == (409, "source_reused")


def test_a_hotline_complaint_of_a_call_that_never_rang_is_refused(file: Callable[..., Json]) -> None:
    with pytest.raises(Problem) as refused:
        file(channel="hotline", source="2888110", external_id="never-rang")

    assert (refused.value.status, refused.value.code) == (422, "call_unknown")


def test_a_wrong_receipt_and_a_wrong_number_are_answered_alike(
    client: Callable[..., Mingcha], file: Callable[..., Json]
) -> None:
    filed = file()
    anybody = client()
    answers = []
    for number, receipt in ((filed["number"], "0" * 16), ("TS-1999-000001", filed["receipt"])):
        with pytest.raises(Problem) as refused:
            anybody.status(number, receipt)
        answers.append((refused.value.status, refused.value.code, refused.value.title))

    assert answers[0] == answers[1]
    assert answers[0][:2] == (404, "receipt_unknown")


def test_an_officer_reads_the_words_with_a_reason_that_is_written_down(
    office: Mingcha, file: Callable[..., Json], count: Callable[..., int]
) -> None:
    number = file(text="原话", reporter=CALLER)["number"]
    before = count("complaints", "vault_reads", "reason = '核对事实'")

    assert office.testimony(number, "核对事实")["text"] == "原话"
    assert count("complaints", "vault_reads", "reason = '核对事实'") == before + 1


def test_a_department_sees_its_own_cases_alone(
    client: Callable[..., Mingcha],
    office: Mingcha,
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
) -> None:
    department("housing")
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="housing")
    ours, theirs = client(Role.LIAISON, department="housing"), client(Role.LIAISON, department="taxation")

    assert ours.complaint(number)["department"] == "housing"
    with pytest.raises(Problem) as refused:
        theirs.complaint(number)
    assert refused.value.code == "not_your_case"
    assert [found["number"] for found in theirs.get("/v1/complaints")["complaints"]] == []


def test_pages_hold_every_complaint_once(office: Mingcha, file: Callable[..., Json]) -> None:
    filed = {file()["number"] for _ in range(5)}
    seen: list[str] = []
    after = None
    while True:
        page = office.get("/v1/complaints", limit=2, **({"after": after} if after else {}))
        seen += [found["number"] for found in page["complaints"]]
        after = page["next"]
        if after is None:
            break

    assert len(seen) == len(set(seen))
    assert filed <= set(seen)


def test_a_call_that_withholds_its_number_is_recorded_all_the_same(client: Callable[..., Mingcha]) -> None:
    operator = client(Role.OPERATOR)

    assert (
        operator.record_call(event="newCall", callId="shy", to="2888110", **{"from": "anonymous"})["state"] == "ringing"
    )


def test_call_centre_software_may_post_html_forms(platform: Platform, key: Callable[..., str]) -> None:
    form = {"event": "newCall", "callId": "form-1", "from": "0519-00000000", "to": "2888110", "direction": "in"}
    headers = {"Authorization": f"Bearer {key(Role.OPERATOR)}"}

    reply = requests.post(f"{platform.gateway_url}/v1/hotline/calls", data=form, headers=headers, timeout=30)

    assert (reply.status_code, reply.json()["state"]) == (200, "ringing")


def test_a_complaint_of_the_hotline_names_its_call_and_a_visit_counts_five_at_most(file: Callable[..., Json]) -> None:
    refused = [
        ({"channel": "hotline"}, "call_missing", "/external_id", "required"),
        ({"channel": "visit", "visitors": 6}, "invalid", "/visitors", "out_of_range"),
        ({"channel": "web", "visitors": 2}, "not_a_visit", "/visitors", "visit_only"),
    ]
    for said, code, pointer, rule in refused:
        with pytest.raises(Problem) as problem:
            file(**said)
        assert (problem.value.code, problem.value.status) == (code, 422)
        assert [(fault["pointer"], fault["rule"]) for fault in problem.value.errors] == [(pointer, rule)]
    assert file(channel="visit", visitors=5)["state"] == "registered"
