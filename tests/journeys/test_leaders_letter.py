"""A letter that a leader forwards: registered with its instruction, reported back by the day that it names."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

import workdays
from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem

SOON = workdays.newest().roll_forward(date.today() + timedelta(days=20)).due  # noqa: DTZ011 - a day that lies ahead
INSTRUCTION = {"post": "group_leader", "text": "请优化办查清并报告", "due_on": str(SOON)}
DUE = "(due_at AT TIME ZONE 'Asia/Shanghai' - interval '1 second')::date"


def letter(**changes: object) -> Json:
    return {"channel": "leader_letter", "source": "group", "instruction": INSTRUCTION} | changes


def test_the_instruction_is_registered_with_the_letter_reported_back_returned_and_accepted(
    office: Mingcha, client: Callable[..., Mingcha], file: Callable[..., Json], count: Callable[..., int]
) -> None:
    filed = file(**letter(external_id="with-instruction"))
    number = filed["number"]
    [given] = office.get("/v1/instructions", case=number)["instructions"]
    assert given["due_on"] == str(SOON)
    assert (given["state"], given["post"], given["text"]) == ("given", "group_leader", INSTRUCTION["text"])
    running = f"number = '{given['number']}' AND code = 'instruction' AND state = 'running' AND {DUE} = '{SOON}'"
    assert count("complaints", "clocks", running) == 1
    assert count("complaints", "history", f"type = 'instruction_given' AND data LIKE '%{number}%'") == 1

    assert file(**letter(external_id="with-instruction"))["number"] == number
    assert len(office.get("/v1/instructions", case=number)["instructions"]) == 1
    with pytest.raises(Problem) as another:
        file(**letter(external_id="with-instruction", instruction=INSTRUCTION | {"text": "不必报告"}))
    assert (another.value.status, another.value.code) == (409, "source_reused")

    leader = client(Role.LEADER)
    path = f"/v1/instructions/{given['number']}/actions/"
    match = {"headers": {"If-Match": "*"}}
    assert office.post(path + "report", {"report": "已查清"}, **match)["state"] == "reported"
    back = leader.post(path + "return", {"reason": "请说明整改时限"}, **match)
    assert (back["state"], back["due_on"] > str(date.today())) == ("returned", True)  # noqa: DTZ011 - as above
    office.post(path + "report", {"report": "三日内整改"}, **match)
    assert leader.post(path + "accept", {}, **match)["state"] == "accepted"


def test_what_is_wrong_with_an_instruction_files_no_letter(
    office: Mingcha, client: Callable[..., Mingcha], file: Callable[..., Json], count: Callable[..., int]
) -> None:
    before = count("complaints", "history")
    past, far = INSTRUCTION | {"due_on": "2020-01-01"}, INSTRUCTION | {"due_on": "9999-12-31"}
    for changes, pointer, rule in (
        ({"channel": "letter"}, "/instruction", "leader_letter_only"),
        ({"instruction": past}, "/instruction/due_on", "in_the_past"),
        ({"instruction": far}, "/instruction/due_on", "out_of_range"),
    ):
        with pytest.raises(Problem) as refused:
            file(**letter(**changes))
        [error] = refused.value.errors
        assert (refused.value.status, error["pointer"], error["rule"]) == (422, pointer, rule)
    with pytest.raises(Problem) as not_yours:
        client(Role.OPERATOR).file_complaint(category="slow", title="来信", text="示例", **letter())
    assert (not_yours.value.status, not_yours.value.code) == (403, "not_your_role")

    with pytest.raises(Problem) as nowhere:
        office.post("/v1/instructions", INSTRUCTION | {"case": "TS-2026-999999"})
    [error] = nowhere.value.errors
    assert (nowhere.value.status, error["pointer"], error["rule"]) == (404, "/case", "unknown")
    assert count("complaints", "history") == before
