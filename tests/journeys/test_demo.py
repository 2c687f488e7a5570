"""``make demo DEMO=exit``: the report comes, and it says what must be true."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests import stopwatch

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent / "mingcha"


def test_the_demo_ends_with_its_report() -> None:
    ended = subprocess.run(
        [str(BIN), "demo", "--exit", "--json"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=500
    )

    assert ended.returncode == 0, ended.stderr
    figures = {figure["en"]: figure["value"] for figure in json.loads(ended.stdout)}
    assert figures["departments imported"] == "12"
    assert figures["items imported"] == "417"
    assert figures["changes by the same list again"] == "0"
    assert figures["complaints of the same call, filed twice"] == "1"
    assert figures["state at the end"] == "closed"
    assert _ended(figures, "the leader's letter", "the notice", "the rectification", "the instruction") == [
        "closed",
        "lifted",
        "accepted",
        "accepted",
    ]
    assert _ended(figures, "the deceitful agreement") == ["closed"]
    assert figures["rounds of mediation"] == "3"
    assert "✔" in ended.stderr


def _ended(figures: dict[str, str], *names: str) -> list[str]:
    """In which state each thing ended: a figure is its number and its state."""
    return [figures[name].split()[-1] for name in names]


def test_the_platform_starts_within_a_minute_and_says_so_in_json(tmp_path: Path) -> None:
    started = stopwatch.now()
    with subprocess.Popen([str(BIN), "up", "--json"], cwd=tmp_path, stdout=subprocess.PIPE, text=True) as up:
        said = list(_until_ready(up))
        took = stopwatch.now() - started
        up.terminate()
        assert up.wait(timeout=300) == 0

    assert said[-1]["gateway_url"].startswith("http://")
    assert [line["state"] for line in said if line.get("process") == "complaints"][-1] == "ready"
    assert took < 60  # 15 s on two quiet cores; here another platform runs beside it


def _until_ready(up: "subprocess.Popen[str]") -> Iterator[dict[str, str]]:
    """What it says, up to where its gateway answers."""
    assert up.stdout is not None
    for line in up.stdout:
        said = json.loads(line)
        yield said
        if "gateway_url" in said:
            return
