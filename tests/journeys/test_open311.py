"""A city's other software files by Open311 and follows what it filed; what is said in confidence is never there."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import requests
from defusedxml.ElementTree import fromstring

from contracts.people import Role
from mingcha.client import Mingcha
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail

WORDS = {"description": "年检时多收了费", "address_string": "示例路一号", "phone": "0519-00000000", "last_name": "示例"}
ENGLISH = {"Accept-Language": "en"}

Door = Callable[..., requests.Response]


@pytest.fixture(scope="module")
def door(platform: Platform, key: Callable[..., str]) -> Door:
    """Open311 as an app knows it: an address, and a key that opens nothing else."""
    api_key = key(Role.COMPLAINANT)

    def ask(method: str, address: str, form: dict[str, str] | None = None, **headers: str) -> requests.Response:
        said = None if form is None else {"api_key": api_key, "service_code": "slow", **WORDS, **form}
        url = f"{platform.gateway_url}/open311/v2/{address}"
        return requests.request(method, url, data=said, headers=ENGLISH | headers, timeout=30)

    return ask


@pytest.fixture(scope="module")
def filed(door: Door) -> dict[str, Any]:
    """A complaint that was filed by a form, as its answer says."""
    answer = door("POST", "requests.json", {"attribute[case]": "SP-7", "lat": "31.8", "long": "119.9"})
    assert answer.status_code == 201, answer.text
    [created] = answer.json()
    assert isinstance(created, dict)
    return created


def seen(door: Door, number: str) -> tuple[list[Any], Any]:
    """One request in JSON, and its element in XML."""
    document = fromstring(door("GET", f"requests/{number}.xml").content)
    return door("GET", f"requests/{number}.json").json(), document.find("request")


def test_what_was_filed_is_a_complaint_and_is_followed_in_both_formats(
    door: Door, filed: dict[str, Any], office: Mingcha, department: Callable[[str], DepartmentMail]
) -> None:
    number = filed["service_request_id"]
    department("followed_bureau")

    testimony = office.testimony(number, "核对")
    assert testimony["text"] == "年检时多收了费\n\nplace: 示例路一号 (31.8, 119.9)"
    assert (testimony["reporter"]["name"], testimony["answers"][0]["answer"]) == ("示例", "SP-7")
    assert office.complaint(number)["channel"] == "web"

    office.act(number, "accept")
    office.act(number, "dispatch", department="followed_bureau")
    [request], element = seen(door, number)
    assert (request["status"], request["status_notes"]) == ("open", "handed to a department")
    assert request["agency_responsible"] == "部门 followed_bureau"
    assert request["expected_datetime"].startswith(office.complaint(number)["due_on"])
    assert {name: value or None for name, value in request.items()} == {part.tag: part.text for part in element}
    for listed in ("requests.json?status=open&service_code=slow", f"requests.json?service_request_id=x,{number}"):
        assert request in door("GET", listed).json()
    [update] = [one for one in door("GET", "servicerequestupdates.json").json() if one["service_request_id"] == number]
    assert (update["update_id"], update["description"]) == (f"{number}.3", "handed to a department")
    assert "年检" not in door("GET", "requests.xml").text


def test_the_receipt_of_its_notice_is_the_complainants_own(
    door: Door, filed: dict[str, Any], client: Callable[..., Mingcha]
) -> None:
    number = filed["service_request_id"]
    [receipt] = re.findall(r"\d{16}", filed["service_notice"])

    client().post("/v1/receipts/actions/withdraw", {"number": number, "receipt": receipt})

    [request], element = seen(door, number)
    assert (request["status"], element.findtext("status")) == ("closed", "closed")
    assert request["status_notes"] == "withdrawn; withdrawn by the complainant"
    assert request in door("GET", "requests.json?status=closed").json()
    assert request not in door("GET", "requests.json?status=open").json()


@pytest.mark.parametrize(
    "form",
    [
        {"attribute[mode]": "confidential"},
        {"attribute[mode]": "anonymous", "phone": "", "last_name": ""},
        {"service_code": "retaliation"},
    ],
    ids=["confidential", "anonymous", "not public"],
)
def test_what_nobody_may_see_is_not_there_however_it_is_asked_for(
    form: dict[str, str], door: Door, office: Mingcha
) -> None:
    number = door("POST", "requests.json", form).json()[0]["service_request_id"]
    office.act(number, "accept")

    for format_ in ("json", "xml"):
        assert door("GET", f"requests/{number}.{format_}").status_code == 404
        for address in (
            f"requests.{format_}?service_request_id={number}",
            f"requests.{format_}?status=open,closed&page_size=1000",
            f"servicerequestupdates.{format_}",
        ):
            answer = door("GET", address)
            assert (answer.status_code, number in answer.text) == (200, False)


def test_the_same_request_again_is_the_same_complaint_and_a_late_one_has_a_token(
    door: Door, wait: Callable[..., Any]
) -> None:
    again = {"Idempotency-Key": "open311-once"}
    numbers = {door("POST", "requests.json", {}, **again).json()[0]["service_request_id"] for _ in range(2)}
    own_id = {"attribute[external_id]": "report-7"}
    numbers |= {door("POST", "requests.json", own_id).json()[0]["service_request_id"] for _ in range(2)}
    assert len(numbers) == 2

    later = door("POST", "requests.json", {}, Prefer="respond-async")
    token = later.json()[0]["token"]
    shown = wait(lambda: door("GET", f"tokens/{token}.json"), lambda answer: answer.status_code == 200)

    assert later.status_code == 202
    assert shown.json()[0]["service_request_id"].startswith("TS-")


def test_a_no_is_the_standards_and_leaves_nothing(door: Door, count: Callable[..., int]) -> None:
    before = count("complaints", "complaints")
    wrong = {"api_key": "mk_1_wrong"}, {"service_code": "weather"}, {"description": ""}
    answers = [door("POST", "requests.xml", form) for form in wrong]
    long = door("GET", "requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z")

    assert [answer.status_code for answer in (*answers, long)] == [403, 404, 400, 400]
    for answer in (*answers, long):
        error = fromstring(answer.content).find("error")
        assert error is not None
        assert error.findtext("code") == str(answer.status_code)
    assert "end_date: The period may have at most 90 days." in long.text
    assert count("complaints", "complaints") == before
