"""A short run of the bench gives what is promised of it: the table's lines as JSON, with figures that can be."""

import subprocess
import sys
from pathlib import Path

import msgspec

from bench.figures import Line

ROOT = Path(__file__).parents[2]


def bench(folder: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    argv = [sys.executable, "-m", "bench", "--folder", str(folder), "--quick", "--rounds", "1", *options]
    return subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False, timeout=500)


def test_a_run_writes_its_lines_for_programs(tmp_path: Path) -> None:
    names = ["postgres_commits_1_client", "postgres_commits_32_clients", "litestar_get"]
    done = bench(tmp_path, *(word for name in names for word in ("--only", name)))
    lines = msgspec.json.decode((tmp_path / "latest.json").read_bytes(), type=list[Line])

    assert done.returncode == 0, done.stdout + done.stderr
    assert [line.name for line in lines] == names
    assert all(1 < line.value < 1_000_000 and line.unit == "1/s" and line.met is None for line in lines)


def test_an_unknown_line_is_named_and_nothing_is_measured(tmp_path: Path) -> None:
    done = bench(tmp_path, "--only", "speed")

    assert done.returncode == 1
    assert "speed" in done.stdout
    assert not (tmp_path / "latest.json").exists()
