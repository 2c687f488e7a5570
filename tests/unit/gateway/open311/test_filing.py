"""A form of GeoReport v2 becomes a complaint: whose, by which channel, with what in it; and what is answered."""

import json
from typing import Any

import pytest

from contracts.complaints import CategoryUnknown, FileComplaint, Mode, SourceReused, Testimony
from contracts.people import Role
from contracts.refusals import Refused
from contracts.wire import read
from gateway.open311.tokens import Ordered, token_for
from gateway.open311.tokens import opened as opened_token
from gateway.open311.views import OWN_ATTRIBUTES
from tests.unit.gateway.open311.doors import KEY, NUMBER, ROOT, Bus, key_ring, opened, registered, xml

FORM = {
    "api_key": KEY,
    "service_code": "illegal_fee",
    "description": "年检多收了费\n去年没有",
    "address_string": "政务大厅二楼",
    "lat": "31.8",
    "long": "119.97",
    "first_name": "某",
    "last_name": "示例",
    "phone": "0519-00000000",
    "email": "",
    "attribute[item]": ["年检费", "复印费"],
    "attribute[about]": "tax",
}


def filed(**changes: Any) -> tuple[FileComplaint, Testimony, Any]:
    """The order and the words in it, and the answer as JSON."""
    bus, keys = Bus(), key_ring()
    bus.reply = registered()
    with opened(bus, keys) as client:
        answer = client.post(f"{ROOT}/requests.json", data={**FORM, **changes}, headers={"Accept-Language": "zh"})
    assert answer.status_code == 201, answer.text
    [(order, _)] = bus.told
    return order, read(Testimony, keys.open("complaints", order.testimony)), answer.json()


def refused(form: dict[str, Any], reply: Refused | None = None, role: Role = Role.COMPLAINANT) -> tuple[int, Any]:
    bus = Bus()
    bus.reply = reply
    with opened(bus, role=role) as client:
        answer = client.post(f"{ROOT}/requests.json", data=form, headers={"Accept-Language": "en"})
    assert reply or not bus.told
    return answer.status_code, answer.json()


def test_a_form_is_a_complaint_of_the_channel_web() -> None:
    order, testimony, _ = filed()

    assert (order.channel, order.category, order.mode, order.about) == ("web", "illegal_fee", Mode.NAMED, "tax")
    assert testimony.title == "年检多收了费"
    assert testimony.text == "年检多收了费\n去年没有\n\n地点: 政务大厅二楼 (31.8, 119.97)"
    assert testimony.reporter is not None
    assert (testimony.reporter.name, testimony.reporter.phone, testimony.reporter.email) == (
        "示例某",
        "0519-00000000",
        None,
    )


def test_the_answers_to_the_questions_are_sealed_and_our_own_attributes_are_none_of_them() -> None:
    bus, keys = Bus(), key_ring()
    bus.reply = registered()
    with opened(bus, keys) as client:
        client.post(f"{ROOT}/requests.xml", data=FORM)
    [(order, _)] = bus.told

    assert json.loads(keys.open("complaints", order.answers)) == {"item": "年检费、复印费"}


def test_who_names_nobody_is_nobody_in_the_vault() -> None:
    _, testimony, _ = filed(first_name="", last_name=" ", phone="")

    assert testimony.reporter is None


def test_a_latin_name_is_written_as_it_is_spoken() -> None:
    _, testimony, _ = filed(first_name="Ann", last_name="Example")

    assert testimony.reporter is not None
    assert testimony.reporter.name == "Ann Example"


@pytest.mark.parametrize("mode", list(Mode))
def test_whoever_complains_may_do_so_in_confidence_or_anonymously(mode: Mode) -> None:
    assert filed(**{"attribute[mode]": str(mode)})[0].mode is mode


def test_the_clients_own_id_is_that_of_its_key_so_that_two_apps_never_meet() -> None:
    order, _, _ = filed(**{"attribute[external_id]": "fms-7"})

    assert (order.source, order.external_id) == ("%E5%9F%8E%E5%B8%82%20app", "fms-7")
    assert filed()[0].source is None


def test_the_answer_has_the_number_and_the_receipt_in_its_notice() -> None:
    _, _, [created] = filed(account_id="account-7")

    assert (created["service_request_id"], created["account_id"]) == (NUMBER, "account-7")
    assert "token" not in created
    assert any(part.isdecimal() and len(part) == 16 for part in created["service_notice"].replace(",", " ").split())


