"""The OpenAPI document is complete: each of its operations is done with its own examples, and answers as it says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from sqlalchemy import Engine

from contracts.people import OF_A_DEPARTMENT, Role
from gateway.app import ROUTES
from gateway.edge.access import PUBLIC
from gateway.edge.keys import ApiKeys
from gateway.examples import BODIES, CASE, DEPARTMENT
from mingcha.client import Json, Mingcha
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail
from tests.journeys.answers import Described
from tests.journeys.standings import ENTERPRISE, Standings, dispatched

ITEMS = Path(__file__).parents[1] / "data" / "items-12-departments.csv"
PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256))
ALARMS = 5
RECEIPT = BODIES["POST /v1/status"]["receipt"]
FORM = "application/x-www-form-urlencoded"

OPERATIONS = {
    f"{method} {path.replace(':str', '').replace(':int', '')}": route.opt["roles"]
    for route in ROUTES
    for path in sorted(route.paths)
    for method in sorted(route.http_methods - {"HEAD", "OPTIONS"})
    if route.include_in_schema is not False
}

ANSWERS = {
    "POST /v1/rounds/{reform_round}/batches": {201, 409},  # another journey may have published them
    "GET /open311/v2/tokens/{token}": {200, 404},  # of what is on its way
    "GET /open311/v2/requests/{service_request_id}": {200, 404},  # no case that is in confidence is there
}
"""What else an example may be answered; the journey of Open311 does those two."""

NOT_AWAITED = (
    "POST /v1/complaints",
    "POST /v1/receipts/actions/change",
    "POST /v1/receipts/actions/write",
    "POST /v1/complaints/{number}/actions/sign",
)
"""Operations of each kind that answer 202 to whoever would not wait."""


@dataclass(frozen=True)
class Stage:
    """What the examples are done on."""

    platform: Platform
    outside: Outside
    keys: ApiKeys
    standings: Standings

    def ask(self, operation: str, said: Json, **more: str) -> requests.Response:
        """Does an operation as the document says it, about things that there are."""
        method, _, path = operation.partition(" ")
        caller = f"example-{uuid4().hex[:8]}"
        headers = self._headers(operation, caller)
        at = self._at(operation, caller, headers)
        sent = self._body(said, self._named(operation, at))
        sent |= {"headers": headers | sent.get("headers", {}) | more, "params": {}}
        for parameter in said.get("parameters", []):
            value = at.get(parameter["name"], _example_of(parameter))
            assert value is not None or not parameter["required"] or parameter["in"] == "header", parameter
            path = path.replace(f"{{{parameter['name']}}}", str(value))
            if parameter["in"] == "query" and value is not None:
                sent["params"][parameter["name"]] = value
        return requests.request(method, self.platform.gateway_url + path, timeout=30, **sent)

    def _headers(self, operation: str, caller: str) -> dict[str, str]:
        """What all may need; and a key with every role that the operation lets in, of a department where one is."""
        roles, headers = OPERATIONS[operation], {"Mingcha-Receipt": self.standings.receipt, "If-Match": "*"}
        if roles == PUBLIC:
            return headers
        if " /v1/inspections/" in operation:  # no department sees their files
            roles = [role for role in roles if role not in OF_A_DEPARTMENT]
        department = DEPARTMENT if OF_A_DEPARTMENT.intersection(roles) else None
        made = self.keys.create(caller, list(roles), department=department, at=datetime.now(UTC))
        return headers | {"Authorization": f"Bearer {made}"}

    def _body(self, said: Json, named: Mapping[str, Any]) -> dict[str, Any]:
        """The body, and the headers that say what it is."""
        content = said.get("requestBody", {}).get("content", {})
        if "application/octet-stream" in content:
            return {"data": ITEMS.read_bytes()}
        if "image/jpeg" in content:
            return {"data": PHOTO, "headers": {"Content-Type": "image/jpeg"}}
        if FORM in content:
            return {"data": _fields(content[FORM]["example"]), "headers": {"Content-Type": FORM}}
        if "application/json" not in content:
            return {}
        return {"json": _filled(content["application/json"]["example"], named)}

    def _named(self, operation: str, at: Mapping[str, Any]) -> dict[str, Any]:
        """What there is, by what examples' bodies call it; with a receipt in hand it is a case of its own."""
        there, body = self.standings, BODIES.get(operation)
        if operation.startswith("POST /v1/receipts/"):
            return self._own(operation.rpartition("/")[2])
        url = BODIES["POST /v1/webhook-endpoints"]["url"]
        named: Callable[[], dict[str, Any]] = {
            "POST /v1/exposures": lambda: {CASE: there.proven},
            "POST /v1/exposures/{number}/actions/note_rectified": lambda: {body["rectification"]: there.put_right()},
            "POST /v1/inspections/{number}/actions/record_finding": lambda: there.evidence(at["number"]),
            "POST /v1/status/survey": lambda: _held(there.close()),
            "POST /v1/surveys/answer": lambda: {body["token"]: there.token_of(there.make("surveys", "", ""))},
        }.get(operation, lambda: {CASE: there.case, RECEIPT: there.receipt, url: self.outside.hook_url})
        return named()

    def _own(self, step: str) -> dict[str, Any]:
        """A case of its own, for who holds its receipt."""
        own, proof = dispatched(self.standings.office), BODIES["POST /v1/receipts/actions/verify"]
        self.standings.set("complaints", own["number"], step)
        signed = {proof[name]: own["proof"][name] for name in ("registered_at", "chain_head", "signature")}
        return _held(own) | signed

    def _at(self, operation: str, caller: str, headers: dict[str, str]) -> dict[str, Any]:
        """What stands for the examples of an operation's parameters."""
        _, _, path = operation.partition(" ")
        url, there = self.platform.gateway_url, self.standings
        if path == "/v1/items/{code}":
            found = requests.get(f"{url}/v1/items", timeout=30).json()["items"]
            return {"code": found[0]["code"]} if found else {}
        if path == "/v1/commands/{id}":
            sent = {"json": BODIES["POST /v1/complaints"], "headers": headers | {"Prefer": "respond-async"}}
            later = requests.post(f"{url}/v1/complaints", timeout=30, **sent).headers["Location"]
            return {"id": later.rpartition("/")[2]}
        if "/attachments/{id}" in path:
            step = path.rpartition("/actions/")[2] if "/actions/" in path else "look"
            number, file = there.make_file(path.split("/")[2], step, caller)
            return {"number": number, "id": file}
        if path == "/v1/status/attachments":
            return {"number": there.case}
        resource, _, step = path.removeprefix("/v1/").partition("/{number}")
        return {"number": there.make(resource, step.rpartition("/")[2], caller)} if "{number}" in path else {}


