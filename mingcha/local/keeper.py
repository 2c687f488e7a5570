"""One program kept running: started, seen to work, and started again when it dies."""

import subprocess
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from threading import Condition, Event, Thread
from time import monotonic

from mingcha.local.process import Process
from mingcha.local.programs import Program
from mingcha.local.troubles import CannotRun, NotReadyInTime, ProgramFailed

_LOOK_AGAIN = 0.05
_HEALTHY = 30.0
_HOPELESS = 5
"""So many deaths in a row before it ever worked, and a program is given up."""


class State(StrEnum):
    """Where a program stands."""

    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


_LASTING = {State.STOPPED, State.DONE, State.FAILED}


class Keeper:
    """Keeps one program running in a thread of its own, which lives as long as the program is wanted.

    Logs go to ``log/<name>.log`` and marks to ``run/<name>.pid`` under ``folder``. ``tell`` hears of every change.
    """

    def __init__(
        self, program: Program, folder: Path, news: Condition | None = None, tell: "Listener | None" = None
    ) -> None:
        self.program = program
        self.state = State.WAITING
        self.restarts = 0
        self.log = folder / "log" / f"{program.name}.log"
        self._mark = folder / "run" / f"{program.name}.pid"
        self._news = news or Condition()
        self._tell = tell or _say_nothing
        self._process: Process | None = None
        self._thread: Thread | None = None
        self._unwanted = Event()
        self._has_worked = False
        self._reason = ""

    @property
    def pid(self) -> int | None:
        """The process id, None when no process runs."""
        process = self._process
        return process.pid if process else None

    @property
    def works(self) -> bool:
        """Whether other programs can rely on this one."""
        return self.state in {State.READY, State.DONE}

    def start(self) -> None:
        """Begins to keep the program running; does nothing when it is kept already."""
        if self._thread and self._thread.is_alive():
            return
        for file in (self.log, self._mark):
            file.parent.mkdir(parents=True, exist_ok=True)
        self._unwanted.clear()
        self._thread = Thread(target=self._run, name=f"keeper of {self.program.name}", daemon=True)
        self._thread.start()

    def stop(self, *, brutally: bool = False) -> None:
        """Ends the program for good, by its stop signal or by kill -9; returns when it is gone."""
        self._unwanted.set()
        with self._news:
            process = self._process
        if process:
            self._become(State.STOPPING)
            process.kill() if brutally else process.end()
        if self._thread:
            self._thread.join()

    def kill(self) -> None:
        """Kills the program, kill -9; it will be started again. Returns when its death has been noticed."""
        with self._news:
            process, before = self._process, self.restarts
        if process:
            process.kill()
            with self._news:
                self._news.wait_for(lambda: self.restarts > before or self.state in _LASTING)

    def wait_ready(self, within: float = 180.0) -> None:
        """Waits until the program works.

        Raises:
            ProgramFailed: when it was given up.
            NotReadyInTime: when it still does not work after ``within`` seconds.
        """
        with self._news:
            self._news.wait_for(lambda: self.works or self.state is State.FAILED, within)
            self.complain()
            if not self.works:
                raise NotReadyInTime([self.program.name], within)

    def complain(self) -> None:
        """Does nothing, unless the program has failed.

        Raises:
            ProgramFailed: when it was given up.
        """
        if self.state is State.FAILED:
            raise ProgramFailed(self.program.name, self._reason, self.log)

    def _run(self) -> None:
        end = State.FAILED
        try:
            end = self._keep()
        finally:
            self._mark.unlink(missing_ok=True)
            self._become(end)

    def _keep(self) -> State:
        pauses, lives = _pauses(), 0
        while not self._unwanted.is_set():
            worked_for = self._live()
            lives += 1
            if self.program.once and not self._unwanted.is_set():
                return State.FAILED if self._reason else State.DONE
            if not self._has_worked and lives >= _HOPELESS:
                return State.FAILED
            pauses = _pauses() if worked_for > _HEALTHY else pauses
            self._pause(next(pauses))
        return State.STOPPED

    def _pause(self, seconds: float) -> None:
        if self._unwanted.is_set():
            return
        with self._news:
            self.restarts += 1
            self._become(State.RESTARTING)
        self._unwanted.wait(seconds)

    def _live(self) -> float:
        """Runs the program once, from start to end; gives the seconds for which it worked."""
        self._become(State.STARTING)
        process = self._spawn()
        if process is None:
            return 0
        began = self._await_ready(process)
        code = process.wait()
        self._reason = f"exit {code}" if code else ""
        with self._news:
            self._process = None
            self._news.notify_all()
        return monotonic() - began

    def _spawn(self) -> Process | None:
        try:
            self.program.prepare()
            with self._news:
                if not self._unwanted.is_set():
                    self._process = Process(self.program, self.log, self._mark)
        except (OSError, subprocess.SubprocessError, CannotRun) as trouble:
            self._reason = str(trouble)
        return self._process

    def _await_ready(self, process: Process) -> float:
        """Watches a fresh process until it works or dies; gives the moment."""
        while not self.program.once and process.wait(_LOOK_AGAIN) is None:
            if self.program.ready():
                self._has_worked = True
                self._become(State.READY)
                break
        return monotonic()

    def _become(self, state: State) -> None:
        with self._news:
            self.state = state
            self._news.notify_all()
            self._tell(self)


def _pauses() -> Iterator[float]:
    """Growing pauses before the next start: 0.2 s to 5 s."""
    seconds = 0.2
    while True:
        yield seconds
        seconds = min(seconds * 2, 5.0)


Listener = Callable[[Keeper], None]
"""Hears of every change of a program's state; called one at a time."""


def _say_nothing(_: Keeper) -> None:
    """Listens for nobody."""
