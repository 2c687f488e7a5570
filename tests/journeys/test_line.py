"""The gateway's line to the broker: what is lost of it is noticed, and it answers again within 15 seconds."""

from collections.abc import Callable

import pytest
import requests

from mingcha.client import Json, Mingcha, Problem
from mingcha.local.platform import Platform
from tests.journeys.conftest import Wait

WELL = 15


@pytest.fixture
def broker(platform: Platform) -> Callable[..., requests.Response]:
    def ask(method: str, path: str) -> requests.Response:
        return requests.request(method, f"{platform.management_uri}/api/{path}", timeout=10)

    return ask


def reply_queues(broker: Callable[..., requests.Response]) -> set[str]:
    found = {queue["name"] for queue in broker("GET", "queues").json()}
    return {name for name in found if name.startswith("gateway.replies.")}


def answers(office: Mingcha) -> bool:
    try:
        office.get("/v1/complaints", limit=1)
    except Problem as problem:
        return problem.status != 503
    return True


def test_a_reply_queue_that_is_gone_is_made_anew(
    broker: Callable[..., requests.Response], office: Mingcha, file: Callable[..., Json], wait: Wait
) -> None:
    (before,) = reply_queues(broker)
    broker("DELETE", f"queues/%2F/{before}").raise_for_status()

    wait(lambda: reply_queues(broker) - {before}, patience=WELL)

    wait(lambda: answers(office), patience=5)
    assert file()["state"] == "registered"
