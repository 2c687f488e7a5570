"""Repeating a request is safe, and two people do not overwrite each other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from contracts.people import Role
from mingcha.client import Json
from mingcha.local.platform import Platform

FORM: Json = {
    "channel": "web",
    "category": "slow",
    "title": "窗口",
    "text": "三次未办成",
    "reporter": {"name": "示例", "email": "a@mingcha.example"},
}

Send = Callable[..., requests.Response]


def sender(platform: Platform, key: str) -> Send:
    def send(method: str, path: str, **request: Any) -> requests.Response:
        headers = {"Authorization": f"Bearer {key}", "Accept-Language": "en", **request.pop("headers", {})}
        return requests.request(method, platform.gateway_url + path, headers=headers, timeout=30, **request)

    return send


def test_the_same_key_and_body_is_the_same_complaint(platform: Platform, key: Callable[..., str]) -> None:
    send = sender(platform, key(Role.OFFICER))
    first, second = (send("POST", "/v1/complaints", json=FORM, headers={"Idempotency-Key": "k-1"}) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert "Idempotent-Replayed" not in first.headers
    assert second.headers["Idempotent-Replayed"] == "true"


def test_the_same_key_with_another_body_is_a_conflict(platform: Platform, key: Callable[..., str]) -> None:
    send = sender(platform, key(Role.OFFICER))
    send("POST", "/v1/complaints", json=FORM, headers={"Idempotency-Key": "k-2"})
    other = send("POST", "/v1/complaints", json=FORM | {"text": "另一件事"}, headers={"Idempotency-Key": "k-2"})

    assert (other.status_code, other.json()["code"]) == (409, "id_reused")


def test_two_clients_may_use_the_same_idempotency_key(platform: Platform, key: Callable[..., str]) -> None:
    numbers = {
        sender(platform, key(Role.OFFICER))(
            "POST", "/v1/complaints", json=FORM, headers={"Idempotency-Key": "k-3"}
        ).json()["number"]
        for _ in range(2)
    }

    assert len(numbers) == 2


def test_twenty_at_once_under_one_key_make_one_complaint(
    platform: Platform, key: Callable[..., str], count: Callable[..., int]
) -> None:
    send = sender(platform, key(Role.OFFICER))
    before = count("complaints", "complaints")

    def file(_: int) -> str:
        reply = send("POST", "/v1/complaints", json=FORM, headers={"Idempotency-Key": "k-4"})
        assert reply.status_code == 201, reply.text
        return str(reply.json()["number"])

    with ThreadPoolExecutor(20) as pool:
        numbers = set(pool.map(file, range(20)))

    assert len(numbers) == 1
    assert count("complaints", "complaints") == before + 1


def test_a_change_without_if_match_is_428_and_with_an_old_one_412(
    platform: Platform, key: Callable[..., str], file: Callable[..., Json]
) -> None:
    send = sender(platform, key(Role.OFFICER))
    path = f"/v1/complaints/{file()['number']}/actions/accept"

    assert send("POST", path).status_code == 428
    assert send("POST", path, headers={"If-Match": '"7"'}).status_code == 412
    assert send("POST", path, headers={"If-Match": '"x"'}).status_code == 422
    accepted = send("POST", path, headers={"If-Match": '"1"'})
    assert (accepted.status_code, accepted.headers["ETag"]) == (200, '"2"')


def test_two_people_who_act_at_once_on_one_version_are_one_and_one_refused(
    platform: Platform, key: Callable[..., str], file: Callable[..., Json]
) -> None:
    send = sender(platform, key(Role.OFFICER))
    path = f"/v1/complaints/{file()['number']}/actions/accept"

    with ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda _: send("POST", path, headers={"If-Match": '"1"'}), range(2)))

    assert sorted(reply.status_code for reply in replies) == [200, 412]


def test_a_reader_who_has_the_present_version_gets_304(
    platform: Platform, key: Callable[..., str], file: Callable[..., Json]
) -> None:
    send = sender(platform, key(Role.OFFICER))
    path = f"/v1/complaints/{file()['number']}"
    tag = send("GET", path).headers["ETag"]

    assert send("GET", path, headers={"If-None-Match": tag}).status_code == 304
    assert send("GET", path, headers={"If-None-Match": '"99"'}).status_code == 200


def test_a_client_in_a_hurry_gets_202_and_finds_its_answer_later(
    platform: Platform, key: Callable[..., str], wait: Callable[..., Any]
) -> None:
    send = sender(platform, key(Role.OFFICER))
    taken = send("POST", "/v1/complaints", json=FORM, headers={"Prefer": "respond-async"})
    location = taken.headers["Location"]
    done = wait(lambda: send("GET", location), lambda reply: reply.status_code == 200)

    assert taken.status_code == 202
    assert len(taken.json()["receipt"]) == 16
    assert done.json()["state"] == "registered"


def test_nobody_else_finds_the_answer_of_a_command(platform: Platform, key: Callable[..., str]) -> None:
    mine, other = (sender(platform, key(Role.OFFICER)) for _ in range(2))
    mine("POST", "/v1/complaints", json=FORM, headers={"Idempotency-Key": "k-5", "Prefer": "respond-async"})

    assert other("GET", "/v1/commands/complaints.00000000-0000-5000-8000-000000000000").status_code == 202
    assert other("GET", "/v1/commands/nowhere.1").status_code == 404
