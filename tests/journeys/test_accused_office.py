"""A complaint about the office itself: the office hands it over, and the leading group has it to the end."""

from collections.abc import Callable

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.publisher import DepartmentMail


def refused(act: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(Problem) as problem:
        act()
    return problem.value.status, problem.value.code


def put_right(leader: Mingcha, another: Mingcha, director: Mingcha, number: str) -> None:
    """The leading group orders and checks; the office's director does it, and neither agrees with nor checks it."""

    def act(who: Mingcha, action: str, **said: str) -> Json:
        return who.post(f"/v1/rectifications/{number}/actions/{action}", said, headers={"If-Match": "*"})

    act(director, "plan", measures="补登记", responsible="head", post="主任")
    assert refused(lambda: act(director, "accept_plan")) == (403, "not_your_role")
    act(leader, "accept_plan")
    act(director, "report", evidence="登记簿")
    assert act(another, "accept")["state"] == "accepted"


def test_the_leading_group_handles_and_closes_what_is_about_the_office(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
) -> None:
    department("leading_group")
    leader, another = client(Role.LEADER), client(Role.LEADER)
    not_theirs = (403, "not_your_role")
    number, other = file(about="office")["number"], file()["number"]

    assert refused(lambda: office.act(number, "withdraw")) == not_theirs
    assert refused(lambda: office.act(number, "merge", into=other)) == not_theirs
    office.act(number, "accept")
    office.act(number, "dispatch", department="leading_group")
    assert number in [one["number"] for one in leader.complaints(about="office")["complaints"]]
    assert leader.testimony(number, "办理")["title"] == "窗口"
    assert refused(lambda: leader.testimony(other, "办理")) == not_theirs
    assert refused(lambda: leader.act(other, "accept")) == not_theirs

    leader.act(number, "sign")
    leader.act(number, "investigate")
    leader.act(number, "reply", finding="substantiated", measures="已责成优化办整改", basis="行政许可法第三十二条")
    for action, order in (("redo", {"reason": "incomplete"}), ("verify", {"evidence": "已查看"})):
        assert refused(lambda: office.act(number, action, **order)) == not_theirs  # noqa: B023 - called at once
    order = {"kind": "case", "complaint": number, "problem": "收件未登记", "cause": "首问负责制"}
    assert refused(lambda: office.post("/v1/rectifications", order)) == not_theirs
    put_right(leader, another, client(Role.DIRECTOR), leader.post("/v1/rectifications", order)["number"])
    another.act(number, "verify", evidence="已查看")
    assert refused(lambda: office.act(number, "close", outcome="unfounded")) == not_theirs
    assert leader.act(number, "close", outcome="resolved")["state"] == "closed"
    assert refused(lambda: office.act(number, "reopen", reason="new_evidence")) == not_theirs
