"""The ways round of the life cycle, through the gateway: sent back, reopened, reviewed twice, joined and taken out,
taken back and gone on with. The office handles these cases itself, so that hardly anything is waited for.
"""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside

CALLER = {"name": "示例来电人", "phone": "0519-00000000", "email": "joined@mingcha.example"}
REPLY = {"finding": "substantiated", "measures": "已整改", "basis": "行政许可法第三十二条"}

Client = Callable[..., Mingcha]


@pytest.fixture(scope="module")
def people(client: Client, office: Mingcha) -> dict[str, Mingcha]:
    return {
        "office": office,
        "second": client(Role.OFFICER),
        "agent": client(Role.CALLBACK_AGENT),
        "reviewer": client(Role.REVIEWER),
        "leader": client(Role.LEADER),
    }


def code_of(act: Callable[[], Any]) -> str:
    with pytest.raises(Problem) as refused:
        act()
    return str(refused.value.code)


def taken_up(office: Mingcha, number: str, *claims: str) -> None:
    office.act(number, "accept", claims=list(claims))
    office.act(number, "contact", result="reached")
    office.act(number, "investigate")


def closed(people: dict[str, Mingcha], number: str, *answers: str) -> Json:
    """From the investigation to the closing, by three people."""
    people["office"].act(number, "reply", **REPLY, answers=list(answers))
    people["second"].act(number, "verify", evidence="现场查看,清单已上墙")
    people["agent"].act(number, "call_back", reached=True, satisfaction="satisfied", solved="yes")
    return people["agent"].act(number, "close", outcome="resolved")


def test_a_case_is_sent_back_reopened_and_reviewed_twice_until_it_is_final(
    people: dict[str, Mingcha], file: Callable[..., Json], count: Callable[..., int]
) -> None:
    office, agent = people["office"], people["agent"]
    number = file(reporter=CALLER)["number"]
    taken_up(office, number, "请求补办")
    assert code_of(lambda: office.act(number, "reply", **REPLY)) == "claims_unanswered"
    office.act(number, "reply", **REPLY, answers=["已补办"])
    people["second"].act(number, "redo", reason="incomplete")
    office.act(number, "reply", **REPLY, answers=["已补办"])
    people["second"].act(number, "verify", evidence="现场查看")

    looks = count("complaints", "vault_reads", "reason = '回访 callback'")
    (called,) = (one for one in agent.get("/v1/callbacks", limit=100)["callbacks"] if one["number"] == number)
    assert (called["name"], called["phone"], called["calls"]) == (CALLER["name"], CALLER["phone"], 0)
    assert count("complaints", "vault_reads", "reason = '回访 callback'") > looks
    agent.act(number, "call_back", reached=True, satisfaction="satisfied", solved="yes")
    agent.act(number, "close", outcome="resolved")

    people["second"].act(number, "reopen", reason="new_evidence")
    assert closed(people, number, "已补办")["state"] == "closed"
    office.act(number, "request_review")
    assert people["reviewer"].act(number, "decide_review", decision="upheld", reasons="清楚")["state"] == "closed"
    office.act(number, "request_review")
    again = {"decision": "upheld", "reasons": "清楚"}
    assert code_of(lambda: people["reviewer"].act(number, "decide_review", **again)) == "not_your_role"
    assert people["leader"].act(number, "decide_review", **again)["state"] == "finalised"
    assert code_of(lambda: office.act(number, "request_review")) == "move_not_allowed"

    seen = office.complaint(number)
    assert (seen["redos"], seen["reopenings"], seen["reviews"], seen["outcome"]) == (1, 1, 2, "resolved")
    facts = office.get(f"/v1/complaints/{number}/history")["facts"]
    assert [fact["said"] for fact in facts if fact["type"] == "complaint_accepted"] == [{"claim_1": "请求补办"}]
    assert {"evidence": "现场查看"} in [fact["said"] for fact in facts if fact["type"] == "complaint_verified"]


def test_what_is_joined_comes_out_again_or_ends_with_the_other_and_its_complainant_is_told(
    people: dict[str, Mingcha], file: Callable[..., Json], client: Client, outside: Outside, wait: Callable[..., Any]
) -> None:
    office = people["office"]
    lead, other = file()["number"], file(category="attitude")["number"]
    joined = file(reporter=CALLER)
    number = joined["number"]
    assert code_of(lambda: office.act(number, "merge", into=other)) == "merge_of_another_matter"
    office.act(number, "merge", into=lead)
    assert client().status(number, joined["receipt"])["followed"] == "registered"
    assert office.act(number, "unmerge")["state"] == "registered"
    office.act(number, "merge", into=lead)

    taken_up(office, lead)
    office.act(lead, "extend_ceiling", reason="须等待鉴定")
    ceiling = next(one for one in office.get(f"/v1/complaints/{lead}/clocks")["clocks"] if one["code"] == "ceiling")
    assert (ceiling["extended"], [day["ordinal"] for day in ceiling["days"] if day["counted"]]) == (
        30,
        list(range(1, 91)),
    )
    assert code_of(lambda: office.act(lead, "extend_ceiling", reason="再延长")) == "extended_before"
    closed(people, lead)

    status = client().status(number, joined["receipt"])
    assert (status["state"], status["followed"], status["outcome"]) == ("merged", "closed", "resolved")
    asked = client().post("/v1/status/survey", {"number": number, "receipt": joined["receipt"]})
    said = {"token": asked["token"], "level": "satisfied", "solved": "yes", "contacted": True}
    assert client().post("/v1/surveys/answer", said)["state"] == "answered"

    subjects = {"并案办理": 2, "恢复单独办理": 1, "已办结": 1}

    def mails() -> dict[str, int]:
        about = [str(mail["Subject"]) for mail in outside.mails.taken if number in str(mail["Subject"])]
        return {said: sum(said in subject for subject in about) for said in subjects}

    wait(mails, lambda seen: seen == subjects)
    assert not [mail for mail in outside.mails.taken if number in str(mail["Subject"]) and lead in mail.get_content()]


def test_a_grave_case_that_is_taken_back_goes_on_once_and_what_was_joined_by_itself(
    office: Mingcha, file: Callable[..., Json]
) -> None:
    light, grave = file()["number"], file()["number"]
    joined = file()["number"]
    office.act(joined, "merge", into=grave)
    office.act(grave, "relabel", severity=3)
    for number in (light, grave):
        office.act(number, "withdraw")

    assert office.complaint(joined)["state"] == "registered"  # nobody took that one back
    assert code_of(lambda: office.act(light, "go_on")) == "not_grave"
    assert office.act(grave, "go_on")["state"] == "withdrawn"
    assert code_of(lambda: office.act(grave, "go_on")) == "gone_on_with_before"
    (told,) = (
        fact for fact in office.get(f"/v1/complaints/{grave}/history")["facts"] if fact["type"] == "case_gone_on_with"
    )
    opened = office.complaint(told["data"]["opened"])
    assert (opened["channel"], opened["mode"], opened["severity"]) == ("event", "anonymous", 3)
    assert office.testimony(opened["number"], "核对")["reporter"] is None
