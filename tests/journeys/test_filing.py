"""A filing's receipt opens the case of whoever filed it, and of nobody who merely knows how its source calls it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
import requests

from contracts.people import Role
from mingcha.client import Mingcha, Problem
from mingcha.local.platform import Platform

FORM = {"channel": "letter", "category": "slow", "title": "窗口", "text": "三次未办成", "source": "letters"}


@pytest.fixture
def in_a_hurry(platform: Platform) -> Callable[..., Any]:
    """Files without waiting for what the service says; gives the 202."""

    def file(key: str, **form: Any) -> Any:
        headers = {"Authorization": f"Bearer {key}", "Prefer": "respond-async"}
        reply = requests.post(f"{platform.gateway_url}/v1/complaints", json=form, headers=headers, timeout=30)
        assert reply.status_code == 202
        return reply.json()

    return file


@pytest.fixture
def number_of(platform: Platform, wait: Callable[..., Any]) -> Callable[..., str]:
    """The number that came of a filing that was answered 202."""

    def look(key: str, taken: Any) -> str:
        url, headers = platform.gateway_url + taken["command"], {"Authorization": f"Bearer {key}"}
        reply = wait(lambda: requests.get(url, headers=headers, timeout=30), lambda reply: reply.status_code == 200)
        return str(reply.json()["number"])

    return look


def opens(client: Callable[..., Mingcha], number: str, receipt: str) -> bool:
    try:
        return bool(client().status(number, receipt))
    except Problem as refused:
        return refused.code != "receipt_unknown"


def test_a_foreign_external_id_gets_a_receipt_that_opens_nothing(
    in_a_hurry: Callable[..., Any],
    number_of: Callable[..., str],
    key: Callable[..., str],
    client: Callable[..., Mingcha],
) -> None:
    one, another = key(Role.OPERATOR), key(Role.OPERATOR)
    form = FORM | {"external_id": uuid4().hex}
    mine = in_a_hurry(one, **form)
    number = number_of(one, mine)

    assert in_a_hurry(one, **form)["receipt"] == mine["receipt"]
    assert opens(client, number, mine["receipt"])
    for caller, said in ((another, form), (another, form | {"text": "另一件事"}), (one, form | {"text": "另一件事"})):
        assert not opens(client, number, in_a_hurry(caller, **said)["receipt"])


def test_who_files_what_another_client_has_filed_learns_the_number_and_no_receipt(
    client: Callable[..., Mingcha],
) -> None:
    form = FORM | {"external_id": uuid4().hex}
    filed = client(Role.OPERATOR).file_complaint(**form)

    again = client(Role.OPERATOR).file_complaint(**form)

    assert (again["number"], again["filed_by_another"], again["receipt"]) == (filed["number"], True, None)
