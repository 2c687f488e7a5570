"""``mingcha doctor`` on a platform that runs, on one that has lost a service, and where nothing runs."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import Engine, text

from kernel.clock import Clock
from mingcha.local.platform import Platform

BIN = Path(sys.executable).parent / "mingcha"

Doctor = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def doctor(platform: Platform, tmp_path: Path) -> Doctor:
    """Calls the doctor in a folder whose platform is the one that runs."""
    (tmp_path / "var").symlink_to(platform.folder)
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "COLUMNS": "200"}

    def call(*words: str) -> "subprocess.CompletedProcess[str]":
        argv = [str(BIN), "doctor", *words]
        return subprocess.run(argv, env=environ, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)

    return call


def found(run: "subprocess.CompletedProcess[str]") -> dict[str, set[str]]:
    """What was found, by place; dead letters are other tests', and how far the clock was moved."""
    rows: list[dict[str, Any]] = json.loads(run.stdout)
    places: dict[str, set[str]] = {}
    for row in rows:
        if row["code"] not in {"dead_letters", "clock_moved", "calendar_missing"}:
            places.setdefault(row["subject"], set()).add(row["code"])
    return places


def figure(platform: Platform, name: str) -> float:
    """One figure of the complaints service."""
    answer = requests.get(f"{platform.surroundings.metrics_url('complaints')}/metrics", timeout=10).text
    return next(float(line.split()[1]) for line in answer.splitlines() if line.startswith(f"{name} "))


def test_a_platform_that_works_is_sound(doctor: Doctor, wait: Callable[..., Any]) -> None:
    wait(lambda: found(doctor("--json")), lambda places: not places)


def test_a_clock_that_the_sweep_does_not_come_to_is_a_figure_and_a_finding(
    doctor: Doctor,
    platform: Platform,
    engine: Callable[[str], Engine],
    file: Callable[..., dict[str, Any]],
    wait: Callable[..., Any],
) -> None:
    """Somebody holds it in their hands, and the sweep passes over it."""
    asked = {"number": file()["number"]}
    held = text("SELECT id, next_at FROM clocks WHERE number = :number FOR KEY SHARE")
    late = text("UPDATE clocks SET next_at = :late WHERE number = :number AND next_at IS NOT NULL")
    two_hours_ago = Clock(platform.surroundings.clock_file).now() - timedelta(hours=2)
    with engine("complaints").connect() as hands:
        kept = hands.execute(held, asked).all()
        with engine("complaints").begin() as connection:
            connection.execute(late, asked | {"late": two_hours_ago})
        try:
            wait(lambda: figure(platform, "mingcha_clocks_due"), lambda due: due >= 1)
            wait(lambda: figure(platform, "mingcha_clocks_oldest_due_seconds"), lambda age: age >= 7200)
            places = found(doctor("--json"))
        finally:
            with engine("complaints").begin() as connection:
                for id_, next_at in kept:
                    back = {"id": id_, "next_at": next_at}
                    connection.execute(text("UPDATE clocks SET next_at = :next_at WHERE id = :id"), back)

    assert "clocks_stuck" in places["complaints"]
    wait(lambda: figure(platform, "mingcha_clocks_due"), lambda due: due == 0)


def test_a_service_that_is_away_is_found_and_how_to_mend_it(
    doctor: Doctor, platform: Platform, wait: Callable[..., Any]
) -> None:
    platform["approvals"].stop()
    try:
        places = wait(lambda: found(doctor("--json")), lambda seen: "rpc-approvals" in seen)
        shown = doctor()
    finally:
        platform["approvals"].start()
        platform["approvals"].wait_ready()

    assert places["approvals"] == {"process_silent"}
    assert places["rpc-approvals"] == {"queue_unattended"}
    assert shown.returncode == 1
    assert "无人读取" in shown.stdout
    assert "start the service" in shown.stdout
    assert "mingcha:" not in shown.stdout  # no address with a password


def test_where_nothing_runs_it_says_so(tmp_path: Path) -> None:
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    run = subprocess.run(
        [str(BIN), "doctor", "--json"], env=environ, cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert run.returncode == 1
    assert [row["code"] for row in json.loads(run.stdout)] == ["nothing_runs"]
    assert "Traceback" not in run.stderr
