"""Events: each once, in every mode of CloudEvents, from the door where they belong and under nobody else's name."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from mingcha.broker_users import connect_department
from tests.integration.kernel.post import Mail, Stranger
from tests.integration.kernel.stand import Running, Town, eventually

pytestmark = pytest.mark.usefixtures("probe")

STRUCTURED = "application/cloudevents+json; charset=utf-8"
BATCHED = "application/cloudevents-batch+json"


@pytest.fixture
def tax(town: Town, stranger: Stranger) -> Iterator[Stranger]:
    """The tax department's system, as its broker user; ``transport`` has a queue too."""
    connect_department(town.management_uri, "transport")
    user = connect_department(town.management_uri, "tax")
    stranger.purge("department.tax", "department.transport")
    with Stranger(user.uri(town.amqp_uri)) as tax:
        yield tax


def attributes(**changed: str) -> dict[str, str]:
    """What describes a bell that the tax department has rung."""
    return {"specversion": "1.0", "id": "e1", "source": "/departments/tax", "type": "bell_rung"} | changed


def binary(
    data: Mapping[str, Any], *, key: str = "tax.bell_rung", user: str = "department.tax", **changed: str
) -> Mail:
    """An event in binary mode: attributes in the headers."""
    headers = {f"ce-{name}": value for name, value in attributes(**changed).items()}
    properties = {"content_type": "application/json", "delivery_mode": 2} | ({"user_id": user} if user else {})
    return Mail(json.dumps(data).encode(), key, "departments", properties, headers)


def whole(content: object, kind: str) -> Mail:
    """One event, or many, in the body."""
    properties = {"content_type": kind, "user_id": "department.tax", "delivery_mode": 2}
    return Mail(json.dumps(content).encode(), "tax.bell_rung", "departments", properties)


def lamp(id: str, text: str, *, key: str = "lamp_lit", **changed: str) -> Mail:
    """An event of the service ``lamps``."""
    said = attributes(id=id, source="/services/lamps", type="lamp_lit") | changed
    headers = {f"ce-{name}": value for name, value in said.items()}
    return Mail(json.dumps({"key": "a", "text": text}).encode(), key, "lamps.events", {"delivery_mode": 2}, headers)


DING = {"key": "a", "text": "ding"}


@pytest.mark.parametrize(
    "mail",
    [
        binary(DING),
        whole(attributes() | {"data": DING}, STRUCTURED),
        whole([attributes() | {"data": DING}, attributes() | {"data": DING}], BATCHED),
        whole([attributes() | {"data": DING}], BATCHED.title()),
    ],
    ids=["binary", "structured", "batched", "batched in capitals"],
)
def test_an_event_counts_once_in_every_mode(town: Town, stranger: Stranger, tax: Stranger, mail: Mail) -> None:
    tax.send(mail, mail)
    tax.send(binary({"key": "b", "text": "afterwards"}, id="e2"))

    eventually(lambda: town.count("lines", "key = 'b'"))

    assert town.sql("SELECT text FROM lines WHERE key = 'a'") == [("tax: ding",)]
    assert town.sql("SELECT actor, correlation FROM history WHERE data LIKE '%ding%'") == [
        ("/departments/tax", "/departments/tax e1"),
    ]
    assert not stranger.count("dead-letters")


def test_of_a_batch_the_good_events_count_and_the_bad_one_is_dead(
    town: Town, stranger: Stranger, tax: Stranger
) -> None:
    bad = attributes(id="bad") | {"data": {"key": "a", "text": 5}}
    worse = attributes(id="worse", source="/departments/transport") | {"data": DING}
    good = [attributes(id=f"good {n}") | {"data": {"key": "a", "text": str(n)}} for n in range(2)]

    tax.send(whole([good[0], bad, worse, "no event", good[1]], BATCHED))
    dead = stranger.take_some("dead-letters", 3)

    eventually(lambda: town.sql("SELECT text FROM lines ORDER BY text") == [("tax: 0",), ("tax: 1",)])
    assert [(json.loads(letter.body), letter.headers["reason"]) for letter in dead] == [
        (bad, "invalid"),
        (worse, "not_your_source"),
        ("no event", "invalid"),
    ]
    rows = town.sql("SELECT reason FROM dead_letters ORDER BY seq")
    assert rows == [("invalid",), ("not_your_source",), ("invalid",)]


def test_of_a_batch_each_event_that_fails_is_tried_again_by_itself(
    town: Town, stranger: Stranger, tax: Stranger
) -> None:
    events = [attributes(id=f"{n}") | {"data": {"key": f"k{n}", "text": "x", "loud": n > 0}} for n in range(3)]

    tax.send(whole(events, BATCHED))
    tries = stranger.take_some("retry.5s", 2)

    assert [json.loads(message.body)["id"] for message in tries] == ["1", "2"]
    assert town.count("lines") == 1


