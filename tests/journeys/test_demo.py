"""``make demo DEMO=exit``: the report comes, and it says what must be true."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent / "mingcha"


@pytest.mark.timeout(180)
def test_the_demo_ends_with_its_report() -> None:
    ended = subprocess.run(
        [str(BIN), "demo", "--exit", "--json"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=170
    )

    assert ended.returncode == 0, ended.stderr
    figures = {figure["en"]: figure["value"] for figure in json.loads(ended.stdout)}
    assert figures["departments imported"] == "12"
    assert figures["items imported"] == "417"
    assert figures["changes by the same list again"] == "0"
    assert figures["complaints of the same call, filed twice"] == "1"
    assert figures["state at the end"] == "closed"
    assert "✔" in ended.stderr
