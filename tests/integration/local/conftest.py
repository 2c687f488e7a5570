import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mingcha.local.probes import has
from mingcha.local.programs import Program
from tests import stopwatch

Eventually = Callable[[Callable[[], object]], None]
Fake = Callable[..., Program]

WORKS = "import os, signal; open(os.environ['READY'], 'w').close(); signal.pause()"


@pytest.fixture(scope="session")
def eventually() -> Eventually:
    """Waits until a condition holds, and fails when it does not within 20 seconds."""

    def wait(condition: Callable[[], object]) -> None:
        deadline = stopwatch.now() + 20
        while not condition():
            assert stopwatch.now() < deadline, "it never came true"
            time.sleep(0.02)

    return wait


@pytest.fixture(scope="session")
def alive() -> Callable[[int], bool]:
    """Says whether a process runs; a dead one that nobody has collected yet does not."""

    def look(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] not in "ZX"
        except (FileNotFoundError, ProcessLookupError):
            return False

    return look


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """Builds a small program that stands in for one of the city's; it is ready when it has made its file."""

    def build(name: str, code: str = WORKS, **more: object) -> Program:
        ready = tmp_path / f"{name}.ready"
        return Program(
            name=name,
            argv=(sys.executable, "-c", code),
            env={"READY": str(ready)},
            ready=has(ready),
            prepare=lambda: ready.unlink(missing_ok=True),
            **more,  # type: ignore[arg-type]
        )

    return build
