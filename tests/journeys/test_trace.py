"""One trace from the HTTP request to the last delivery: whoever has its id finds every step."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
from kombu import Connection, Exchange, Queue
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Mingcha
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail

FILED = f"00-{0xF11ED:032x}-{7:016x}-01"
DISPATCHED = f"00-{0xD15:032x}-{7:016x}-01"

Look = Callable[[], list[dict[str, Any]]]


def id_of(trace: str) -> str:
    return trace.split("-")[1]


@pytest.fixture
def events(platform: Platform) -> Iterator[Look]:
    """The headers of what goes over ``complaints.events``, as any AMQP client sees them."""
    heard: list[dict[str, Any]] = []
    with Connection(platform.amqp_uri) as connection:
        queue = Queue("", Exchange("complaints.events", no_declare=True), "#", exclusive=True, auto_delete=True)
        with connection.Consumer(queue, on_message=lambda message: heard.append(message.headers), no_ack=True):

            def look() -> list[dict[str, Any]]:
                with suppress(TimeoutError):
                    connection.drain_events(timeout=0.2)
                return heard

            yield look


@pytest.fixture
def logged(platform: Platform) -> Callable[[str, str], list[dict[str, Any]]]:
    """The lines of one process's log that belong to a trace."""

    def lines(process: str, trace: str) -> list[dict[str, Any]]:
        log = Path(platform.folder) / "log" / f"{process}.log"
        return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines() if id_of(trace) in line]

    return lines


def facts_of(engine: Engine, trace: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text("SELECT type FROM history WHERE trace = :trace"), {"trace": trace}))


def test_one_trace_leads_from_the_request_to_the_e_mail(
    platform: Platform,
    engine: Callable[[str], Engine],
    key: Callable[..., str],
    outside: Outside,
    events: Look,
    logged: Callable[[str, str], list[dict[str, Any]]],
    wait: Callable[..., Any],
) -> None:
    form = {
        "channel": "web",
        "category": "slow",
        "title": "窗口",
        "text": "三次未办成",
        "reporter": {"name": "示例来电人", "email": "trace@mingcha.example"},
    }
    headers = {"Authorization": f"Bearer {key(Role.OFFICER)}", "traceparent": FILED}
    answer = requests.post(f"{platform.gateway_url}/v1/complaints?token=geheim", json=form, headers=headers, timeout=30)

    assert answer.status_code == 201
    assert answer.headers["X-Trace-Id"] == id_of(FILED)
    mail = wait(lambda: next((one for one in outside.mails.taken if one["X-Trace-Id"] == id_of(FILED)), None))
    assert mail["To"] == "trace@mingcha.example"
    assert wait(lambda: facts_of(engine("notifications"), FILED)) == ["message_sent"]
    assert facts_of(engine("complaints"), FILED) == ["complaint_filed"]
    event = wait(lambda: next((one for one in events() if one.get("ce-traceparent") == FILED), None))
    assert event["ce-type"] == "complaint_filed"

    [request] = logged("gateway", FILED)
    shown = {name: request[name] for name in ("event", "method", "route", "status", "trace_id")}
    assert shown == {
        "event": "request",
        "method": "POST",
        "route": "/v1/complaints",
        "status": 201,
        "trace_id": id_of(FILED),
    }
    assert request["actor"].startswith("test-")
    assert "geheim" not in json.dumps(request)

    handled = {line["type"]: line for line in logged("complaints", FILED) if line["event"] == "handled"}
    assert {type_: (line["queue"], line["outcome"]) for type_, line in handled.items()} == {
        "file_complaint": ("complaints.commands", "done"),
        "find_address": ("rpc-complaints", "done"),
    }
    told = wait(lambda: logged("notifications", FILED), lambda lines: any(line["event"] == "sent" for line in lines))
    assert [line["queue"] for line in told if line["event"] == "handled"] == ["notifications.inbox"]
    [sent] = [line for line in told if line["event"] == "sent"]
    assert (sent["channel"], sent["code"]) == ("email", "smtp_250")
    assert "trace@mingcha.example" not in json.dumps(told)