def test_what_another_client_had_filed_before_shows_no_receipt() -> None:
    bus = Bus()
    bus.reply = registered(filed_by_another=True)
    with opened(bus) as client:
        [created] = client.post(f"{ROOT}/requests.json", data=FORM, headers={"Accept-Language": "en"}).json()

    assert created["service_notice"].startswith("Somebody else")


def test_the_same_idempotency_key_is_the_same_order() -> None:
    bus = Bus()
    bus.reply = registered()
    with opened(bus) as client:
        for key in ("again", "again", "another"):
            client.post(f"{ROOT}/requests.xml", data=FORM, headers={"Idempotency-Key": key})
    first, second, third = (id_ for _, id_ in bus.told)

    assert first == second != third


def test_a_filing_whose_reply_is_late_gives_a_token_that_anybody_may_turn_into_its_number() -> None:
    bus = Bus()
    with opened(bus) as client:
        later = client.post(f"{ROOT}/requests.xml", data=FORM)
        token = xml(later.content).findtext("request/token") or ""
        bus.reply = registered()
        shown = client.get(f"{ROOT}/tokens/{token}.xml")
        changed = client.get(f"{ROOT}/tokens/{token[:-1]}{'0' if token[-1] != '0' else '1'}.json")

    assert later.status_code == 202
    assert xml(shown.content).findtext("request/service_request_id") == NUMBER
    assert xml(shown.content).findtext("request/token") == token
    assert bus.callers[-1].actor.id == "城市 app"
    assert changed.status_code == 404


@pytest.mark.parametrize("token", ["", "x", "a.b.c", f"{NUMBER}.5Z+O.{'0' * 32}", "a.é.c"])
def test_what_is_no_token_opens_nothing(token: str) -> None:
    assert opened_token(b"s", token) is None


def test_a_token_is_its_makers_alone() -> None:
    ordered = Ordered("0199a1b2", "城市.app")

    assert opened_token(b"s", token_for(b"s", ordered)) == ordered
    assert opened_token(b"other", token_for(b"s", ordered)) is None


@pytest.mark.parametrize(
    ("changes", "status", "said"),
    [
        ({"api_key": ""}, 403, "A valid API key is required."),
        ({"api_key": "mk_1_wrong"}, 403, "A valid API key is required."),
        ({"service_code": ""}, 400, "service_code: It is required."),
        ({"description": " "}, 400, "description: It is required."),
        ({"description": "x" * 4001}, 400, "description: It may have at most 4000 characters."),
        ({"description": "x" * 3990}, 400, "description: It may have at most 4000 characters."),
        ({"phone": "call me"}, 400, "phone: "),
        ({"email": "nobody"}, 400, "email: "),
        ({"lat": "north"}, 400, "lat: "),
        ({"media_url": "javascript:alert(1)"}, 400, "media_url: "),
        ({"attribute[mode]": "secret"}, 400, "attribute[mode]: It is not one of the choices: 'secret'."),
    ],
)
def test_what_is_wrong_is_said_with_the_name_that_the_standard_has(
    changes: dict[str, str], status: int, said: str
) -> None:
    code, [error] = refused(FORM | changes)

    assert (code, error["code"]) == (status, status)
    assert error["description"].startswith(said)


def test_a_key_without_the_role_is_refused() -> None:
    status, [error] = refused(dict(FORM), role=Role.LIAISON)

    assert (status, error["code"]) == (403, 403)


@pytest.mark.parametrize(
    ("refusal", "status", "said"),
    [
        (CategoryUnknown("weather", "slow"), 404, "service_code: There is no category weather"),
        (SourceReused("app", "7"), 409, "attribute[external_id]: "),
    ],
)
def test_what_the_service_refuses_has_the_status_of_the_standard(refusal: Refused, status: int, said: str) -> None:
    code, [error] = refused(dict(FORM), refusal)

    assert (code, error["code"]) == (status, status)
    assert error["description"].startswith(said)


def test_a_file_is_shown_the_door_that_takes_it() -> None:
    bus = Bus()
    with opened(bus) as client:
        fields = {name: value for name, value in FORM.items() if isinstance(value, str)}
        answer = client.post(f"{ROOT}/requests.json", data=fields, files={"media": ("x.jpg", b"x", "image/jpeg")})

    assert (answer.status_code, bus.told) == (400, [])
    assert "/v1/status/attachments" in answer.json()[0]["description"]


def test_no_question_has_the_name_of_an_attribute_of_our_own() -> None:
    from services.complaints.domain.categories import EVER

    assert {question.code for category in EVER.values() for question in category.questions}.isdisjoint(OWN_ATTRIBUTES)
