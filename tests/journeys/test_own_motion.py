"""What departments and the approvals service tell opens cases before anybody complains, or raises an alarm."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from kombu import Connection, Producer

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail, Incoming

TODAY = date.today() - timedelta(days=1)  # noqa: DTZ011 - a day that is past in every zone
ENTERPRISE = "91320413MA00000000"
Wait = Callable[..., Any]
Tell = Callable[..., str]


@pytest.fixture(scope="module")
def price(department: Callable[[str], DepartmentMail]) -> DepartmentMail:
    return department("price_bureau")


@pytest.fixture
def tell(platform: Platform) -> Tell:
    """Posts an event as the approvals service would."""

    def post(type_: str, data: Json) -> str:
        id_ = str(uuid4())
        said = {"id": id_, "source": "/services/approvals", "type": type_, "specversion": "1.0"}
        with Connection(platform.amqp_uri) as connection:
            Producer(connection, auto_declare=False).publish(
                json.dumps(data),
                exchange="approvals.events",
                routing_key=type_,
                headers={f"ce-{name}": value for name, value in said.items()},
                content_type="application/json",
                delivery_mode=2,
            )
        return id_

    return post


def next_refused(mail: DepartmentMail, event_id: str) -> Json:
    silence = 0
    for incoming in mail.hear(patience=0.5):
        if incoming is not None and incoming.type == "event_refused" and incoming.data["event_id"] == event_id:
            return incoming.data
        silence += incoming is None
        assert silence < 60, "no refusal came"
    raise AssertionError


def own_cases(office: Mingcha, about: str) -> list[Json]:
    page = office.get("/v1/complaints", limit=100)["complaints"]
    return [case for case in page if case["channel"] == "event" and case["about"] == about]


def fee(**changes: Any) -> Json:
    said = {
        "charge": "bill-1",
        "department": "price_bureau",
        "fee": "fee-3",
        "amount_fen": 12_050,
        "limit_fen": 10_000,
        "catalogue": "2026.1",
        "charged_on": str(TODAY),
        "enterprise": ENTERPRISE,
    }
    return said | changes


def test_a_charge_above_the_catalogue_is_one_case_and_one_within_it_is_none(
    price: DepartmentMail, office: Mingcha, wait: Wait
) -> None:
    price.post("fee_charged", fee(charge="within", amount_fen=10_000))
    for _ in range(3):
        price.post("fee_charged", fee())

    (case,) = wait(lambda: own_cases(office, "price_bureau"))
    assert (case["category"], case["external_id"], case["state"]) == ("illegal_fee", "bill-1", "registered")
    words = office.testimony(case["number"], "核对收费")
    assert "超出 20.50 元" in words["text"]
    assert ENTERPRISE not in words["text"]

    conflict = next_refused(price, price.post("fee_charged", fee(amount_fen=99_999)))
    assert conflict["refusal"]["code"] == "source_reused"
    assert len(own_cases(office, "price_bureau")) == 1


@pytest.mark.parametrize(
    ("type_", "data", "code", "pointer"),
    [
        ("fee_charged", fee(charge="b", charged_on=str(TODAY + timedelta(days=9))), "invalid", "/charged_on"),
        ("fee_charged", fee(charge="b", charged_on=str(TODAY - timedelta(days=400))), "invalid", "/charged_on"),
        ("fee_charged", fee(charge="b", department="nowhere"), "department_unknown", "/department"),
        ("fee_charged", fee(charge="b", amount_fen=-1), "invalid", "/amount_fen"),
        ("fee_charged", fee(charge="b", enterprise="short"), "invalid", "/enterprise"),
        (
            "penalty_issued",
            {"penalty": "p", "department": "price_bureau", "enterprise": ENTERPRISE, "issued_on": "2020-01-01"},
            "invalid",
            "/issued_on",
        ),
    ],
)
def test_an_event_that_cannot_be_is_refused_and_its_department_is_told(
    type_: str,
    data: Json,
    code: str,
    pointer: str,
    price: DepartmentMail,
    count: Callable[..., int],
) -> None:
    posted = price.post(type_, data)

    refusal = next_refused(price, posted)["refusal"]
    assert refusal["code"] == code
    assert [fault["pointer"] for fault in refusal["faults"]] == [pointer]
    assert count("complaints", "dead_letters", f"message_id = '/departments/price_bureau {posted}'") == 1


def test_a_department_cannot_tell_of_another_departments_deeds(
    price: DepartmentMail, department: Callable[[str], DepartmentMail]
) -> None:
    department("other_bureau")

    refused = next_refused(price, price.post("fee_charged", fee(charge="c", department="other_bureau")))

    assert refused["refusal"]["code"] == "deed_not_yours"


def test_a_late_approval_is_one_case_and_one_of_an_unknown_department_is_a_dead_letter(
    tell: Tell,
    office: Mingcha,
    department: Callable[[str], DepartmentMail],
    wait: Wait,
    count: Callable[..., int],
) -> None:
    department("slow_bureau")
    late = {"case": "BJ-7", "version": 2, "item": "item-7", "department": "slow_bureau", "due_on": str(TODAY)}

    for version in (2, 3):
        tell("approval_overdue", late | {"version": version})
    stray = tell("approval_overdue", late | {"case": "BJ-8", "department": "nowhere"})

    wait(lambda: count("complaints", "dead_letters", f"message_id = '/services/approvals {stray}'"))
    (case,) = own_cases(office, "slow_bureau")
    assert (case["category"], case["external_id"]) == ("slow", "BJ-7")


@pytest.fixture(scope="module")
def closed_against(office: Mingcha, client: Callable[..., Mingcha], file: Callable[..., Json]) -> Callable[..., str]:
    """A complaint of an enterprise about a department, closed."""
    second, agent = client(Role.OFFICER), client(Role.CALLBACK_AGENT)

    def make(about: str, enterprise: str) -> str:
        reporter = {"name": "示例企业", "phone": "0519-00000000", "credit_code": enterprise}
        number: str = file(about=about, mode="confidential", reporter=reporter)["number"]
        office.act(number, "accept")
        office.act(number, "contact", result="reached")
        office.act(number, "investigate")
        office.act(number, "reply", finding="substantiated", measures="已整改", basis="行政许可法第三十二条")
        second.act(number, "verify", evidence="已查看")
        agent.act(number, "call_back", reached=True, satisfaction="satisfied", solved="yes")
        office.act(number, "close", outcome="resolved")
        return number

    return make


def test_a_penalty_after_a_closed_complaint_is_an_alarm_to_the_office_alone(
    closed_against: Callable[..., str],
    department: Callable[[str], DepartmentMail],
    client: Callable[..., Mingcha],
    office: Mingcha,
    wait: Wait,
    count: Callable[..., int],
) -> None:
    bureau, director = department("stern_bureau"), client(Role.DIRECTOR)
    number = closed_against("stern_bureau", ENTERPRISE)
    today = office.complaint(number)["ended_at"]
    penalty = {"penalty": "decision-9", "department": "stern_bureau", "enterprise": ENTERPRISE}
    penalty["issued_on"] = city_day(today)

    bureau.post("penalty_issued", penalty | {"penalty": "decision-8", "enterprise": "91320413MA00000001"})
    bureau.post("penalty_issued", penalty)
    alarms = wait(lambda: director.get("/v1/retaliation-alarms", department="stern_bureau")["alarms"])

    (alarm,) = alarms
    view = director.get(f"/v1/retaliation-alarms/{alarm['number']}", reason="核查")
    assert (view["cases"], view["reference"], view["deed"]) == ([number], "decision-9", "penalty_issued")
    told = f"type LIKE 'retaliation%' AND (data LIKE '%{number}%' OR data LIKE '%{ENTERPRISE}%' OR data LIKE '%hash%')"
    assert count("complaints", "history", told) == 0
    assert count("complaints", "history", "type LIKE 'retaliation%' AND actor LIKE '/departments/%'") == 0
    assert count("complaints", "watched", f"watched::text LIKE '%{ENTERPRISE}%'") == 0
    assert heard_by(bureau) == []
    told = f"rule = 'alarm_to_office' AND number = '{alarm['number']}'"
    assert wait(lambda: count("notifications", "messages", told)) == 1
    assert count("notifications", "messages", "department = 'stern_bureau'") == 0

    path = f"/v1/retaliation-alarms/{alarm['number']}/actions"
    with pytest.raises(Problem) as early:
        director.post(f"{path}/confirm", {"finding": "属实"}, headers={"If-Match": '"1"'})
    assert (early.value.status, early.value.allowed) == (409, ["look_into"])
    director.post(f"{path}/look_into", {}, headers={"If-Match": '"1"'})
    confirmed = director.post(f"{path}/confirm", {"finding": "属实"}, headers={"If-Match": '"2"'})

    opened = office.complaint(confirmed["opened"])
    assert (opened["category"], opened["about"], opened["channel"]) == ("retaliation", "stern_bureau", "event")
    assert heard_by(bureau) == []


def test_every_other_deed_is_heard_too(
    closed_against: Callable[..., str],
    department: Callable[[str], DepartmentMail],
    client: Callable[..., Mingcha],
    office: Mingcha,
    tell: Tell,
    wait: Wait,
) -> None:
    bureau, director, enterprise = department("busy_bureau"), client(Role.DIRECTOR), "91320413MA00000002"
    closed = closed_against("busy_bureau", enterprise)
    deed = {"department": "busy_bureau", "enterprise": enterprise}
    today = city_day(office.complaint(closed)["ended_at"])
    approval = deed | {"version": 1, "item": "item-9", "due_on": str(TODAY)}

    tell("approval_overdue", approval | {"case": "BJ-20", "enterprise": None})
    (late,) = wait(lambda: own_cases(office, "busy_bureau"))
    tell("approval_completed", approval | {"case": "BJ-20", "version": 2, "decided_on": today})
    bureau.post("commitment_missed", {"commitment": "promise-4", "department": "busy_bureau", "missed_on": str(TODAY)})
    bureau.post("inspection_visit_made", deed | {"visit": "visit-1", "made_on": today})
    tell("approval_refused", approval | {"case": "BJ-21", "decided_on": today})

    def seen() -> set[tuple[str, str]]:
        alarms = director.get("/v1/retaliation-alarms", department="busy_bureau")["alarms"]
        views = [director.get(f"/v1/retaliation-alarms/{one['number']}", reason="核查") for one in alarms]
        opened = [(case["category"], case["external_id"]) for case in own_cases(office, "busy_bureau")]
        added = [("supplied", said) for said in office.testimony(late["number"], "查看办结情况")["supplements"]]
        return {*((view["deed"], view["reference"]) for view in views), *opened, *added}

    wanted = {
        ("slow", "BJ-20"),
        ("supplied", f"审批办件 BJ-20 已于 {today} 办结。"),
        ("promise_breach", f"promise-4.{TODAY}"),
        ("inspection_visit_made", "visit-1"),
        ("approval_refused", "BJ-21"),
    }
    assert wait(seen, lambda found: found >= wanted) == wanted


def test_officers_and_departments_do_not_see_that_there_are_alarms(client: Callable[..., Mingcha]) -> None:
    for who in (client(Role.OFFICER), client(Role.LIAISON, department="stern_bureau")):
        with pytest.raises(Problem) as refused:
            who.get("/v1/retaliation-alarms")
        assert refused.value.status == 403


def heard_by(mail: DepartmentMail) -> list[str]:
    """Whatever waits in a department's queue."""
    heard: list[str] = []
    for incoming in mail.hear(patience=0.5):
        if incoming is None:
            return heard
        heard.append(_named(incoming))
    return heard


def _named(incoming: Incoming) -> str:
    return f"{incoming.type} {incoming.data}"


def city_day(moment: str) -> str:
    """The city's day of a moment on the wire."""
    return datetime.fromisoformat(moment).astimezone(ZoneInfo("Asia/Shanghai")).date().isoformat()
