"""Notices from outside: they end with their case and with a transfer, and tell a unit nothing of who complains."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside
from mingcha.publisher import DepartmentMail
from tests.journeys.queues import next_of

LIAISON = {"name": "示例联络员乙", "email": "circular@mingcha.example", "language": "en"}


def refusal(who: Mingcha, order: Json) -> tuple[int, str, list[tuple[str, str]]]:
    """What is said to whoever may not issue a notice."""
    with pytest.raises(Problem) as refused:
        who.post("/v1/supervision", order)
    return refused.value.status, refused.value.code, [(one["pointer"], one["rule"]) for one in refused.value.errors]


def test_a_notice_is_the_units_that_has_the_case_and_ends_with_it(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
    outside: Outside,
    wait: Callable[..., Any],
) -> None:
    before, after = department("notices_before"), department("notices_after")
    office.amend_department("notices_after", "appoint", post="liaison", official=LIAISON)
    number = file(reporter={"name": "示例投诉人丙", "phone": "0519-00000000"})["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="notices_before")
    order = {"case": number, "level": "yellow", "reason": "示例投诉人丙再次来电,请尽快签收"}

    notice = office.post("/v1/supervision", order)["number"]
    assert next_of(before, "notice_served").data["reason"] == "▇▇▇再次来电,请尽快签收"
    read = client(Role.DEPUTY, department="notices_before").get(f"/v1/supervision/{notice}")
    assert read["reason"] == "▇▇▇再次来电,请尽快签收"
    before.post("notice_acknowledged", {"number": notice})
    wait(lambda: office.get(f"/v1/supervision/{notice}")["state"], lambda state: state == "acknowledged")

    before.post("case_returned", {"number": number, "basis": "非本单位职责", "rightful": "notices_after"})
    wait(lambda: office.complaint(number)["state"], lambda state: state == "return_requested")
    office.act(number, "grant_return", department="notices_after")
    seen = office.get(f"/v1/supervision/{notice}")
    assert (seen["state"], seen["lifted_for"], seen["reason"]) == ("lifted", "transferred", order["reason"])
    before.post("notice_answered", {"number": notice, "answer": "已办理"})
    assert next_of(before, "event_refused").data["refusal"]["code"] == "move_not_allowed"

    assert refusal(client(Role.OFFICER), order | {"level": "red"})[:2] == (403, "not_your_role")
    red = office.post("/v1/supervision", order | {"level": "red"})["number"]
    assert next_of(after, "notice_served").data["number"] == red
    mails = wait(lambda: [mail for mail in outside.mails.taken if f"Circular about {number}" in str(mail["Subject"])])
    assert LIAISON["email"] in {mail["To"] for mail in mails}

    office.act(number, "withdraw")
    ended = office.get(f"/v1/supervision/{red}")
    assert (ended["state"], ended["lifted_for"]) == ("lifted", "ended")
    assert refusal(office, order) == (409, "case_ended", [("/case", "ended")])
