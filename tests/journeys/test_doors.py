"""On the wire we are nameko and CloudEvents: others hear us and ask us with what they have."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cloudevents.core.bindings.rabbitmq import RabbitMQMessage, from_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from kombu import Connection, Exchange, Producer, Queue

from mingcha.client import Json, Mingcha
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail

STOCK = Path(__file__).parent / "stock_service.py"


@pytest.fixture
def stock_service(platform: Platform, tmp_path: Path, wait: Callable[..., Any]) -> Iterator[Path]:
    file = tmp_path / "heard"
    process = subprocess.Popen([sys.executable, str(STOCK), platform.amqp_uri, str(file)])
    wait(file.exists)
    yield file
    process.terminate()
    process.wait(timeout=120)


def test_a_stock_nameko_service_hears_our_events_and_asks_our_queries(
    stock_service: Path, file: Callable[..., Json], wait: Callable[..., Any]
) -> None:
    filed = file(reporter={"name": "不外传", "email": "nobody@mingcha.example"})

    lines = wait(lambda: [json.loads(line) for line in stock_service.read_text(encoding="utf-8").splitlines()])
    noted = next(line for line in lines if line["heard"]["number"] == filed["number"])
    assert noted["heard"]["state"] == "registered"
    assert (noted["asked"]["number"], noted["asked"]["version"]) == (filed["number"], 1)
    assert "不外传" not in json.dumps(noted, ensure_ascii=False)


@pytest.fixture
def heard(platform: Platform) -> Iterator[list[RabbitMQMessage]]:
    """What goes over ``complaints.events`` from now on, as the SDK's binding wants it."""
    taken: list[RabbitMQMessage] = []

    def take(message: Any) -> None:
        taken.append(RabbitMQMessage(message.headers, message.content_type, body_bytes(message)))
        message.ack()

    with Connection(platform.amqp_uri) as connection:
        queue = Queue("", Exchange("complaints.events", no_declare=True), "#", exclusive=True, auto_delete=True)
        with connection.Consumer(queue, on_message=take):
            taken_by_drain = _Draining(connection, taken)
            yield taken_by_drain


def body_bytes(message: Any) -> bytes:
    return message.body.encode() if isinstance(message.body, str) else bytes(message.body)


class _Draining(list[RabbitMQMessage]):
    """A list that looks into the mail whenever it is looked at."""

    def __init__(self, connection: Connection, taken: list[RabbitMQMessage]) -> None:
        super().__init__()
        self._connection, self._taken = connection, taken

    def look(self) -> list[RabbitMQMessage]:
        with suppress(TimeoutError):
            self._connection.drain_events(timeout=0.2)
        return self._taken


def test_the_cloudevents_sdk_reads_our_events(
    heard: _Draining, file: Callable[..., Json], wait: Callable[..., Any]
) -> None:
    filed = file()
    ours = f"{filed['id']}.1"
    message = wait(lambda: next((found for found in heard.look() if found.headers["ce-id"] == ours), None))

    event = from_binary(message, JSONFormat(), CloudEvent)

    assert event.get_type() == "complaint_filed"
    assert event.get_source() == "/services/complaints"
    assert event.get_id() == ours
    assert event.get_subject() == f"complaint/{filed['id']}"
    assert event.get_extension("sequence") == "1"
    assert event.get_data()["number"] == filed["number"]


def test_a_structured_event_of_the_sdk_is_taken(
    office: Mingcha,
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
    wait: Callable[..., Any],
) -> None:
    mail = department("water")
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="water")
    attributes = {"id": "s-1", "source": "/departments/water", "type": "case_signed_for", "specversion": "1.0"}
    message = to_structured(CloudEvent(attributes, {"number": number}), JSONFormat())

    connection = mail._connection
    Producer(connection, auto_declare=False).publish(
        message.body,
        exchange="departments",
        routing_key="water.case_signed_for",
        content_type=message.content_type,
        content_encoding="utf-8",
        user_id=connection.userid,
    )

    wait(lambda: office.complaint(number)["state"], lambda state: state == "signed")
