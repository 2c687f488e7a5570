"""The departments' door: each department speaks for itself, reads its own queue, and is told what was refused."""

from collections.abc import Callable
from typing import Any

import pytest
import requests
from amqp.exceptions import AccessRefused
from kombu import Connection, Producer

from contracts.people import Role
from mingcha.client import Json, Mingcha
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail
from tests.journeys.queues import next_of

Department = Callable[[str], DepartmentMail]


@pytest.fixture(scope="module")
def fire(department: Department) -> DepartmentMail:
    return department("fire")


@pytest.fixture(scope="module")
def tax(department: Department) -> DepartmentMail:
    return department("tax")


def publish_raw(mail: DepartmentMail, key: str, exchange: str = "departments", **properties: Any) -> None:
    """As a careless or hostile client would: on a connection of its own, which the broker may close."""
    with Connection(mail._connection.as_uri(include_password=True)) as connection:
        Producer(connection, auto_declare=False).publish("{}", exchange=exchange, routing_key=key, **properties)
        connection.default_channel.queue_declare("nothing", passive=True)


def test_a_department_cannot_write_another_departments_keys(fire: DepartmentMail, tax: DepartmentMail) -> None:
    del tax
    with pytest.raises(AccessRefused):
        publish_raw(fire, "tax.case_signed_for", user_id="department.fire")


def test_a_department_cannot_read_another_departments_queue(fire: DepartmentMail, tax: DepartmentMail) -> None:
    del tax
    with Connection(fire._connection.as_uri(include_password=True)) as connection, pytest.raises(AccessRefused):
        connection.default_channel.basic_get("department.tax")


@pytest.mark.parametrize("queue", ["complaints.commands", "complaints.inbox", "rpc-complaints"])
def test_a_department_cannot_reach_the_services_own_queues(queue: str, fire: DepartmentMail) -> None:
    uri = fire._connection.as_uri(include_password=True)
    with Connection(uri) as reading, pytest.raises(AccessRefused):
        reading.default_channel.basic_get(queue)
    with pytest.raises(AccessRefused):
        publish_raw(fire, queue, exchange="")


def test_an_event_that_names_another_source_is_refused_with_a_reason(fire: DepartmentMail) -> None:
    headers = {
        "ce-id": "foreign-1",
        "ce-source": "/departments/tax",
        "ce-type": "case_signed_for",
        "ce-specversion": "1.0",
    }
    Producer(fire._connection, auto_declare=False).publish(
        '{"number":"TS-2026-000001"}',
        exchange="departments",
        routing_key="fire.case_signed_for",
        headers=headers,
        user_id="department.fire",
        content_type="application/json",
    )

    refused = next_of(fire, "event_refused")
    assert (refused.data["event_id"], refused.data["refusal"]["code"]) == ("foreign-1", "not_your_source")
    assert "/departments/tax" in refused.data["reason_zh"]


@pytest.mark.parametrize(
    ("type_", "data", "code"),
    [
        ("case_signed_for", {"number": "TS-2026-999999"}, "complaint_unknown"),
        ("case_signed_for", {"number": "not a number"}, "invalid"),
        ("case_answered", {"number": "TS-2026-000001"}, "invalid"),
        ("weather_changed", {}, "unknown_mail"),
        ("complaint_filed", {}, "unknown_mail"),
    ],
)
def test_an_event_that_cannot_be_taken_comes_back_with_its_reason(
    type_: str, data: Json, code: str, fire: DepartmentMail, count: Callable[..., int]
) -> None:
    posted = fire.post(type_, data)

    refused = next_of(fire, "event_refused")
    assert (refused.data["event_id"], refused.data["refusal"]["code"]) == (posted, code)
    assert refused.data["reason_en"] != refused.data["reason_zh"]
    assert count("complaints", "dead_letters", f"message_id = '/departments/fire {posted}'") == 1


