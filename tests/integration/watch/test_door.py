"""Whoever watches a process gets an answer, also while its loop is busy or blocked."""

import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests import stopwatch

ROOT = Path(__file__).parents[3]

Door = Callable[..., str]


def get(url: str) -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        return session.get(url, timeout=60)


def figure(text: str, name: str) -> float:
    return sum(float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(name))


def test_reading_and_counting_at_once_stops_neither(door: Door) -> None:
    address = door("busy")
    counted = 'mingcha_letters_total{kind="event"'
    end = stopwatch.now() + 30
    while not (before := figure(get(f"{address}/metrics").text, counted)):
        assert stopwatch.now() < end, "it counts nothing"

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(get, [f"{address}/metrics"] * 100))

    assert {answer.status_code for answer in answers} == {200}
    assert figure(get(f"{address}/metrics").text, counted) > before
    assert get(f"{address}/livez").status_code == 200


def test_a_blocked_loop_is_told(door: Door) -> None:
    address = door("blocked")
    end = stopwatch.now() + 30

    while (alive := get(f"{address}/livez")).status_code == 200:
        assert stopwatch.now() < end, "never told"

    assert alive.status_code == 503
    assert "not turned" in alive.text
    assert figure(get(f"{address}/metrics").text, "mingcha_loop_silent_seconds") > 0.5


def test_a_caller_that_says_nothing_holds_up_nobody_for_long(door: Door) -> None:
    address = door()
    host, _, port = address.removeprefix("http://").partition(":")

    with socket.create_connection((host, int(port))):
        assert get(f"{address}/livez").status_code == 200


@pytest.mark.parametrize(
    ("request_", "status"),
    [(b"POST /metrics HTTP/1.1", b"405"), (b"GET /else HTTP/1.1", b"404"), (b"\xff\x00", b"405")],
)
def test_what_it_does_not_serve_it_says_so(door: Door, request_: bytes, status: bytes) -> None:
    host, _, port = door().removeprefix("http://").partition(":")

    with socket.create_connection((host, int(port))) as caller:
        caller.sendall(request_ + b"\r\n\r\n")
        assert caller.makefile("rb").readline().split(b" ")[1] == status


def test_a_taken_port_stops_no_process_and_is_used_once_it_is_free(door: Door) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        address = door(port=port)
        other.close()
        end = stopwatch.now() + 30
        while True:
            try:
                assert get(f"{address}/livez").status_code == 200
                break
            except requests.ConnectionError:
                assert stopwatch.now() < end


def test_a_service_has_real_locks_around_its_figures() -> None:
    asked = "import kernel.process, prometheus_client.values as v; print(type(v.Lock()).__module__)"
    ran = subprocess.run(
        (sys.executable, "-W", "ignore", "-c", asked), cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "_thread"
