"""The platform on one machine, whole: servers, set-up, services and gateway."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM
from typing import Self

from rich.console import Console

from mingcha.local.city import city_programs
from mingcha.local.keeper import Keeper, Listener
from mingcha.local.lock import only_one
from mingcha.local.process import end_leftovers
from mingcha.local.programs import Program
from mingcha.local.record import PlatformRecord, ProcessRecord, remove_record, write_record
from mingcha.local.screen import Screen
from mingcha.local.secrets import ensure_secrets
from mingcha.local.servers import Servers
from mingcha.local.stopping import StopAsked, stop_on
from mingcha.local.supervisor import Supervisor
from mingcha.local.surroundings import PROCESSES, Surroundings
from mingcha.local.troubles import CannotRun


class Platform:
    """One platform, whose state lies in ``folder`` (``var`` in ``root``, the folder of the code, unless told otherwise).

    Several can run side by side, each on its own folder. ``programs`` says what runs besides the servers. Addresses
    and processes are there while it runs.
    """

    def __init__(
        self,
        root: Path,
        folder: Path | None = None,
        *,
        programs: Callable[[Surroundings], Iterable[Program]] = city_programs,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.root = root.resolve()
        self.folder = (folder or root / "var").resolve()
        self._programs = programs
        self._environ = environ
        self._servers = Servers(self.folder, environ)
        self._place: Surroundings | None = None
        self._supervisor: Supervisor | None = None
        self._tell: Listener = _say_nothing

    @contextmanager
    def running(self, tell: Listener | None = None) -> Iterator[Self]:
        """The platform, running until the ``with`` block is left; ``tell`` hears of every change of a process.

        Raises:
            CannotRun: when it cannot be started, in one line that says why.
            StopAsked: in the main thread, when the process is told to end.
        """
        with stop_on(SIGTERM, SIGHUP), self._up(tell or _say_nothing):
            yield self

    def run_forever(self) -> int:
        """Runs the platform on the screen until Ctrl-C or a signal; gives the exit code."""
        try:
            with stop_on(SIGINT, SIGTERM, SIGHUP), Screen() as screen, self._up(screen.tell):
                screen.say(f"明察已就绪 / Mingcha is up: {self.gateway_url}   (Ctrl-C 停止 / stops it)")
                while True:
                    time.sleep(1)
        except StopAsked:
            return 0
        except CannotRun as trouble:
            Console(stderr=True, soft_wrap=True, highlight=False).print(str(trouble), markup=False, style="red")
            return 1
