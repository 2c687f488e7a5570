"""A rectification goes the whole way: ordered, planned, returned, reported, rejected, struck off, looked at again."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.publisher import DepartmentMail
from tests.journeys.queues import next_of

Department = Callable[[str], DepartmentMail]
PLAN = {"measures": "设首问负责岗,一次告知", "responsible": "deputy", "post": "分管副局长"}


def act(who: Mingcha, number: str, action: str, *, version: int | None = None, **order: Any) -> Json:
    headers = {"If-Match": "*" if version is None else f'"{version}"'}
    return who.post(f"/v1/rectifications/{number}/actions/{action}", order, headers=headers)


def look_at(office: Mingcha, number: str) -> Json:
    return office.get(f"/v1/rectifications/{number}")


@pytest.fixture(scope="module")
def replied(office: Mingcha, file: Callable[..., Json], wait: Callable[..., Any]) -> Callable[..., str]:
    """A complaint that a department has found to be true."""

    def make(bureau: DepartmentMail, finding: str = "substantiated", **changes: Any) -> str:
        number = str(file(**changes)["number"])
        office.act(number, "accept")
        office.act(number, "dispatch", department=bureau.department)
        bureau.post("case_signed_for", {"number": number})
        bureau.post("complainant_reached", {"number": number, "result": "reached"})
        bureau.post("case_taken_up", {"number": number})
        bureau.post(
            "case_answered",
            {"number": number, "finding": finding, "measures": "已道歉", "basis": "行政许可法第三十二条"},
        )
        wait(lambda: office.complaint(number)["state"], lambda state: state == "replied")
        return number

    return make


@pytest.fixture(scope="module")
def let_pass(engine: Callable[[str], Engine]) -> Callable[[str, str], None]:
    """Lets a clock's time pass, for one thing alone."""

    def past(number: str, code: str) -> None:
        passed = "UPDATE clocks SET due_at = now(), next_at = now() WHERE number = :number AND code = :code"
        with engine("complaints").begin() as connection:
            assert connection.execute(text(passed), {"number": number, "code": code}).rowcount == 1

    return past


def test_a_fault_is_put_right_by_mail_and_looked_at_again(
    office: Mingcha,
    client: Callable[..., Mingcha],
    tmp_path: Path,
    department: Department,
    replied: Callable[..., str],
    let_pass: Callable[[str, str], None],
    wait: Callable[..., Any],
) -> None:
    bureau = department("rect_civil")
    complaint = replied(bureau)

    ordered = office.post(
        "/v1/rectifications",
        {"kind": "case", "complaint": complaint, "problem": "三次退件", "cause": "行政许可法第三十二条"},
    )
    number = ordered["number"]
    served = next_of(bureau, "rectification_served")
    assert (served.data["number"], served.data["problem"], served.data["due_on"]) == (
        number,
        "三次退件",
        ordered["due_on"],
    )

    bureau.post("rectification_planned", {"number": number, **PLAN})
    wait(lambda: look_at(office, number)["state"], lambda state: state == "plan_submitted")
    act(office, number, "return_plan", version=2, reason="没有时限")
    assert next_of(bureau, "rectification_ruled_on").data["reason"] == "没有时限"
    bureau.post("rectification_planned", {"number": number, **PLAN})
    wait(lambda: look_at(office, number)["version"], lambda version: version == 4)
    act(office, number, "accept_plan", version=4)
    bureau.post("rectification_taken_up", {"number": number})
    wait(lambda: look_at(office, number)["state"], lambda state: state == "in_progress")

    report = {"number": number, "evidence": "窗口公示照片", "attachments": ["a-1"]}
    bureau.post("rectification_reported", report)
    (fault,) = next_of(bureau, "event_refused").data["refusal"]["faults"]
    assert (fault["pointer"], fault["rule"]) == ("/attachments/0", "unknown_attachment")
    photo = tmp_path / "board.jpg"
    photo.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)))
    deputy = client(Role.DEPUTY, department="rect_civil")
    report["attachments"] = [deputy.attach(number, photo, resource="rectifications")["id"]]
    bureau.post("rectification_reported", report)
    wait(lambda: look_at(office, number)["state"], lambda state: state == "reported")
    act(office, number, "reject", reason="照片看不清")
    bureau.post("rectification_reported", report)
    wait(lambda: look_at(office, number)["version"], lambda version: version == 9)
    act(office, number, "accept", remark="现场核实")

    with pytest.raises(Problem) as early:
        act(office, number, "recheck", remark="未见反弹")
    assert (early.value.status, early.value.code) == (409, "recheck_not_due")
    let_pass(number, "recheck")
    wait(lambda: look_at(office, number)["recheck_due_at"])
    act(office, number, "recheck", remark="未见反弹")

    file = look_at(office, number)
    assert (file["state"], file["version"], file["returns"], file["rejections"]) == ("rechecked", 12, 1, 1)
    assert [paper["act"] for paper in file["papers"]] == [
        "order",
        "plan",
        "return_plan",
        "plan",
        "report",
        "reject",
        "report",
        "accept",
        "recheck",
    ]

    act(office, number, "relapse", reason="又见退件")
    again = next_of(bureau, "rectification_served")
    assert (again.data["number"], again.data["version"]) == (number, 13)
    bureau.post("rectification_declined", {"number": number, "reason": "无权限"})
    assert next_of(bureau, "notice_served").data["ground"] == "rectification_refused"
    bureau.post("rectification_taken_up", {"number": number})
    assert next_of(bureau, "event_refused").data["refusal"]["code"] == "move_not_allowed"


