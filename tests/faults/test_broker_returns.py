"""After an outage of the broker the gateway and the services behind it answer again, and soon."""

import time
from collections.abc import Callable

import requests

from tests import stopwatch
from tests.faults.city import City

WITHIN = 15
"""Seconds from the broker's return."""

COMPLAINT = {"channel": "web", "category": "slow", "title": "窗口", "text": "三次未办成"}


def test_commands_and_queries_are_answered_within_15_seconds_of_the_broker_s_return(city: City) -> None:
    url, headers = f"{city.platform.gateway_url}/v1/complaints", {"Authorization": f"Bearer {city.key}"}

    def file() -> int:
        return requests.post(url, json=COMPLAINT, headers=headers, timeout=WITHIN).status_code

    def look() -> int:
        return requests.get(url, headers=headers, params={"limit": "1"}, timeout=WITHIN).status_code

    assert (file(), look()) == (201, 200)
    city.kill("broker")
    _until(lambda: look() == 503)
    city.start("broker")
    returned = stopwatch.now()
    _until(lambda: file() == 201)
    _until(lambda: look() == 200)

    assert stopwatch.now() - returned < WITHIN


def _until(seen: Callable[[], bool]) -> None:
    end = stopwatch.now() + 2 * WITHIN
    while not seen():
        assert stopwatch.now() < end
        time.sleep(0.05)
