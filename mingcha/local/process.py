"""One running program of the operating system, and what is left of one that nobody minds any more."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from mingcha.local.programs import Program

_LARGE = 8_000_000


class Process:
    """A program that was started, in a session of its own: Ctrl-C reaches its supervisor alone.

    It dies with the thread that started it. Its mark, a file, lets a later supervisor find it should that ever fail.
    """

    def __init__(self, program: Program, log: Path, mark: Path) -> None:
        """Starts ``program``; what it prints is appended to ``log``.

        Raises:
            OSError: when it cannot be executed.
        """
        self._program = program
        with _open_log(log) as output:
            self._popen = subprocess.Popen(
                program.command,
                cwd=program.folder,
                env=dict(program.env),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=program.files,
            )
        mark.write_text(f"{self.pid} {_born(self.pid)} {program.orphan_signal}", encoding="ascii")

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._popen.pid

    def wait(self, seconds: float | None = None) -> int | None:
        """Waits for its end, ``seconds`` at most; gives the exit code, or None while it runs."""
        try:
            return self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def end(self) -> None:
        """Asks it to stop, and kills what still runs when its time is over."""
        self._popen.send_signal(self._program.stop_signal)
        self.wait(self._program.grace)
        self.kill()

    def kill(self) -> None:
        """Kills it and its whole process group, kill -9."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.wait()


def end_leftovers(marks: Path) -> None:
    """Ends every process whose mark is in ``marks``: they were left by a supervisor that was killed."""
    for mark in marks.glob("*.pid"):
        pid, born, orphan_signal = (int(word) for word in mark.read_text(encoding="ascii").split())
        for sign in (orphan_signal, signal.SIGKILL):
            if born and _born(pid) == born:
                os.killpg(pid, sign)
                _wait_for_end(pid, born, seconds=5)
        mark.unlink()


def is_running(pid: int, name: str) -> bool:
    """Says whether ``pid`` is a living process of the program ``name``.

    One that is dead but not yet collected is not; some containers never collect.
    """
    named = Path(f"/proc/{pid}/comm")
    return bool(_born(pid)) and named.exists() and named.read_text(encoding="utf-8").strip() == name


def _wait_for_end(pid: int, born: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _born(pid) == born and time.monotonic() < deadline:
        time.sleep(0.02)


def _born(pid: int) -> int:
    """The tick at which a living process was started: with the pid it names one process for good. 0 when it is dead."""
    state, born = _state(pid)
    return 0 if state in "ZX" else born


def _state(pid: int) -> tuple[str, int]:
    """The state letter and the starting tick of a process, ``X`` and 0 when there is none."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return "X", 0
    return fields[0], int(fields[19])


def _open_log(log: Path) -> BinaryIO:
    """The log, opened for appending; one that has grown large is put aside first."""
    if log.exists() and log.stat().st_size > _LARGE:
        log.replace(log.with_suffix(".log.1"))
    return log.open("ab")
