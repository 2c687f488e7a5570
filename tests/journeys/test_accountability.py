"""Somebody is held to account: proposed, heard, decided by another, carried out or handed over, appealed."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.publisher import DepartmentMail
from tests.journeys.queues import next_of

Department = Callable[[str], DepartmentMail]
CANARY = "金丝雀某某"


def act(who: Mingcha, number: str, action: str, **order: Any) -> Json:
    return who.post(f"/v1/accountability/{number}/actions/{action}", order, headers={"If-Match": "*"})


def look_at(who: Mingcha, number: str) -> Json:
    return who.get(f"/v1/accountability/{number}")


@pytest.fixture(scope="module")
def bureau(department: Department) -> DepartmentMail:
    return department("acct_civil")


@pytest.fixture(scope="module")
def replied(office: Mingcha, file: Callable[..., Json], wait: Callable[..., Any], bureau: DepartmentMail) -> Any:
    """A complaint that the department has answered with a finding."""

    def make(finding: str = "substantiated") -> str:
        number = str(file()["number"])
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
def ground(replied: Callable[..., str]) -> str:
    return replied()


@pytest.fixture(scope="module")
def proposal(ground: str) -> Json:
    return {
        "ground": ground,
        "department": "acct_civil",
        "target": "unit",
        "measure": "fault_notice",
        "basis": "business_environment_regulations",
        "article": "第六十九条",
        "facts": "三次退件未一次告知",
    }


@pytest.fixture(scope="module")
def director(client: Callable[..., Mingcha]) -> Mingcha:
    return client(Role.DIRECTOR)


@pytest.fixture(scope="module")
def leader(client: Callable[..., Mingcha]) -> Mingcha:
    return client(Role.LEADER)


@pytest.fixture(scope="module")
def head(client: Callable[..., Mingcha]) -> Mingcha:
    return client(Role.HEAD, department="acct_civil")


def told_of(number: str, mail: DepartmentMail, count: int) -> list[str]:
    """The facts about one of them that the unit finds in its queue, up to so many."""
    told: list[str] = []
    silence = 0
    for incoming in mail.hear(patience=0.5):
        silence += incoming is None
        assert silence < 60, f"told of {told} alone"
        if incoming is not None and incoming.type == "accountability_told" and incoming.data["number"] == number:
            told.append(incoming.data["fact"])
        if len(told) == count:
            break
    return told


def pass_time(engine: Callable[[str], Engine], number: str, code: str) -> None:
    passed = "UPDATE clocks SET due_at = now(), next_at = now() WHERE number = :number AND code = :code"
    with engine("complaints").begin() as connection:
        assert connection.execute(text(passed), {"number": number, "code": code}).rowcount == 1


def test_a_unit_is_heard_held_to_account_by_another_and_wins_its_appeal(
    office: Mingcha,
    client: Callable[..., Mingcha],
    director: Mingcha,
    head: Mingcha,
    bureau: DepartmentMail,
    proposal: Json,
    wait: Callable[..., Any],
) -> None:
    number = office.post("/v1/accountability", proposal)["number"]

    for early, code in ((office, "same_official"), (director, "hearing_not_over")):
        with pytest.raises(Problem) as refused:
            act(early, number, "decide", reason="x")
        assert refused.value.code == code
    act(head, number, "hear", statement="系统故障所致")
    act(director, number, "decide", measure="interview", reason="情节较轻")
    executed = act(office, number, "execute", remark="已约谈")
    assert executed["state"] == "executed"
    bureau.post("accountability_contested", {"number": number, "reason": "事实有误"})
    wait(lambda: look_at(office, number)["state"], lambda state: state == "appealed")
    act(client(Role.REVIEWER), number, "decide_appeal", upheld=False, reason="系统日志属实")

    seen = look_at(head, number)
    assert (seen["state"], seen["outcome"], seen["measure"], seen["proposed_measure"]) == (
        "closed",
        "revoked",
        "interview",
        "fault_notice",
    )
    acts = [paper["act"] for paper in seen["papers"]]
    assert acts == ["propose", "hear", "decide", "execute", "appeal", "decide_appeal"]


def test_a_post_is_touched_by_another_authority_alone_and_a_silent_unit_holds_nothing_up(
    office: Mingcha,
    director: Mingcha,
    leader: Mingcha,
    bureau: DepartmentMail,
    proposal: Json,
    engine: Callable[[str], Engine],
    wait: Callable[..., Any],
) -> None:
    grave = proposal | {"target": "head", "measure": "removal"}
    number = office.post("/v1/accountability", grave)["number"]
    pass_time(engine, number, "hearing")
    wait(lambda: look_at(office, number)["hearing_lapsed_at"])

    with pytest.raises(Problem) as refused:
        act(director, number, "decide", reason="x")
    assert refused.value.code == "not_your_role"
    act(leader, number, "decide", reason="性质恶劣")
    with pytest.raises(Problem) as never:
        act(office, number, "execute", remark="x")
    assert (never.value.status, never.value.allowed) == (409, ["transfer"])
    act(director, number, "transfer", authority="市纪委监委")

    pass_time(engine, number, "appeal_window")
    closed = wait(lambda: look_at(office, number), lambda seen: seen["state"] == "closed")
    assert closed["outcome"] == "uncontested"
    steps = ("proposed", "hearing_lapsed", "decided", "transferred", "closed")
    assert told_of(number, bureau, len(steps)) == [f"accountability_{step}" for step in steps]


def test_the_person_is_seen_with_a_reason_by_those_who_decide_and_stands_nowhere_in_the_clear(
    office: Mingcha,
    client: Callable[..., Mingcha],
    leader: Mingcha,
    bureau: DepartmentMail,
    proposal: Json,
    engine: Callable[[str], Engine],
    count: Callable[..., int],
) -> None:
    named = proposal | {
        "target": "person",
        "measure": "written_review",
        "facts": f"{CANARY}三次退件",
        "person": {"name": CANARY, "post": "窗口负责人"},
    }
    number = office.post("/v1/accountability", named)["number"]
    statement = {"number": number, "statement": f"{CANARY}当日请假"}
    bureau.post("accountability_answered", statement)
    assert told_of(number, bureau, 2) == ["accountability_proposed", "accountability_heard"]
    bureau.post("accountability_answered", statement)
    assert next_of(bureau, "event_refused").data["refusal"]["code"] == "move_not_allowed"

    path = f"/v1/accountability/{number}/person"
    for who in (leader, client(Role.HEAD, department="acct_civil")):
        assert who.get(path, reason="决定前核对")["name"] == CANARY
    assert count("complaints", "vault_reads", "reason = '决定前核对'") == 2
    for stranger in (client(Role.OFFICER), client(Role.HEAD, department="taxation")):
        with pytest.raises(Problem) as refused:
            stranger.get(path, reason="好奇")
        assert refused.value.status == 403

    assert CANARY not in str(look_at(office, number))
    with engine("complaints").connect() as connection:
        for table in ("history", "accountabilities", "accountability_papers", "accountables", "clocks", "dead_letters"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()
            assert not any(CANARY in str(row) for row in rows), table


def test_bad_proposals_name_field_and_rule_and_leave_nothing(
    office: Mingcha,
    client: Callable[..., Mingcha],
    proposal: Json,
    replied: Callable[..., str],
    count: Callable[..., int],
) -> None:
    bad: list[tuple[Json, str, list[str]]] = [
        ({name: value for name, value in proposal.items() if name != "basis"}, "invalid", ["/basis"]),
        (proposal | {"basis": "hearsay"}, "basis_unknown", ["/basis"]),
        (proposal | {"ground": "TS-1999-000001"}, "ground_unknown", ["/ground"]),
        (proposal | {"ground": "letter 5"}, "invalid", ["/ground"]),
        (proposal | {"ground": replied("not_substantiated")}, "ground_not_substantiated", ["/ground"]),
        (proposal | {"department": "nowhere"}, "department_unknown", ["/department"]),
        (proposal | {"measure": "removal"}, "measure_not_for_target", ["/measure"]),
        (proposal | {"measure": "flogging"}, "invalid", ["/measure"]),
        (proposal | {"target": "person"}, "invalid", ["/person"]),
        (proposal | {"person": {"name": CANARY, "post": "x"}}, "invalid", ["/person"]),
    ]
    before = count("complaints", "accountabilities")
    for order, code, pointers in bad:
        with pytest.raises(Problem) as refused:
            office.post("/v1/accountability", order)
        assert (refused.value.code, [error["pointer"] for error in refused.value.errors]) == (code, pointers), order
    with pytest.raises(Problem) as officer:
        client(Role.OFFICER).post("/v1/accountability", proposal | {"target": "head", "measure": "removal"})
    assert officer.value.code == "not_your_role"
    assert count("complaints", "accountabilities") == before


def test_a_unit_sees_its_own_alone_and_the_register_is_there_to_read(
    office: Mingcha, client: Callable[..., Mingcha], head: Mingcha, proposal: Json, ground: str
) -> None:
    number = office.post("/v1/accountability", proposal)["number"]
    stranger = client(Role.HEAD, department="taxation")

    with pytest.raises(Problem) as refused:
        look_at(stranger, number)
    assert refused.value.code == "accountability_not_yours"
    assert stranger.get("/v1/accountability")["accountabilities"] == []
    page = head.get("/v1/accountability", ground=ground, state="proposed", limit=1)
    assert ([one["number"] for one in page["accountabilities"]], page["next"] is not None) == ([number], True)
    titles = [document["title"] for document in head.get("/v1/basis-documents")["documents"]]
    assert "损害经济发展环境行为处分处理试行办法" in titles
