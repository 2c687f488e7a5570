"""Bad input gets a clear refusal that names field and rule, in the client's language, and leaves no trace."""

import json
from collections.abc import Callable
from typing import Any

import pytest
import requests

from contracts.people import Role
from mingcha.client import Json
from mingcha.local.platform import Platform

GOOD = b'{"channel":"web","category":"slow","title":"t","text":"x"}'

NAMED = {"name": "示例"}


def with_(**more: Any) -> bytes:
    """The good body, saying more."""
    return json.dumps(json.loads(GOOD) | more).encode()


DEEP = b'{"a":' * 10_000 + b"1" + b"}" * 10_000

BODIES = {
    "broken JSON": (b'{"channel":', 422, "", "not_json"),
    "nothing": (b"", 422, "", "not_json"),
    "no object": (b"[1]", 422, "", "wrong_type"),
    "no UTF-8": (b'{"channel":"\xff"}', 422, "", "not_json"),
    "an unknown field": (GOOD[:-1] + b',"colour":"red"}', 422, "/colour", "unknown_field"),
    "a wrong type": (GOOD.replace(b'"t"', b"7"), 422, "/title", "wrong_type"),
    "a missing field": (b'{"channel":"web","category":"slow","title":"t"}', 422, "/text", "required"),
    "NUL": (GOOD.replace(b'"x"', b'"a\\u0000b"'), 422, "/text", "malformed"),
    "a lone surrogate": (GOOD.replace(b'"x"', b'"\\ud800"'), 422, "", "not_json"),
    "depth 10,000": (DEEP, 422, "/a", "unknown_field"),
    "depth 10,000 in a known field": (GOOD.replace(b'"x"', DEEP), 422, "/text", "wrong_type"),
    "an unknown channel": (GOOD.replace(b"web", b"pigeon"), 422, "/channel", "not_one_of"),
    "an unknown category": (GOOD.replace(b"slow", b"weather"), 422, "/category", "not_one_of"),
    "about nobody that there is": (with_(about="atlantis"), 422, "/about", "unknown"),
    "about a section of nobody": (with_(about_section="window"), 422, "/about", "required"),
    "anonymous and names somebody": (with_(mode="anonymous", reporter=NAMED), 422, "/reporter", "not_anonymous"),
    "4,001 characters": (GOOD.replace(b'"x"', b'"' + b"x" * 4001 + b'"'), 422, "/text", "too_long"),
    "10 MB": (GOOD.replace(b'"x"', b'"' + b"x" * 10_000_000 + b'"'), 413, None, None),
}


@pytest.mark.parametrize("what", BODIES)
def test_a_body_that_is(what: str, platform: Platform, key: Callable[..., str], count: Callable[..., int]) -> None:
    body, status, pointer, rule = BODIES[what]
    tables = ("complaints", "history", "testimonies", "parties")
    before = [count("complaints", table) for table in tables]
    headers = {"Authorization": f"Bearer {key(Role.OFFICER)}", "Accept-Language": "en"}

    reply = requests.post(f"{platform.gateway_url}/v1/complaints", data=body, headers=headers, timeout=30)

    problem = reply.json()
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "code", "trace_id"} <= set(problem)
    if rule is not None:
        assert [(error["pointer"], error["rule"]) for error in problem["errors"]] == [(pointer, rule)]
    assert [count("complaints", table) for table in tables] == before


def test_a_refusal_speaks_the_clients_language(platform: Platform, key: Callable[..., str]) -> None:
    def title(language: str) -> str:
        headers = {"Authorization": f"Bearer {key(Role.OFFICER)}", "Accept-Language": language}
        body = GOOD.replace(b"slow", b"weather")
        problem = requests.post(f"{platform.gateway_url}/v1/complaints", data=body, headers=headers, timeout=30).json()
        return str(problem["title"])

    assert title("zh-CN").startswith("没有类别“weather”")
    assert title("en-GB").startswith("There is no category weather")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "key_required"),
        ({"Authorization": "Bearer mk_000000000000_wrong"}, "key_required"),
        ({"Authorization": "Bearer nonsense"}, "key_required"),
        ({"Authorization": "Basic YTpi"}, "key_required"),
        ({"X-API-Key": "mk__"}, "key_required"),
    ],
)
def test_a_wrong_or_missing_key_is_401(headers: dict[str, str], code: str, platform: Platform) -> None:
    reply = requests.post(f"{platform.gateway_url}/v1/complaints", data=GOOD, headers=headers, timeout=30)

    assert (reply.status_code, reply.json()["code"]) == (401, code)
    assert reply.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("DELETE", "/v1/complaints", 405),
        ("GET", "/v1/complaints/TS-2026-999999", 404),
        ("GET", "/v1/complaints/not-a-number", 422),
        ("GET", "/v1/complaints?limit=0", 422),
        ("GET", "/v1/complaints?limit=many", 400),
        ("GET", "/v1/complaints?state=lost", 422),
        ("GET", "/v1/complaints?after=nowhere", 422),
        ("GET", "/v1/items/no-such-code", 404),
        ("POST", "/v1/complaints/TS-2026-000001/actions/vanish", 404),
    ],
)
def test_an_address_that_does_not_fit(
    method: str, path: str, status: int, platform: Platform, key: Callable[..., str]
) -> None:
    headers = {"Authorization": f"Bearer {key(Role.OFFICER)}"}
    reply = requests.request(method, platform.gateway_url + path, headers=headers, timeout=30)

    assert reply.status_code == status
    assert reply.json()["status"] == status


def test_a_dispatch_to_a_department_that_is_not_in_the_directory_is_refused(
    office: Any, file: Callable[..., Json], platform: Platform, key: Callable[..., str]
) -> None:
    number = file()["number"]
    office.act(number, "accept")
    headers = {"Authorization": f"Bearer {key(Role.OFFICER)}", "If-Match": "*"}
    path = f"{platform.gateway_url}/v1/complaints/{number}/actions/dispatch"

    reply = requests.post(path, json={"department": "atlantis"}, headers=headers, timeout=30)

    assert (reply.status_code, reply.json()["code"]) == (422, "department_unknown")
    assert office.complaint(number)["state"] == "accepted"


@pytest.mark.parametrize("code", ["complaint_unknown", "key_required", "unavailable", "move_not_allowed"])
def test_the_type_of_a_problem_can_be_opened(code: str, platform: Platform) -> None:
    said = requests.get(f"{platform.gateway_url}/problems/{code}", timeout=30).json()

    assert said["code"] == code
    assert said["zh"]
    assert said["en"]
