"""What was said about a case is read by those who need it: the office the words, the units the redacted case, both
the replies.
"""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.publisher import DepartmentMail

CALLER = {"name": "示例来信人", "phone": "0519-00000000"}
SUPPLIED = "补充:我叫示例来信人,当日排队号为 A017"


def refused(act: Callable[[], Any]) -> tuple[int, str]:
    with pytest.raises(Problem) as no:
        act()
    return no.value.status, no.value.code


def test_what_was_supplied_reaches_office_and_units_and_the_reply_comes_back(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
    wait: Callable[..., Any],
) -> None:
    forestry, _ = department("forestry"), department("archives_bureau")
    number = file(source="sender-1", external_id="letter-1", reporter=CALLER)["number"]
    office.act(number, "request_info", question="请补充排队号")
    office.act(number, "provide_info", text=SUPPLIED)
    assert office.testimony(number, "核对补充")["supplements"] == [SUPPLIED]

    office.act(number, "accept", claims=["示例来信人请求当日补办", "请求书面致歉"])
    office.act(number, "dispatch", department="forestry", section="second_office", assisting=["archives_bureau"])
    handed = next(found for found in forestry.hear() if found is not None and found.data.get("number") == number)
    assert (handed.type, handed.data["section"]) == ("case_handed_over", "second_office")
    assert handed.data["claims"] == ["▇▇▇请求当日补办", "请求书面致歉"]

    head, helper = client(Role.HEAD, department="forestry"), client(Role.LIAISON, department="archives_bureau")
    stranger = client(Role.LIAISON, department="taxation")
    case, replies = f"/v1/complaints/{number}/case", f"/v1/complaints/{number}/replies"
    assert head.get(case) == handed.data
    assert head.get(case)["text"] == "三次未办成\n\n补充:我叫▇▇▇,当日排队号为 A017"
    assert helper.get(case) == {**handed.data, "section": None}
    assert refused(lambda: stranger.get(case)) == refused(lambda: stranger.get(replies)) == (403, "not_your_case")
    assert refused(lambda: office.get(case)) == (403, "role_required")

    deputy = client(Role.DEPUTY, department="forestry")
    [listed] = deputy.get("/v1/complaints")["complaints"]
    assert (listed["number"], listed["source"], listed["external_id"]) == (number, None, None)
    assert deputy.complaint(number) == listed
    assert office.complaint(number)["external_id"] == "letter-1"

    answers = ["已当日补办", "已书面致歉"]
    said = {"finding": "partly", "measures": "已当场办结", "basis": "行政许可法第三十二条", "answers": answers}
    forestry.post("case_signed_for", {"number": number})
    forestry.post("complainant_reached", {"number": number, "result": "reached"})
    forestry.post("case_taken_up", {"number": number})
    forestry.post("case_answered", {"number": number, **said})
    wait(lambda: office.complaint(number)["state"], lambda state: state == "replied")
    [reply] = office.get(replies)["replies"]
    assert {name: reply[name] for name in ("department", *said)} == {"department": "forestry", **said}
    assert head.get(replies)["replies"] == helper.get(replies)["replies"] == [reply]


def test_neither_the_administrator_nor_an_officer_of_a_department_reads_the_words(
    client: Callable[..., Mingcha], file: Callable[..., Json], count: Callable[..., int]
) -> None:
    number = file(reporter=CALLER)["number"]
    administrator, both = client(Role.ADMIN), client(Role.OFFICER, Role.LIAISON, department="forestry")

    assert refused(lambda: administrator.testimony(number, "不得查看")) == (403, "role_required")
    assert refused(lambda: both.testimony(number, "不得查看")) == (403, "identity_kept_from_departments")
    assert count("complaints", "vault_reads", "reason = '不得查看'") == 0