def test_a_webhook_bears_the_trace_of_the_request_that_brought_it_about(
    platform: Platform,
    office: Mingcha,
    key: Callable[..., str],
    outside: Outside,
    department: Callable[[str], DepartmentMail],
    file: Callable[..., dict[str, Any]],
    wait: Callable[..., Any],
) -> None:
    mail = department("traffic")
    outside.hook.secret = office.register_endpoint("traffic", outside.hook_url, ["complaint_dispatched"])["secret"]
    number = file()["number"]
    office.act(number, "accept", version=1)

    answer = requests.post(
        f"{platform.gateway_url}/v1/complaints/{number}/actions/dispatch",
        json={"department": "traffic"},
        headers={"Authorization": f"Bearer {key(Role.OFFICER)}", "traceparent": DISPATCHED, "If-Match": '"2"'},
        timeout=30,
    )

    assert answer.status_code == 200
    wait(lambda: [one for one in outside.hook.headers if one.get("traceparent") == DISPATCHED])
    handed = next(found for found in mail.hear() if found is not None)
    assert handed.data["number"] == number


def test_an_event_without_a_trace_gets_one_that_stays(
    department: Callable[[str], DepartmentMail],
    engine: Callable[[str], Engine],
    logged: Callable[[str, str], list[dict[str, Any]]],
    wait: Callable[..., Any],
) -> None:
    department("postal").post("case_signed_for", {"number": "TS-2020-000009"}, id="untraced")
    found = text("SELECT trace FROM dead_letters WHERE source = '/departments/postal'")

    def trace() -> str | None:
        with engine("complaints").connect() as connection:
            said: str | None = connection.scalar(found)
            return said

    kept = wait(trace)
    [line] = wait(lambda: logged("complaints", kept))
    assert (line["type"], line["outcome"], line["id"]) == ("case_signed_for", "dead", "untraced")
    assert line["trace_id"] == id_of(kept)


OWN = f"00-{0xE7E27:032x}-{7:016x}-01"
POSTED = f"00-{0x9057ED:032x}-{7:016x}-01"


@pytest.mark.parametrize(
    ("id_", "own", "binary", "kept"),
    [
        ("own", OWN, False, OWN),
        ("own-binary", OWN, True, OWN),
        ("none", None, False, POSTED),
        ("none-binary", None, True, POSTED),
        ("malformed", "00-1-2-01", False, POSTED),
    ],
)
def test_an_event_over_http_is_in_its_own_trace_or_in_the_one_that_its_client_was_told(  # noqa: PLR0913 - fixtures
    platform: Platform,
    key: Callable[..., str],
    department: Callable[[str], DepartmentMail],
    engine: Callable[[str], Engine],
    wait: Callable[..., Any],
    *,
    id_: str,
    own: str | None,
    binary: bool,
    kept: str,
) -> None:
    department("customs")
    said = {"specversion": "1.0", "id": id_, "source": "/departments/customs", "type": "case_signed_for"}
    data = {"number": "TS-2020-000009"}
    event = said | ({"traceparent": own} if own else {})
    headers = {"Authorization": f"Bearer {key(Role.LIAISON, department='customs')}", "traceparent": POSTED}
    headers |= {f"ce-{name}": value for name, value in event.items()} if binary else {}
    body = data if binary else event | {"data": data}
    answer = requests.post(f"{platform.gateway_url}/v1/events", json=body, headers=headers, timeout=30)
    found = text("SELECT trace FROM dead_letters WHERE message_id = :id")

    def trace() -> str | None:
        with engine("complaints").connect() as connection:
            said: str | None = connection.scalar(found, {"id": f"/departments/customs {id_}"})
            return said

    assert answer.status_code == 202
    assert answer.headers["X-Trace-Id"] == id_of(POSTED)
    assert wait(trace) == kept


def test_a_no_names_its_trace_too(platform: Platform) -> None:
    refused = requests.get(f"{platform.gateway_url}/v1/complaints", headers={"traceparent": FILED}, timeout=30)
    lost = requests.get(f"{platform.gateway_url}/nowhere", timeout=30)

    assert (refused.status_code, refused.headers["X-Trace-Id"]) == (401, id_of(FILED))
    assert refused.json()["trace_id"] == id_of(FILED)
    assert lost.headers["X-Trace-Id"] == lost.json()["trace_id"]