def test_a_policy_proposal_is_answered_in_writing_by_mail(
    office: Mingcha, department: Department, wait: Callable[..., Any]
) -> None:
    bureau = department("rect_policy")
    order = {
        "kind": "policy_proposal",
        "department": "rect_policy",
        "category": "policy_arbitrary",
        "problem": "两文件冲突",
        "cause": "优化营商环境条例第六十九条",
    }
    number = office.post("/v1/rectifications", order)["number"]

    bureau.post("rectification_planned", {"number": number, **PLAN})
    refused = next_of(bureau, "event_refused").data["refusal"]
    assert (refused["code"], refused["allowed"]) == ("move_not_allowed", ["answer"])

    bureau.post("proposal_answered", {"number": number, "adopted": True, "answer": "拟于下季修订"})
    wait(lambda: look_at(office, number)["state"], lambda state: state == "reported")
    act(office, number, "accept")
    assert (look_at(office, number)["adopted"], look_at(office, number)["state"]) == (True, "accepted")


def test_the_head_signs_for_a_whole_department_and_not_its_system(
    office: Mingcha, client: Callable[..., Mingcha], department: Department
) -> None:
    bureau = department("rect_wide")
    order = {
        "kind": "department_wide",
        "department": "rect_wide",
        "category": "slow",
        "problem": "全局超期",
        "cause": "首问负责制",
    }
    number = office.post("/v1/rectifications", order)["number"]

    bureau.post("rectification_planned", {"number": number, **PLAN})
    assert next_of(bureau, "event_refused").data["refusal"]["code"] == "not_your_role"
    head = client(Role.HEAD, department="rect_wide")
    assert act(head, number, "plan", **PLAN)["state"] == "plan_submitted"


def test_a_department_sees_and_touches_its_own_alone(
    office: Mingcha, client: Callable[..., Mingcha], department: Department, replied: Callable[..., str]
) -> None:
    bureau, stranger = department("rect_ours"), department("rect_theirs")
    complaint = replied(bureau)
    order = {"kind": "case", "complaint": complaint, "problem": "退件", "cause": "一次告知制度"}
    number = office.post("/v1/rectifications", order)["number"]
    ours = client(Role.DEPUTY, department="rect_ours")
    theirs = client(Role.DEPUTY, department="rect_theirs")

    for attempt in (lambda: look_at(theirs, number), lambda: act(theirs, number, "refuse", reason="x")):
        with pytest.raises(Problem) as refused:
            attempt()
        assert (refused.value.status, refused.value.code) == (403, "rectification_not_yours")
    stranger.post("rectification_planned", {"number": number, **PLAN})
    assert next_of(stranger, "event_refused").data["refusal"]["code"] == "rectification_not_yours"

    assert theirs.get("/v1/rectifications")["rectifications"] == []
    assert [one["number"] for one in ours.get("/v1/rectifications", complaint=complaint)["rectifications"]] == [number]


