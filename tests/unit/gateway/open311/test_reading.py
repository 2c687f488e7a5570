"""What GeoReport v2 shows: categories as services, cases as requests, in JSON and in XML, in Chinese and in English."""

from typing import Any

import pytest

from contracts.complaints import Outcome, RefusalGround, State
from contracts.complaints.labels import GROUNDS, OUTCOMES
from gateway.open311.faults import JurisdictionUnknown
from gateway.open311.words import DOMAINS, STATES
from gateway.routes.open311 import check_jurisdiction
from services.complaints.domain.categories import EVER
from tests.unit.gateway.open311.doors import NUMBER, ROOT, Bus, case, opened, xml

ENGLISH = {"Accept-Language": "en"}


def got(address: str, bus: Bus | None = None, **headers: str) -> Any:
    with opened(bus or Bus(case())) as client:
        answer = client.get(f"{ROOT}/{address}", headers=headers)
    return answer.json() if address.partition("?")[0].endswith("json") else xml(answer.content)


def test_discovery_says_where_and_in_which_formats() -> None:
    [endpoint] = got("discovery.json")["endpoints"]

    assert endpoint["url"].endswith("/open311/v2")
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert [one.text for one in got("discovery.xml").findall("endpoints/endpoint/formats/format")] == endpoint[
        "formats"
    ]


@pytest.mark.parametrize(("language", "name"), [("zh", "乱收费"), ("en", "illegal fee")])
def test_a_category_is_a_service(language: str, name: str) -> None:
    [service] = got("services.json", **{"Accept-Language": language})

    assert (service["service_code"], service["service_name"], service["metadata"]) == ("illegal_fee", name, True)
    assert service["type"] == "realtime"
    assert service["keywords"]
    document = got("services.xml", **{"Accept-Language": language})
    assert (document.tag, document.findtext("service/service_name")) == ("services", name)
    assert document.findtext("service/metadata") == "true"


def test_its_questions_are_attributes_and_how_one_complains_is_the_last() -> None:
    definition = got("services/illegal_fee.json", **ENGLISH)
    item, about, mode = definition["attributes"]

    assert [one["order"] for one in (item, about, mode)] == [1, 2, 3]
    assert (item["code"], item["description"], item["datatype"]) == ("item", "the fee", "string")
    assert (mode["datatype"], [value["key"] for value in mode["values"]]) == (
        "singlevaluelist",
        ["named", "confidential", "anonymous"],
    )
    document = got("services/illegal_fee.xml")
    assert [one.text for one in document.findall("attributes/attribute/code")] == ["item", "about", "mode"]
    assert len(document.findall("attributes/attribute/values/value/key")) == 3


def test_a_case_is_a_service_request_without_a_word_of_it() -> None:
    [request] = got(f"requests/{NUMBER}.json", **ENGLISH)

    assert request["service_request_id"] == NUMBER
    assert (request["status"], request["status_notes"]) == ("open", "signed for by the department")
    assert (request["agency_responsible"], request["expected_datetime"]) == ("物价局 <&>", "2026-12-08T23:59:59+08:00")
    assert request["requested_datetime"] == "2026-11-23T16:00:00+08:00"
    assert {request[name] for name in ("description", "address", "lat", "long", "media_url", "zipcode")} == {None}


def test_the_same_in_xml_with_its_prolog_and_every_sign_as_it_is() -> None:
    with opened(Bus(case())) as client:
        answer = client.get(f"{ROOT}/requests.xml")
    document = xml(answer.content)

    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    assert document.findtext("request/agency_responsible") == "物价局 <&>"
    assert document.find("request/lat") is not None


@pytest.mark.parametrize(
    ("changes", "status", "notes"),
    [
        ({"state": State.CLOSED, "ended": True, "outcome": Outcome.RESOLVED}, "closed", "已办结;已解决"),
        (
            {"state": State.REFUSED, "ended": True, "ground": RefusalGround.OUT_OF_SCOPE},
            "closed",
            "不予受理;不属于受理范围",
        ),
        ({"state": State.MERGED, "ended": True, "merged": True}, "closed", "已并案办理"),
        ({"state": State.UNDER_REVIEW, "outcome": Outcome.RESOLVED}, "open", "复查复核中;已解决"),
    ],
)
def test_the_notes_say_how_it_stands_what_came_of_it_and_why(changes: dict[str, Any], status: str, notes: str) -> None:
    [request] = got("requests.json", Bus(case(**changes)))

    assert (request["status"], request["status_notes"]) == (status, notes)


