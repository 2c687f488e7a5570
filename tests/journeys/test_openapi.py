"""The OpenAPI document is complete: each of its operations is done with its own examples, and answers as it says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, text

from contracts.people import OF_A_DEPARTMENT, Role
from gateway.app import ROUTES
from gateway.edge.access import PUBLIC
from gateway.examples import BODIES, CASE, DEPARTMENT
from mingcha.client import Json, Mingcha
from mingcha.demo.outside import Outside
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail
from tests.journeys.standings import TABLES, Standings, dispatched

ITEMS = Path(__file__).parents[1] / "data" / "items-12-departments.csv"

OPERATIONS = {
    f"{method} {path.replace(':str', '').replace(':int', '')}": route.opt["roles"]
    for route in ROUTES
    for path in route.paths
    for method in sorted(route.http_methods - {"HEAD", "OPTIONS"})
    if route.include_in_schema is not False
}

WITHOUT_ITS_THING = (
    "POST /v1/surveys/answer",
    "POST /v1/status/survey",
    *(
        f"{method} /v1/{resource}/{{number}}/attachments/{{id}}"
        for method in ("GET", "POST")
        for resource in ("complaints", "rectifications")
    ),
    "POST /v1/inspections",
    "POST /v1/exposures",
    "GET /open311/v2/tokens/",
    "GET /open311/v2/requests/",
)
"""Operations on what ``standings.py`` does not make (a survey's token, a file, a case that is not in confidence): there
the answer may be that there is no such thing. The journeys of their rooms do them."""

FORM = "application/x-www-form-urlencoded"

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256))

ANSWERS = {
    "POST /v1/rounds/{reform_round}/batches": {201, 409},  # another journey may have published them
    "POST /v1/receipts/actions/request_review": {200, 409},  # the case is not closed
    "POST /v1/receipts/actions/verify": {200, 422},  # nobody can make up a signature
}
"""What else an example may be answered."""


@dataclass(frozen=True)
class Stage:
    """What the examples are done on."""

    platform: Platform
    outside: Outside
    key: Callable[..., str]
    standings: Standings
    receipt: str

    def key_of(self, operation: str) -> str:
        """A key with every role that the operation lets in, of a department where one of them is."""
        roles = OPERATIONS[operation]
        if roles == PUBLIC:
            return ""
        return self.key(*roles, department=DEPARTMENT if OF_A_DEPARTMENT.intersection(roles) else None)

    def ask(self, operation: str, said: Json) -> requests.Response:
        """Does an operation as the document says it, about things that there are."""
        method, _, path = operation.partition(" ")
        key = self.key_of(operation)
        headers = {"Mingcha-Receipt": self.receipt} | ({"Authorization": f"Bearer {key}"} if key else {})
        body, kind = self._body(said, self._found(operation))
        sent: dict[str, Any] = {"headers": headers | {"If-Match": "*"} | kind, "params": {}}
        for parameter in said.get("parameters", []):
            value = self._there(operation, _example_of(parameter), headers)
            assert value is not None or not parameter["required"] or parameter["in"] == "header", parameter
            path = path.replace(f"{{{parameter['name']}}}", str(value))
            if parameter["in"] == "query" and value is not None:
                sent["params"][parameter["name"]] = value
        return requests.request(method, self.platform.gateway_url + path, timeout=30, **sent, **body)

    def _body(self, said: Json, found: Json) -> tuple[dict[str, Any], dict[str, str]]:
        """The body, and the headers that say what it is."""
        content = said.get("requestBody", {}).get("content", {})
        if "application/octet-stream" in content:
            return {"data": ITEMS.read_bytes()}, {}
        if "image/jpeg" in content:
            return {"data": PHOTO}, {"Content-Type": "image/jpeg"}
        if FORM in content:
            return {"data": _fields(content[FORM]["example"])}, {"Content-Type": FORM}
        if "application/json" not in content:
            return {}, {}
        example = content["application/json"]["example"]
        return {"json": _filled(example, found)}, {}

    def _found(self, operation: str) -> Json:
        """What there is, by what examples call it; with a receipt in hand it is a case of its own."""
        if operation.startswith(WITHOUT_ITS_THING):
            return {}
        number, receipt = self.standings.case, self.receipt
        if operation.startswith("POST /v1/receipts/"):
            own = dispatched(self.standings.office)
            number, receipt = own["number"], own["receipt"]
        url = BODIES["POST /v1/webhook-endpoints"]["url"]
        return {CASE: number, BODIES["POST /v1/status"]["receipt"]: receipt, url: self.outside.hook_url}

    def _there(self, operation: str, example: Any, headers: dict[str, str]) -> Any:
        """What stands for a parameter's example."""
        _, _, path = operation.partition(" ")
        parts = path.strip("/").split("/")
        url = self.platform.gateway_url
        if path == "/v1/items/{code}":
            found = requests.get(f"{url}/v1/items", timeout=30).json()["items"]
            return found[0]["code"] if found else example
        if path == "/v1/commands/{id}":
            form, later = BODIES["POST /v1/complaints"], headers | {"Prefer": "respond-async"}
            return (
                requests.post(f"{url}/v1/complaints", json=form, headers=later, timeout=30)
                .headers["Location"]
                .rpartition("/")[2]
            )
        if parts[2:3] == ["{number}"] and str(example)[2:3] == "-":
            action = parts[-1] if parts[3:4] == ["actions"] else ""
            return self.standings.number_for(parts[1], action) or example
        return self.standings.case if example == CASE else example


def _fields(example: Json) -> Json:
    """The example as a form has it: ``deepObject`` is ``attribute[window]``."""
    attributes = {f"attribute[{code}]": value for code, value in example["attribute"].items()}
    return {name: value for name, value in example.items() if name != "attribute"} | attributes


def _filled(example: Any, found: Json) -> Any:
    """The example with what it names replaced by what there is."""
    if isinstance(example, dict):
        return {name: _filled(value, found) for name, value in example.items()}
    return found.get(example, example) if isinstance(example, str) else example


def _example_of(parameter: Json) -> Any:
    """Its one example, or the first of several."""
    several = list(parameter.get("examples", {}).values())
    return several[0]["value"] if several else parameter.get("example")


@pytest.fixture(scope="module")
def stage(
    platform: Platform,
    outside: Outside,
    office: Mingcha,
    key: Callable[..., str],
    engine: Callable[[str], Engine],
    department: Callable[[str], DepartmentMail],
    client: Callable[..., Mingcha],
) -> Stage:
    department(DEPARTMENT)
    client(Role.REGISTRAR).import_items(ITEMS)
    case = dispatched(office, mode="confidential")
    with engine("complaints").begin() as connection:
        found_true = text("UPDATE complaints SET finding = 'substantiated' WHERE number = :number")
        connection.execute(found_true, {"number": case["number"]})
    return Stage(platform, outside, key, Standings(office, engine, case["number"]), case["receipt"])


@pytest.fixture(scope="module")
def document(platform: Platform) -> Json:
    """As anybody reads it."""
    said: Json = requests.get(f"{platform.gateway_url}/schema/openapi.json", timeout=30).json()
    return said


def test_every_route_is_in_the_document_and_every_operation_is_a_route(document: Json) -> None:
    described = {f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item}
    of_the_document_itself = {operation for operation in described if operation.startswith("GET /schema")}

    assert described - of_the_document_itself == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_an_operation_does_its_example_and_answers_as_documented(operation: str, stage: Stage, document: Json) -> None:
    method, _, path = operation.partition(" ")
    said = document["paths"][path][method.lower()]
    resource = path.split("/")[2] if path.startswith("/v1/") else ""
    is_there = not operation.startswith(WITHOUT_ITS_THING) and ("{number}" not in path or resource in TABLES)

    reply = stage.ask(operation, said)

    documented = {int(status) for status in said["responses"] if status.isdecimal()}
    assert reply.status_code in ANSWERS.get(operation, documented if is_there else documented | {404, 409}), reply.text
