import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mingcha.demo.outside import _free_port

ROOT = Path(__file__).parents[3]
PROGRAM = Path(__file__).parent / "green_process.py"


@pytest.fixture
def door() -> Iterator[Callable[..., str]]:
    """Starts a process; gives the address of its door."""
    running: list[subprocess.Popen[bytes]] = []

    def start(*words: str, port: int = 0) -> str:
        port = port or _free_port()
        environ = os.environ | {"MINGCHA_METRICS_PORT": str(port), "PYTHONPATH": str(ROOT)}
        argv = (sys.executable, "-W", "ignore", str(PROGRAM), *words)
        running.append(subprocess.Popen(argv, env=environ, stdout=subprocess.PIPE))
        assert running[-1].stdout is not None
        assert running[-1].stdout.readline() == b"open\n"
        return f"http://127.0.0.1:{port}"

    yield start
    for process in running:
        assert process.poll() is None, "it did not survive"
        process.kill()
        process.communicate()


@pytest.fixture
def nowhere() -> int:
    """A port where nobody listens."""
    return _free_port()