def test_pages_hold_every_rectification_once(office: Mingcha, department: Department) -> None:
    department("rect_pages")
    order = {"kind": "department_wide", "department": "rect_pages", "category": "slow", "problem": "p", "cause": "c"}
    ordered = {office.post("/v1/rectifications", order)["number"] for _ in range(5)}
    seen: list[str] = []
    after: Json = {}
    while True:
        page = office.get("/v1/rectifications", department="rect_pages", state="ordered", limit=2, **after)
        seen += [one["number"] for one in page["rectifications"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}

    assert (len(seen), set(seen)) == (5, ordered)


def test_an_illegal_move_is_refused_with_the_allowed_ones_and_a_late_one_with_the_version(
    office: Mingcha, department: Department
) -> None:
    department("rect_moves")
    order = {"kind": "department_wide", "department": "rect_moves", "category": "slow", "problem": "p", "cause": "c"}
    number = office.post("/v1/rectifications", order)["number"]

    with pytest.raises(Problem) as refused:
        act(office, number, "accept")
    assert (refused.value.status, refused.value.allowed) == (409, ["plan", "refuse"])
    with pytest.raises(Problem) as outdated:
        act(office, number, "accept", version=7)
    assert outdated.value.code == "outdated"
    assert look_at(office, number)["version"] == 1


def test_bad_orders_name_field_and_rule_and_leave_nothing(
    office: Mingcha, department: Department, replied: Callable[..., str], count: Callable[..., int]
) -> None:
    bureau = department("rect_bad")
    complaint, unfounded = replied(bureau), replied(bureau, "not_substantiated")
    office.act(closed := replied(bureau), "verify", evidence="已查看")
    office.act(closed, "close", outcome="resolved")
    good: Json = {"kind": "case", "complaint": complaint, "problem": "p", "cause": "c"}
    wide: Json = {"kind": "department_wide", "department": "rect_bad", "category": "slow", "problem": "p", "cause": "c"}
    yesterday, far = str(date.today() - timedelta(days=1)), "9999-12-31"  # noqa: DTZ011 - any past day will do
    bad: list[tuple[Json, str, list[str]]] = [
        (good | {"due_on": yesterday}, "invalid", ["/due_on"]),
        (good | {"due_on": far}, "invalid", ["/due_on"]),
        (good | {"cause": " "}, "invalid", ["/cause"]),
        ({name: value for name, value in good.items() if name != "cause"}, "invalid", ["/cause"]),
        ({name: value for name, value in good.items() if name != "complaint"}, "invalid", ["/complaint"]),
        (good | {"complaint": "TS-1999-000001"}, "complaint_unknown", []),
        (good | {"complaint": unfounded}, "nothing_to_rectify", ["/complaint"]),
        (good | {"complaint": closed}, "move_not_allowed", []),
        (good | {"department": "no_such"}, "department_unknown", ["/department"]),
        (wide | {"category": "weather"}, "category_unknown", ["/category"]),
        ({name: value for name, value in wide.items() if name != "category"}, "invalid", ["/category"]),
    ]
    before = [count("complaints", table) for table in ("rectifications", "rectification_papers", "parcels")]
    for order, code, pointers in bad:
        with pytest.raises(Problem) as refused:
            office.post("/v1/rectifications", order)
        assert (refused.value.code, [error["pointer"] for error in refused.value.errors]) == (code, pointers), order
    assert [count("complaints", table) for table in ("rectifications", "rectification_papers", "parcels")] == before
