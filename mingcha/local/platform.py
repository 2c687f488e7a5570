"""The platform on one machine, whole: servers, set-up, services and gateway."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from signal import SIGHUP, SIGINT, SIGTERM
from typing import Self

from mingcha.local.city import city_programs
from mingcha.local.fleet import service_of
from mingcha.local.folder import forget
from mingcha.local.keeper import Keeper, Listener
from mingcha.local.lock import only_one
from mingcha.local.process import end_leftovers
from mingcha.local.programs import Program
from mingcha.local.record import record_of, remove_record, write_record
from mingcha.local.screen import JsonLines, Screen
from mingcha.local.secrets import ensure_secrets
from mingcha.local.servers import Servers
from mingcha.local.stopping import StopAsked, stop_on
from mingcha.local.supervisor import Supervisor
from mingcha.local.surroundings import Surroundings
from mingcha.local.troubles import CannotRun


class Platform:
    """One platform, whose state lies in ``folder``: ``var`` in ``root``, the folder of the code, unless told otherwise.

    Several can run side by side, each on its own folder. ``programs`` says what runs on top of the servers; ``environ``
    may name other servers (see ``Servers``); ``afresh`` forgets what an earlier platform left in the folder. Addresses
    and processes can be asked for once it runs.
    """

    def __init__(
        self,
        root: Path,
        folder: Path | None = None,
        *,
        programs: Callable[[Surroundings], Iterable[Program]] = city_programs,
        environ: Mapping[str, str] = os.environ,
        afresh: bool = False,
    ) -> None:
        self.root = root.resolve()
        self.folder = (folder or root / "var").resolve()
        self._programs = programs
        self._environ = dict(environ)
        self._afresh = afresh
        self._surroundings: Surroundings | None = None
        self._supervisor: Supervisor | None = None

    @contextmanager
    def running(self, tell: Listener | None = None) -> Iterator[Self]:
        """The platform, up until the ``with`` block is left; ``tell`` hears of every change of a process.

        Raises:
            CannotRun: when it cannot be started; its text is one line that says why.
            StopAsked: in the main thread, when this process is told to end.
        """
        with stop_on(SIGTERM, SIGHUP), self._up(tell):
            yield self

    def run_forever(self, *, as_json: bool = False) -> int:
        """Runs the platform on the screen until Ctrl-C or a signal; gives the exit code."""
        try:
            shown = JsonLines() if as_json else Screen()
            with stop_on(SIGINT, SIGTERM, SIGHUP), shown as screen, self._up(screen.tell):
                screen.ready(self.gateway_url)
                while True:
                    time.sleep(1)
        except StopAsked:
            return 0
        except CannotRun as trouble:
            Screen.complain(str(trouble))
            return 1

    @property
    def surroundings(self) -> Surroundings:
        """Everything the processes are told."""
        if self._surroundings is None:
            raise RuntimeError("the platform was not started")
        return self._surroundings

    @property
    def gateway_url(self) -> str:
        """Where the gateway answers."""
        return self.surroundings.gateway_url

    @property
    def amqp_uri(self) -> str:
        """The broker's address, with the administrator's password."""
        return self.surroundings.amqp_uri

    @property
    def management_uri(self) -> str:
        """The address of the broker's HTTP API, with the administrator's password."""
        return self.surroundings.management_uri

    def database_url(self, process: str) -> str:
        """The address of the database of ``complaints``, ``approvals``, ``notifications`` or ``gateway``."""
        return self.surroundings.database_url(process)

    def __getitem__(self, name: str) -> Keeper:
        """The keeper of one process, of ``broker`` or ``database``: it can ``stop``, ``start`` and ``wait_ready``."""
        if self._supervisor is None:
            raise RuntimeError("the platform was not started")
        return self._supervisor[name]

    def restart(self, name: str) -> None:
        """Stops a process in good order and starts it again; returns when it works."""
        self[name].stop()
        self[name].start()
        self[name].wait_ready()

    def roll(self, service: str) -> None:
        """Restarts the processes of a service one after the other, each once the one before it works again."""
        for process in self.surroundings.metrics_ports:
            if service_of(process) == service:
                self.restart(process)

    def kill(self, name: str) -> None:
        """Kills a process, kill -9, and returns when it is dead. It is started again; ``wait_ready`` waits for that."""
        self[name].kill()

    def pid(self, name: str) -> int | None:
        """A process's id, None while it does not run."""
        return self[name].pid

    @contextmanager
    def _up(self, tell: Listener | None) -> Iterator[None]:
        servers = Servers(self.folder, self._environ)
        with only_one(self.folder), ExitStack() as at_the_end:
            end_leftovers(self.folder / "run")  # before ports are claimed: a leftover may sit on ours
            if self._afresh:
                forget(self.folder)
            at_the_end.callback(servers.release)
            own = list(servers.programs())
            self._surroundings = servers.surroundings(self.root)
            ensure_secrets(self._surroundings.secrets)
            self._supervisor = Supervisor([*own, *self._programs(self._surroundings)], self.folder, self._noting(tell))
            at_the_end.callback(remove_record, self.folder)
            at_the_end.callback(self._supervisor.stop)
            self._supervisor.start()
            yield

    def _noting(self, tell: Listener | None) -> Listener:
        """A listener that keeps the record true before it tells."""

        def note(keeper: Keeper) -> None:
            if self._supervisor:
                write_record(self.folder, record_of(self.surroundings, self._supervisor.keepers.values()))
            if tell:
                tell(keeper)

        return note