def _fields(example: Json) -> Json:
    """The example as a form has it: ``deepObject`` is ``attribute[window]``."""
    attributes = {f"attribute[{code}]": value for code, value in example["attribute"].items()}
    return {name: value for name, value in example.items() if name != "attribute"} | attributes


def _held(filed: Json) -> dict[str, Any]:
    return {CASE: filed["number"], RECEIPT: filed["receipt"]}


def _filled(example: Any, named: Mapping[str, Any]) -> Any:
    """The example with what it names replaced by what there is."""
    if isinstance(example, dict):
        return {name: _filled(value, named) for name, value in example.items()}
    if isinstance(example, list):
        return [_filled(value, named) for value in example]
    return named.get(example, example) if isinstance(example, str) else example


def _example_of(parameter: Json) -> Any:
    """Its one example, or the first of several."""
    several = list(parameter.get("examples", {}).values())
    return several[0]["value"] if several else parameter.get("example")


@pytest.fixture(scope="module")
def standings(
    office: Mingcha,
    engine: Callable[[str], Engine],
    department: Callable[[str], DepartmentMail],
    tmp_path_factory: pytest.TempPathFactory,
    wait: Callable[..., Any],
) -> Iterator[Standings]:
    """A case that others may name; and a closed one, whose enterprise was then fined: the watch has seen it."""
    bureau = department(DEPARTMENT)
    photo = tmp_path_factory.mktemp("photo") / "photo.jpg"
    photo.write_bytes(PHOTO)
    partner = f"partner-{uuid4().hex[:8]}"
    key = ApiKeys(engine("gateway")).create(partner, [Role.INSPECTOR], department=None, at=datetime.now(UTC))
    with Mingcha(office.url, key) as inspector:
        made = Standings(office, (partner, inspector), engine, photo)
        made.prepare()
        for n in range(ALARMS):
            fine = {"penalty": f"example-{n}", "enterprise": ENTERPRISE, "issued_on": made.today()}
            bureau.post("penalty_issued", fine | {"department": DEPARTMENT})
        wait(made.find_alarms, lambda alarms: len(alarms) == ALARMS)
        yield made


@pytest.fixture(scope="module")
def stage(
    platform: Platform,
    outside: Outside,
    engine: Callable[[str], Engine],
    client: Callable[..., Mingcha],
    standings: Standings,
) -> Stage:
    client(Role.REGISTRAR).import_items(ITEMS)
    return Stage(platform, outside, ApiKeys(engine("gateway")), standings)


@pytest.fixture(scope="module")
def described(platform: Platform) -> Described:
    """The document, as anybody reads it."""
    return Described(requests.get(f"{platform.gateway_url}/schema/openapi.json", timeout=30).json())


def test_every_route_is_in_the_document_and_every_operation_is_a_route(described: Described) -> None:
    paths = described.document["paths"]
    operations = {f"{method.upper()} {path}" for path, item in paths.items() for method in item}
    of_the_document_itself = {operation for operation in operations if operation.startswith("GET /schema")}

    assert operations - of_the_document_itself == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_does_its_example_and_answers_as_documented(
    operation: str, stage: Stage, described: Described
) -> None:
    said = described.operation(operation)

    reply = stage.ask(operation, said)

    successes = {int(status) for status in said["responses"] if status.isdecimal()}
    assert reply.status_code in ANSWERS.get(operation, successes), reply.text
    assert described.faults(said, reply) == []
    if operation == "POST /v1/webhook-endpoints":
        stage.outside.hook.secret = reply.json()["secret"]


@pytest.mark.parametrize("operation", NOT_AWAITED)
def test_whoever_would_not_wait_is_answered_as_documented_too(
    operation: str, stage: Stage, described: Described
) -> None:
    said = described.operation(operation)

    reply = stage.ask(operation, said, Prefer="respond-async")

    assert reply.status_code == 202
    assert described.faults(said, reply) == []


def test_whoever_brings_no_key_gets_the_documented_no(platform: Platform, described: Described) -> None:
    faults = {}
    for operation in (name for name, roles in OPERATIONS.items() if roles != PUBLIC):
        method, _, path = operation.replace("{reform_round}", "2").replace("{year}", "2027").partition(" ")
        reply = requests.request(method, platform.gateway_url + path, timeout=30)
        assert reply.status_code == (403 if path.startswith("/open311/") else 401), operation
        faults[operation] = described.faults(described.operation(operation), reply)

    assert [operation for operation, found in faults.items() if found] == []
