"""The two cases that the city's report tells of, by the gateway and by the departments' door."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import workdays
from contracts.people import Role
from mingcha.client import Json, Mingcha
from mingcha.publisher import DepartmentMail
from services.complaints.domain.deadlines import CITY
from tests.journeys.queues import next_of

Department = Callable[[str], DepartmentMail]
Wait = Callable[..., Any]

FIGURES = json.loads((Path(__file__).parents[1] / "data" / "seed-figures.json").read_text(encoding="utf-8"))
LETTER, AGREEMENT = FIGURES["worked_cases"]


@pytest.fixture(scope="module")
def people(client: Callable[..., Mingcha]) -> dict[str, Mingcha]:
    """Those whose keys a case needs: who answers never verifies, who verifies never calls back."""
    roles = {
        "leader": Role.LEADER,
        "verifier": Role.OFFICER,
        "second_verifier": Role.OFFICER,
        "agent": Role.CALLBACK_AGENT,
    }
    return {name: client(role) for name, role in roles.items()}


def act(who: Mingcha, resource: str, number: str, action: str, **order: Any) -> Json:
    return who.post(f"/v1/{resource}/{number}/actions/{action}", order, headers={"If-Match": "*"})


def facts_of(office: Mingcha, number: str) -> list[str]:
    return [fact["type"] for fact in office.get(f"/v1/complaints/{number}/history")["facts"]]


def test_the_letter_that_a_leader_forwarded_ends_with_its_report(
    office: Mingcha, people: dict[str, Mingcha], file: Callable[..., Json], department: Department, wait: Wait
) -> None:
    assert (LETTER["channel"], LETTER["course"][-1]) == ("leader_letter", "complainant satisfied")
    bureau = department("worked_civil")
    due = workdays.add(datetime.now(CITY).date(), 20).due  # a day of rest would roll forward
    number = file(
        channel="leader_letter",
        source="leading_group",
        external_id="worked-letter",
        category="window_service",
        title=f"关于{LETTER['about_department']}{LETTER['place']}的投诉信",
        about="worked_civil",
        reporter={"name": "示例来信人", "phone": "0519-00000000"},
    )["number"]
    order = {"case": number, "post": "group_leader", "text": "请优化办查清并报结果。", "due_on": f"{due}"}
    instruction = people["leader"].post("/v1/instructions", order)
    assert (instruction["state"], instruction["due_on"]) == ("given", f"{due}")

    office.act(number, "accept")
    office.act(number, "contact", result="reached")
    office.act(number, "investigate")
    office.act(number, "reply", finding="substantiated", measures="已当面指出", basis="《行政许可法》第三十条")

    notice = office.post(
        "/v1/supervision",
        {"case": number, "department": "worked_civil", "level": "yellow", "reason": "要求规定以外的材料"},
    )["number"]
    assert next_of(bureau, "notice_served").data["number"] == notice
    bureau.post("notice_acknowledged", {"number": notice})
    _reaches(wait, office, "supervision", notice, "acknowledged")
    bureau.post("notice_answered", {"number": notice, "answer": "当日取消该材料要求"})

    order = {"kind": "case", "complaint": number, "problem": "要求规定以外的材料", "cause": "未执行材料目录"}
    rectification = office.post("/v1/rectifications", order)["number"]
    assert next_of(bureau, "rectification_served").data["number"] == rectification
    plan = {"measures": "公示一次性告知清单", "responsible": "deputy", "post": "分管副局长"}
    bureau.post("rectification_planned", {"number": rectification, **plan})
    _reaches(wait, office, "rectifications", rectification, "plan_submitted")
    act(office, "rectifications", rectification, "accept_plan")
    bureau.post("rectification_reported", {"number": rectification, "evidence": "窗口公示照片"})
    _reaches(wait, office, "rectifications", rectification, "reported")
    act(office, "rectifications", rectification, "accept", remark="现场核实")
    _reaches(wait, office, "supervision", notice, "answered")

    lifted = act(office, "supervision", notice, "lift")
    closed = _closed(people, number, verifiers=("verifier",))
    act(office, "instructions", instruction["number"], "report", report="已查清,已整改,来信人满意。")
    ended = act(people["leader"], "instructions", instruction["number"], "accept")

    assert (closed["state"], closed["outcome"]) == ("closed", "resolved")
    assert (lifted["state"], ended["state"]) == ("lifted", "accepted")
    assert "complaint_dispatched" not in facts_of(office, number)  # the office itself handled it


def test_the_agreement_that_was_got_by_deceit_is_settled_in_rounds(
    office: Mingcha,
    people: dict[str, Mingcha],
    file: Callable[..., Json],
    department: Department,
    wait: Wait,
) -> None:
    assert "several rounds of mediation (几上几下的磨合)" in AGREEMENT["course"]
    bureau = department("worked_quality")
    number = file(
        channel="visit",
        category="coerced_agreement",
        title=f"反映{AGREEMENT['problem']}",
        reporter={"name": "示例经营户", "phone": "0519-00000001"},
    )["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="worked_quality")
    assert next_of(bureau, "case_handed_over").data["number"] == number
    bureau.post("case_signed_for", {"number": number})
    bureau.post("complainant_reached", {"number": number, "result": "reached"})
    bureau.post("case_taken_up", {"number": number})
    rounds = (("要求退还全部费用", "愿退还一半"), ("要求退还并致歉", "愿全部退还"), ("同意", "全部退还并致歉"))
    for complainants, departments in rounds:
        said = {"complainants_position": complainants, "departments_position": departments}
        bureau.post("case_mediated", {"number": number, **said})
    wait(lambda: office.complaint(number)["mediations"], lambda held: held == len(rounds))
    bureau.post("case_mediation_ended", {"number": number, "agreed": True})
    wait(lambda: office.complaint(number)["state"], lambda state: state == "investigating")
    answer = {"finding": "substantiated", "measures": "协议作废,费用退还,已致歉", "basis": "《民法典》第一百四十八条"}
    bureau.post("case_answered", {"number": number, **answer})
    wait(lambda: office.complaint(number)["state"], lambda state: state == "replied")

    act(people["verifier"], "complaints", number, "verify", evidence="已查看")
    assert office.complaint(number)["state"] == "replied"  # a grave case takes two officers
    closed = _closed(people, number, verifiers=("second_verifier",))

    assert (closed["state"], closed["outcome"], closed["mediations"]) == ("closed", "resolved", 3)
    assert facts_of(office, number).count("mediation_held") == len(rounds)


def _reaches(wait: Wait, office: Mingcha, resource: str, number: str, state: str) -> None:
    wait(lambda: office.get(f"/v1/{resource}/{number}")["state"], lambda seen: seen == state)


def _closed(people: dict[str, Mingcha], number: str, *, verifiers: tuple[str, ...]) -> Json:
    for name in verifiers:
        people[name].act(number, "verify", evidence="已查看")
    people["agent"].act(number, "call_back", reached=True, satisfaction="very_satisfied", solved="yes", contacted=True)
    people["agent"].act(number, "close", outcome="resolved")
    return people["verifier"].complaint(number)