def test_the_department_is_told_in_its_own_queue_why_its_event_was_not_taken(
    town: Town, stranger: Stranger, tax: Stranger
) -> None:
    tax.send(binary({"key": "a"}, id="没有正文"))

    told = stranger.take("department.tax")
    notice = json.loads(told.body)

    assert (notice["event_id"], notice["event_type"], notice["refusal"]["code"]) == ("没有正文", "bell_rung", "invalid")
    assert notice["reason_zh"] == "请求内容不符合要求。 /text required"
    assert notice["reason_en"] == "The request does not fit its rules. /text required"
    assert (told.headers["ce-type"], told.headers["ce-source"]) == ("event_refused", "/mingcha")
    assert not stranger.count("department.transport")
    eventually(lambda: not town.count("parcels"))


@pytest.mark.parametrize(
    ("mail", "name"),
    [
        (binary(DING, source="/departments/transport"), "/departments/transport"),
        (binary(DING, source="/services/lamps"), "/services/lamps"),
        (binary(DING, source="tax"), "tax"),
        (binary(DING, user=""), "/departments/tax"),
    ],
    ids=["another department", "a service", "no department", "nobody"],
)
def test_an_event_under_a_name_that_is_not_its_senders_is_refused(
    town: Town, stranger: Stranger, tax: Stranger, mail: Mail, name: str
) -> None:
    tax.send(mail)

    notice = json.loads(stranger.take("department.tax").body)

    assert (notice["refusal"]["code"], notice["refusal"]["arguments"][0]) == ("not_your_source", name)
    assert notice["reason_zh"].startswith(f"事件来源 {name} 与发送者")
    assert notice["reason_en"].startswith(f"The event's source {name} is not its sender")
    assert not town.count("lines")
    assert not stranger.count("department.transport")


def test_an_event_under_a_false_name_takes_no_id_from_whom_the_name_belongs_to(
    town: Town, stranger: Stranger, tax: Stranger
) -> None:
    tax.send(
        binary(DING, id="e1", source="/services/lamps"),
        binary(DING, id="e2", source="/services/lamps", specversion="9"),
    )
    stranger.take_some("department.tax", 2)

    stranger.send(lamp("e1", "one"), lamp("e2", "two"))

    eventually(lambda: town.count("lines") == 2)
    assert town.count("received") == 4


def test_the_platform_may_speak_for_a_department(town: Town, stranger: Stranger) -> None:
    stranger.send(binary(DING, user="mingcha"))

    eventually(lambda: town.sql("SELECT text FROM lines") == [("tax: ding",)])


@pytest.mark.parametrize("type_", ["lamp_lit", "nought"])
def test_what_is_heard_at_no_departments_door_is_refused(
    town: Town, stranger: Stranger, tax: Stranger, type_: str
) -> None:
    tax.send(binary(DING, key=f"tax.{type_}", type=type_))

    notice = json.loads(stranger.take("department.tax").body)

    assert (notice["refusal"]["code"], notice["refusal"]["arguments"]) == ("unknown_mail", [type_])
    assert not town.count("lines")


def test_an_event_of_one_door_never_reaches_the_handler_of_anothers(town: Town, stranger: Stranger) -> None:
    stranger.send(lamp("e1", "x", type="bell_rung"), lamp("e2", "y"))

    assert stranger.take("dead-letters").headers["reason"] == "unknown_mail"
    eventually(lambda: town.sql("SELECT text FROM lines") == [("y",)])


def test_an_id_with_another_body_is_refused_and_the_department_is_told(
    town: Town, stranger: Stranger, tax: Stranger
) -> None:
    tax.send(binary(DING), binary(DING | {"text": "dong"}), binary(DING | {"text": "dong"}))

    told = stranger.take("department.tax")
    eventually(lambda: stranger.count("dead-letters") == 2)

    assert json.loads(told.body)["refusal"]["code"] == "id_reused"
    assert town.sql("SELECT text FROM lines") == [("tax: ding",)]
    assert town.sql("SELECT reason FROM dead_letters") == [("id_reused",)]


def test_a_longest_id_can_be_answered(probe: Running, stranger: Stranger, tax: Stranger) -> None:
    tax.send(binary({}, id="号" * 256))

    assert json.loads(stranger.take("department.tax").body)["event_id"] == "号" * 256
    assert probe.is_alive


def test_a_time_without_its_zone_is_refused(stranger: Stranger, tax: Stranger) -> None:
    tax.send(binary(DING, time="2026-11-23T08:00:00"))

    (fault,) = json.loads(stranger.take("department.tax").body)["refusal"]["faults"]

    assert (fault["pointer"], fault["rule"]) == ("/time", "malformed")


def test_a_key_that_no_table_keeps_is_refused(probe: Running, stranger: Stranger, tax: Stranger) -> None:
    tax.send(binary(DING, key="tax.\0"))

    assert json.loads(stranger.take("department.tax").body)["refusal"]["code"] == "not_your_source"
    assert probe.is_alive


def test_two_departments_with_the_same_mistake_are_both_told(town: Town, stranger: Stranger, tax: Stranger) -> None:
    user = connect_department(town.management_uri, "transport")
    nothing = {"content_type": "application/json"}
    with Stranger(user.uri(town.amqp_uri)) as transport:
        transport.send(Mail(b"{}", "transport.bell_rung", "departments", nothing))
        tax.send(Mail(b"{}", "tax.bell_rung", "departments", nothing))

    for department in ("tax", "transport"):
        notice = json.loads(stranger.take(f"department.{department}").body)
        assert notice["refusal"]["faults"][0]["pointer"] == "/specversion"
