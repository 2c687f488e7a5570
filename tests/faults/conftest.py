"""The session's report, and where the tests of this room say how far they are."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.city import City
from tests.faults.report import Report

SEED = int(os.environ.get("MINGCHA_SEED", "20261123"))
SCALE = int(os.environ.get("MINGCHA_FAULTS_SCALE", "1"))


@pytest.fixture(scope="session")
def report() -> Iterator[Report]:
    """What the session finds; written down at its end, if that is asked for and everything was run."""
    report = Report()
    yield report
    file = os.environ.get("MINGCHA_FAULTS_REPORT")
    if file and report.is_whole:
        report.write(Path(file))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """A city; who uses it empties it first, and starts what it wants to work: the last one may have stopped that."""
    with City.running(tmp_path_factory.mktemp("city")) as running:
        yield running


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Says a line on the screen while a test runs, also from a process beside that of the screen."""

    def say(line: str) -> None:
        with capsys.disabled():
            print(line, file=sys.stderr, flush=True)  # noqa: T201 - progress is for the screen

    return say
