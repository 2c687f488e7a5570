"""A kill anywhere between the first byte of a file and the last answer about it leaves no row without its object."""

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import text

from gateway.attachments.storeroom import Storeroom
from gateway.attachments.sweeping import ORPHAN_AFTER, kept_by, sweep
from gateway.bus import Bus
from mingcha.client import Mingcha
from tests import stopwatch
from tests.faults.city import City

PHOTO = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(300_000)
LONG_AFTER = datetime.now(UTC) + ORPHAN_AFTER + timedelta(hours=1)


def case(city: City) -> str:
    with Mingcha(city.platform.gateway_url, city.key) as office:
        filed = office.file_complaint(channel="web", category="slow", title="窗口", text="三次未办成")
    return str(filed["number"])


def attach(city: City, number: str, key: str) -> requests.Response:
    return requests.post(
        f"{city.platform.gateway_url}/v1/complaints/{number}/attachments",
        params={"file_name": "x.jpg"},
        data=PHOTO,
        headers={"Authorization": f"Bearer {city.key}", "Content-Type": "image/jpeg", "Idempotency-Key": key},
        timeout=60,
    )


def attach_again(city: City, number: str, key: str) -> requests.Response:
    """Asks until somebody answers, as a client does whose request was cut off."""
    end = stopwatch.now() + 90
    while stopwatch.now() < end:
        with suppress(requests.ConnectionError):
            reply = attach(city, number, key)
            if reply.status_code not in {202, 503}:
                return reply
        time.sleep(0.2)
    raise AssertionError("nobody answers")


def objects(city: City) -> set[str]:
    folder = Path(urlsplit(city.platform.surroundings.attachments["MINGCHA_ATTACHMENTS"]).path)
    return {file.name for file in folder.rglob("*") if file.is_file()}


def rows(city: City) -> set[str]:
    with city.engines["complaints"].connect() as connection:
        return {str(id_) for id_ in connection.scalars(text("SELECT id FROM attachments"))}


def swept(city: City, now: datetime) -> int:
    """One sweep as the gateway does it, at another time."""

    async def run() -> int:
        bus = Bus(city.platform.amqp_uri)
        await bus.open()
        try:
            storeroom = Storeroom(city.platform.surroundings.attachments["MINGCHA_ATTACHMENTS"], lambda: bytes(32))
            return await sweep(storeroom, kept_by(bus), now=now)
        finally:
            await bus.close()

    return asyncio.run(run())


@pytest.fixture(autouse=True)
def nothing_before(city: City) -> None:
    city.empty()
    swept(city, LONG_AFTER)


def test_a_kill_between_the_two_steps_leaves_an_orphan_and_no_row_and_the_sweep_takes_it(city: City) -> None:
    number = case(city)
    trigger = city.trigger("gateway")
    trigger.arm("gateway_before_publish")

    with pytest.raises(requests.ConnectionError):
        attach(city, number, "k-1")

    assert trigger.has_fired
    assert (len(objects(city)), rows(city)) == (1, set())
    again = attach_again(city, number, "k-1")
    assert again.status_code == 201
    assert swept(city, datetime.now(UTC)) == 0
    assert swept(city, LONG_AFTER) == 1
    assert objects(city) == rows(city) == {again.json()["id"]}


@pytest.mark.parametrize(
    ("process", "point"),
    [
        ("gateway", "gateway_after_publish"),
        ("gateway", "gateway_before_answer"),
        ("complaints", "before_commit"),
        ("complaints", "after_commit"),
    ],
)
def test_a_kill_afterwards_loses_nothing_and_the_same_key_has_one_effect(city: City, process: str, point: str) -> None:
    number = case(city)
    trigger = city.trigger(process)
    trigger.arm(point)
    with suppress(requests.ConnectionError):
        attach(city, number, "k-2")
    assert trigger.has_fired

    again = attach_again(city, number, "k-2")
    swept(city, LONG_AFTER)

    assert again.status_code == 201
    with Mingcha(city.platform.gateway_url, city.key) as office:
        (found,) = office.attachments(number)["attachments"]
    assert objects(city) == rows(city) == {found["id"]}
