"""A special supervision: departments look at themselves, are visited, and put right what was found."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from contracts.people import Role
from mingcha.client import Mingcha, Problem
from tests.journeys.inspecting import TODAY, Department, act, next_of


def test_a_special_supervision_goes_from_the_draft_to_the_recheck(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Department,
    pair: dict[str, Mingcha],
    let_pass: Callable[[str, str], None],
    wait: Callable[..., Any],
) -> None:
    faulty, clean = department("spec_faulty"), department("spec_clean")
    order = {
        "source": "campaign",
        "topic": "中介机构专项检查",
        "category": "slow",
        "plan": "先自查,后实地",
        "checklist": ["是否与主管部门脱钩"],
        "departments": ["spec_faulty", "spec_clean"],
        "starts_on": str(TODAY),
        "ends_on": str(TODAY + timedelta(days=60)),
    }
    number = office.post("/v1/special-supervisions", order)["number"]
    path = f"special-supervisions/{number}"
    with pytest.raises(Problem) as unknown:
        client(Role.HEAD, department="spec_clean").get(f"/v1/{path}")
    assert unknown.value.code == "special_supervision_not_yours"
    act(office, path, "launch")
    assert next_of(clean, "special_supervision_served")[0]["plan"] == "先自查,后实地"

    clean.post("self_checked", {"number": number, "report": "已脱钩"})
    wait(lambda: office.get(f"/v1/{path}")["self_checked"], lambda seen: seen == ["spec_clean"])
    visitor = next(iter(pair.values()))
    with pytest.raises(Problem) as waiting:
        act(visitor, path, "go_on_site")
    assert (waiting.value.status, waiting.value.code) == (409, "self_check_not_over")
    let_pass(number, "self_check")
    wait(lambda: _goes(visitor, path))
    problem = {"problem": "中介与主管部门合署办公", "cause": "条例第四十三条"}
    act(visitor, path, "record_round", department="spec_faulty", record="现场查看", problems=[problem])
    act(visitor, path, "record_round", department="spec_clean", record="未见问题")
    act(office, path, "report", report="两家中一家未脱钩")
    act(office, path, "order_rectifications")
    (rectification,) = office.get(f"/v1/{path}")["rectifications"]
    assert next_of(faulty, "rectification_served")[0]["problem"] == problem["problem"]

    with pytest.raises(Problem) as still_open:
        act(office, path, "recheck", remark="x")
    assert still_open.value.code == "still_open"
    head = client(Role.HEAD, department="spec_faulty")
    ordered = f"rectifications/{rectification}"
    act(head, ordered, "plan", measures="分开办公", responsible="head", post="局长")
    act(office, ordered, "accept_plan")
    act(head, ordered, "report", evidence="搬迁照片")
    act(office, ordered, "accept", remark="现场核实")
    act(office, path, "recheck", remark="已脱钩")
    act(office, path, "close", remark="办结")

    assert office.get(f"/v1/{path}")["result"] == "rectified"
    assert next_of(clean, "special_supervision_ended")[0]["result"] == "rectified"
    assert [one["number"] for one in head.get("/v1/special-supervisions")["special_supervisions"]] == [number]
    assert office.get("/v1/special-supervisions", department="insp_window")["special_supervisions"] == []
    seen = head.get(f"/v1/{path}")
    assert (seen["departments"], [paper["act"] for paper in seen["papers"]]) == (
        ["spec_faulty"],
        ["draft", "round", "problem"],
    )


def _goes(visitor: Mingcha, path: str) -> bool:
    try:
        return bool(act(visitor, path, "go_on_site")["state"] == "on_site")
    except Problem:
        return False
