"""A complaint that was made to a department, handed in by its system, by AMQP and over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha
from mingcha.publisher import DepartmentMail, Incoming

BUREAU = "receiving_bureau"
COMPLAINT: Json = {
    "external_id": "MZ-17",
    "category": "window_service",
    "title": "窗口三次退件",
    "text": "来访人反映三次到窗口均被退件",
    "about": "civil_affairs",
}


@pytest.fixture(scope="module")
def bureau(department: Callable[[str], DepartmentMail]) -> DepartmentMail:
    return department(BUREAU)


def heard(bureau: DepartmentMail, good: Callable[[Incoming], bool]) -> Json:
    """The next parcel that is the awaited one."""
    silence = 0
    for incoming in bureau.hear(patience=0.5):
        if incoming is not None and good(incoming):
            return incoming.data
        silence += incoming is None
        assert silence < 60, "nothing came"
    raise AssertionError


def numbered(bureau: DepartmentMail, external_id: str) -> str:
    said = heard(bureau, lambda one: one.type == "complaint_numbered" and one.data["external_id"] == external_id)
    return str(said["number"])


def refused(bureau: DepartmentMail, event_id: str) -> Any:
    said = heard(bureau, lambda one: one.type == "event_refused" and one.data["event_id"] == event_id)
    return said["refusal"]


def test_a_complaint_is_registered_once_and_the_department_is_told_its_number(
    bureau: DepartmentMail, office: Mingcha, count: Callable[..., int]
) -> None:
    bureau.post("complaint_received", COMPLAINT)
    number = numbered(bureau, "MZ-17")
    case = office.complaint(number)
    assert (case["channel"], case["category"], case["about"], case["state"]) == (
        "event",
        "window_service",
        "civil_affairs",
        "registered",
    )
    assert count("complaints", "complaints", f"number = '{number}' AND source = '{BUREAU}'") == 1
    words = office.testimony(number, "核对")
    assert (words["text"], words["reporter"], case["mode"]) == (COMPLAINT["text"], None, "anonymous")
    assert count("complaints", "history", "data LIKE '%三次到窗口均%'") == 0

    bureau.post("complaint_received", COMPLAINT)
    assert numbered(bureau, "MZ-17") == number
    conflict = refused(bureau, bureau.post("complaint_received", COMPLAINT | {"text": "另一事项"}))
    assert conflict["code"] == "source_reused"
    assert count("complaints", "complaints", f"source = '{BUREAU}' AND external_id = 'MZ-17'") == 1


def test_what_does_not_fit_is_refused_naming_the_field_and_channel_or_source_cannot_be_chosen(
    bureau: DepartmentMail, office: Mingcha, count: Callable[..., int]
) -> None:
    unknown = refused(
        bureau, bureau.post("complaint_received", COMPLAINT | {"external_id": "b", "category": "weather"})
    )
    assert (unknown["code"], unknown["faults"][0]["pointer"]) == ("category_unknown", "/category")
    assert count("complaints", "complaints", f"source = '{BUREAU}' AND external_id = 'b'") == 0

    claimed = {"external_id": "d", "channel": "leader_letter", "source": "leading_group"}
    bureau.post("complaint_received", COMPLAINT | claimed)
    number = numbered(bureau, "d")
    assert office.complaint(number)["channel"] == "event"
    assert count("complaints", "complaints", f"number = '{number}' AND source = '{BUREAU}'") == 1


def test_the_same_by_http(bureau: DepartmentMail, client: Callable[..., Mingcha], office: Mingcha) -> None:
    event = {
        "specversion": "1.0",
        "id": "received-over-http",
        "source": f"/departments/{BUREAU}",
        "type": "complaint_received",
        "data": COMPLAINT | {"external_id": "MZ-18"},
    }
    client(Role.LIAISON, department=BUREAU).post("/v1/events", event)
    assert office.complaint(numbered(bureau, "MZ-18"))["channel"] == "event"
