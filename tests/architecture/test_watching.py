"""docs/watching.md names every metric and every finding that there is, and none besides."""

import re
from pathlib import Path

from prometheus_client import REGISTRY, generate_latest

import gateway.edge.figures
import kernel.watch.figures
import kernel.watch.vitals
import services.complaints.calendars.figures
import services.complaints.figures
import services.complaints.receipts.figures
import services.notifications.figures

ROOT = Path(__file__).parents[2]
MODULES = (
    gateway.edge.figures,
    kernel.watch.figures,
    kernel.watch.vitals,
    services.complaints.calendars.figures,
    services.complaints.figures,
    services.complaints.receipts.figures,
    services.notifications.figures,
)
"""A metric is known once its module is imported."""

PAGE = (ROOT / "docs" / "watching.md").read_text(encoding="utf-8")


def test_every_metric_of_the_page_exists_and_the_other_way_round() -> None:
    kinds = re.findall(r"^# TYPE (mingcha_\w+) (\w+)$", generate_latest(REGISTRY).decode(), re.MULTILINE)
    there = {name for name, _ in kinds if not name.endswith("_created")}

    assert len(there) >= len(MODULES)
    assert set(re.findall(r"^\| `(mingcha_\w+)` \|", PAGE, re.MULTILINE)) == there
    assert set(re.findall(r"`?(mingcha_[a-z_]+)", PAGE)) <= there


def test_every_finding_of_the_doctor_is_on_the_page_and_the_other_way_round() -> None:
    files = [*(ROOT / "mingcha" / "doctor").glob("*.py"), ROOT / "mingcha" / "cli" / "doctor.py"]
    made = {
        code
        for file in files
        for code in re.findall(r"(?:error|warning|note)\(\s*\"([a-z_]+)\"", file.read_text(encoding="utf-8"))
    }
    table = PAGE.partition("## `mingcha doctor`")[2]
    named = {code for line in table.splitlines() if line.startswith("| `") for code in _codes(line)}

    assert made
    assert named == made


def _codes(line: str) -> list[str]:
    return re.findall(r"`([a-z_]+)`", line.split("|")[1])