def test_a_case_that_is_with_another_department_is_refused(
    fire: DepartmentMail, tax: DepartmentMail, office: Mingcha, file: Callable[..., Json]
) -> None:
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="tax")

    fire.post("case_signed_for", {"number": number})

    assert next_of(fire, "event_refused").data["refusal"]["code"] == "not_your_case"
    assert office.complaint(number)["state"] == "dispatched"
    assert next_of(tax, "case_handed_over").data["number"] == number


def test_a_department_gives_a_case_back_with_the_rule_and_whose_it_is(
    office: Mingcha, file: Callable[..., Json], fire: DepartmentMail, tax: DepartmentMail, wait: Callable[..., Any]
) -> None:
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department=fire.department)

    fire.post("case_returned", {"number": number, "basis": "三定方案第二条", "rightful": tax.department})

    wait(lambda: office.complaint(number)["state"], lambda state: state == "return_requested")
    returned = office.get(f"/v1/complaints/{number}/history")["facts"][-1]
    assert (returned["type"], returned["actor"]) == ("return_requested", "/departments/fire")
    assert "三定方案第二条" in str(returned)


def test_the_same_event_twice_has_one_effect(
    office: Mingcha,
    department: Department,
    file: Callable[..., Json],
    wait: Callable[..., Any],
    count: Callable[..., int],
) -> None:
    mail = department("parks")
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="parks")
    for _ in range(5):
        mail.post("case_signed_for", {"number": number}, id="once")
    mail.post("case_taken_up", {"number": number}, id="next")
    mail.post("case_answered", {"number": number, "finding": "partly", "measures": "x", "basis": "y"}, id="then")

    wait(lambda: office.complaint(number)["state"], lambda state: state == "replied")
    assert count("complaints", "history", f"data LIKE '%{number}%' AND type = 'complaint_signed'") == 1


@pytest.mark.parametrize("mode", ["structured", "binary", "batch"])
def test_the_http_twin_takes_the_same_events(
    mode: str,
    platform: Platform,
    key: Callable[..., str],
    office: Mingcha,
    department: Department,
    file: Callable[..., Json],
    wait: Callable[..., Any],
) -> None:
    code = f"http_{mode}"
    department(code)
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department=code)
    event = {
        "specversion": "1.0",
        "id": f"{mode}-1",
        "source": f"/departments/{code}",
        "type": "case_signed_for",
        "data": {"number": number},
    }
    answer = event | {
        "id": f"{mode}-2",
        "type": "case_answered",
        "data": {"number": number, "finding": "partly", "measures": "x", "basis": "y"},
    }
    begun = event | {"id": f"{mode}-3", "type": "case_taken_up"}
    url = f"{platform.gateway_url}/v1/events"
    auth = {"Authorization": f"Bearer {key(Role.LIAISON, department=code)}"}
    if mode == "structured":
        kind = {"Content-Type": "application/cloudevents+json"}
        reply = requests.post(url, json=event, headers=auth | kind, timeout=30)
    elif mode == "binary":
        attributes = {f"ce-{name}": str(value) for name, value in event.items() if name != "data"}
        reply = requests.post(url, json=event["data"], headers=auth | attributes, timeout=30)
    else:
        kind = {"Content-Type": "application/cloudevents-batch+json"}
        reply = requests.post(url, json=[event, begun, answer], headers=auth | kind, timeout=30)

    assert reply.status_code == 202, reply.text
    expected = "replied" if mode == "batch" else "signed"
    wait(lambda: office.complaint(number)["state"], lambda state: state == expected)


def test_over_http_too_a_department_speaks_for_itself_alone(platform: Platform, key: Callable[..., str]) -> None:
    event = {"specversion": "1.0", "id": "1", "source": "/departments/tax", "type": "case_signed_for", "data": {}}
    headers = {"Authorization": f"Bearer {key(Role.LIAISON, department='fire')}"}

    reply = requests.post(f"{platform.gateway_url}/v1/events", json=event, headers=headers, timeout=30)

    assert (reply.status_code, reply.json()["code"]) == (403, "source_not_yours")
