"""Requests, and the load of them on a server."""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from bench.generator import Answers, Load

ROOT = Path(__file__).resolve().parents[1]

COMPLAINT = {
    "channel": "web",
    "category": "slow",
    "title": "窗口三次要求补正材料",
    "text": "为办理营业执照变更,本人三次到窗口,每次被告知缺少不同材料,至今未办成。" * 4,
    "reporter": {"name": "测试", "email": "bench@example.org"},
}
"""What every contender is sent: a title, a text of some 150 characters, somebody to tell."""


class CouldNotMeasure(Exception):
    """A figure could not be had: the server refused, or lost something."""


def request(url: str, method: str, path: str, *, key: str = "", body: object = None) -> bytes:
    """One raw HTTP/1.1 request on a kept connection."""
    content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
    lines = [f"{method} {path} HTTP/1.1", f"Host: {urlsplit(url).netloc}", "Accept: application/json"]
    if key:
        lines.append(f"Authorization: Bearer {key}")
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


def run_load(
    url: str, requests: Sequence[bytes], *, clients: int, seconds: float, status: int, rate: float = 0
) -> Answers:
    """Runs a load to its end, in a process of its own.

    Raises:
        CouldNotMeasure: when an answer has another status than ``status``.
    """
    place = urlsplit(url)
    load = Load(
        host=place.hostname or "",
        port=place.port or 80,
        clients=clients,
        seconds=seconds,
        requests=[base64.b64encode(one).decode() for one in requests],
        rate=rate,
    )
    done = subprocess.run(
        [sys.executable, "-m", "bench.generator"],
        input=msgspec.json.encode(load),
        capture_output=True,
        cwd=ROOT,
        timeout=seconds + 60,
        check=False,
    )
    if done.returncode:
        raise CouldNotMeasure(f"{url}: {done.stderr.decode().strip().splitlines()[-1:]}")
    answers = msgspec.json.decode(done.stdout, type=Answers)
    if set(answers.statuses) != {str(status)}:
        raise CouldNotMeasure(f"{url}: expected {status}, got {answers.statuses}")
    return answers
