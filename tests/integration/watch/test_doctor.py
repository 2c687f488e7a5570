"""The doctor finds each trouble of this machine and of the processes, made for real."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

from mingcha.doctor import Patient, examine
from mingcha.doctor.clocks import check_offset, moment_of
from mingcha.doctor.machine import check_clock_file, check_disk, check_secrets
from mingcha.doctor.processes import check_gateway, check_processes
from mingcha.local.secrets import ensure_secrets
from tests.integration.watch.examining import HERE, codes

# This machine


def test_key_files_that_are_missing_or_open(tmp_path: Path) -> None:
    ensure_secrets(tmp_path)
    assert codes(check_secrets, secrets=tmp_path) == []

    (tmp_path / "vault.key").chmod(0o644)
    (tmp_path / "complaints.pub").chmod(0o644)
    assert codes(check_secrets, secrets=tmp_path) == ["secret_open"]

    (tmp_path / "vault.key").unlink()
    assert codes(check_secrets, secrets=tmp_path) == ["secret_missing"]


def test_a_clock_that_was_moved(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    assert codes(check_clock_file, clock_file=file) == []
    file.write_text("86400", encoding="ascii")
    assert codes(check_clock_file, clock_file=file) == ["clock_moved"]
    broken = tmp_path / "broken"
    broken.write_text("tomorrow", encoding="ascii")
    assert codes(check_clock_file, clock_file=broken) == ["clock_file_unreadable"]


def test_clocks_that_disagree() -> None:
    now = datetime.now(UTC)

    assert [finding.code for finding in check_offset("broker", now - timedelta(seconds=30))] == ["clock_off"]
    assert list(check_offset("broker", now + timedelta(seconds=1))) == []
    assert list(check_offset("broker", moment_of("no date"))) == []


def test_a_disk_with_too_little_room(tmp_path: Path) -> None:
    assert [finding.code for finding in check_disk(Patient(folder=tmp_path / "new", room=10**18))] == ["disk_low"]
    assert list(check_disk(Patient(folder=tmp_path / "new", room=1))) == []


# Processes


def test_a_process_that_is_silent_hangs_or_does_not_get_on(door: Callable[..., str], nowhere: int) -> None:
    blocked, stuck, well = door("blocked"), door("stuck"), door("busy")
    metrics = {"silent": f"http://127.0.0.1:{nowhere}", "blocked": blocked, "stuck": stuck, "well": well}

    def look() -> dict[str, str]:
        return {finding.subject: finding.code for finding in check_processes(Patient(folder=HERE, metrics=metrics))}

    until = datetime.now(UTC) + timedelta(seconds=20)
    while (seen := look()).get("blocked") is None:
        assert datetime.now(UTC) < until, seen
    assert seen == {"silent": "process_silent", "blocked": "process_hangs", "stuck": "letters_stuck"}


class Unready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(503)
        self.end_headers()
        self.wfile.write(b'{"broker":false}')

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def test_a_gateway_that_is_away_or_not_ready(nowhere: int) -> None:
    assert codes(check_gateway, gateway_url=f"http://127.0.0.1:{nowhere}") == ["gateway_away"]
    with HTTPServer(("127.0.0.1", 0), Unready) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        found = codes(check_gateway, gateway_url=f"http://127.0.0.1:{server.server_address[1]}")
        server.shutdown()

    assert found == ["gateway_not_ready"]


def test_where_nothing_is_known_nothing_is_wrong(tmp_path: Path) -> None:
    assert list(examine(Patient(folder=tmp_path, room=1))) == []