def test_every_state_outcome_ground_and_domain_has_its_words() -> None:
    assert set(STATES) == set(State)
    assert set(OUTCOMES) == set(Outcome)
    assert set(GROUNDS) == set(RefusalGround)
    assert set(DOMAINS) >= {category.domain for category in EVER.values()}


def test_a_list_asks_for_what_its_address_says() -> None:
    bus = Bus()
    got(
        "requests.json?service_code=slow,illegal_fee&status=closed&start_date=2026-11-01T00:00:00+08:00"
        f"&end_date=2026-11-23&page_size=50&after={NUMBER}",
        bus,
    )
    asked = bus.asked[0]

    assert (asked.categories, asked.ended, asked.limit, asked.after) == (["slow", "illegal_fee"], True, 50, NUMBER)
    assert asked.since.isoformat() == "2026-11-01T00:00:00+08:00"
    assert asked.until.isoformat() == "2026-11-23T00:00:00+08:00"
    assert not asked.moved


@pytest.mark.parametrize(("status", "ended"), [("open", False), ("closed", True), ("open,closed", None), ("", None)])
def test_open_and_closed_together_are_all(status: str, ended: bool | None) -> None:  # noqa: FBT001 - a parameter
    bus = Bus()
    got(f"requests.xml?status={status}", bus)

    assert bus.asked[0].ended is ended


def test_updates_are_the_last_moves_each_known_by_number_and_version() -> None:
    bus = Bus(case())
    [update] = got("servicerequestupdates.json?start_date=2026-11-01T00:00:00Z", bus, **ENGLISH)

    assert bus.asked[0].moved
    assert (update["update_id"], update["service_request_id"]) == (f"{NUMBER}.4", NUMBER)
    assert (update["status"], update["description"]) == ("open", "signed for by the department")
    assert got("servicerequestupdates.xml").findtext("request_update/update_id") == f"{NUMBER}.4"


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("requests/TS-2026-000999.json", 404, "There is no service request TS-2026-000999"),
        ("services/weather.json", 404, "There is no service weather."),
        ("services/%01%3Cb%3E.xml", 404, "There is no service �<b>."),
        ("tokens/nothing.json", 404, "There is no token nothing."),
        ("requests.json?status=lost", 400, "status: It is not one of the choices: open, closed."),
        ("requests.json?start_date=yesterday", 400, "start_date: "),
        ("requests.json?start_date=2026-11-23T08:00:00", 400, "start_date: "),
        ("requests.xml?page_size=1001", 400, "page_size: "),
        ("requests.json?page_size=many", 400, "The request cannot be understood."),
        ("requests.xml?page=2", 400, "page: Ask for the next page with after"),
        ("requests.json?service_code=NONE", 400, "service_code: "),
    ],
)
def test_a_no_is_a_list_of_codes_and_sentences_in_the_format_that_was_asked_for(
    address: str, status: int, said: str
) -> None:
    with opened(Bus()) as client:
        answer = client.get(f"{ROOT}/{address}", headers=ENGLISH)
    if ".json" in address:
        [error] = answer.json()
    else:
        error = {one.tag: one.text for one in xml(answer.content).findall("error/*")}

    assert (answer.status_code, str(error["code"])) == (status, str(status))
    assert error["description"].startswith(said)


def test_it_is_said_in_the_clients_language() -> None:
    with opened(Bus()) as client:
        [error] = client.get(f"{ROOT}/services/weather.json", headers={"Accept-Language": "zh-CN"}).json()

    assert error["description"] == "没有服务类别 weather。"


def test_another_citys_jurisdiction_is_not_served() -> None:
    check_jurisdiction(None, "city.example")
    check_jurisdiction("city.example", "city.example")
    check_jurisdiction("anywhere", "")
    with pytest.raises(JurisdictionUnknown):
        check_jurisdiction("anywhere", "city.example")
