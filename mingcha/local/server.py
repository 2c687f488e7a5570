"""A private server that can also be had alone, without a platform around it: tests of the plumbing want just that."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Self

from mingcha.local.keeper import Keeper
from mingcha.local.process import end_leftovers
from mingcha.local.programs import Program


class PrivateServer(ABC):
    """A server with its own data, ports and password under ``folder``. Alone it logs to ``folder/log``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keeper: Keeper | None = None

    @abstractmethod
    def program(self) -> Program:
        """Claims the ports, writes what the server reads, and gives the program to run.

        Raises:
            ProgramMissing: when the server is not installed.
        """

    @abstractmethod
    def release(self) -> None:
        """Gives back what ``program`` claimed."""

    def start(self) -> None:
        """Starts the server and keeps it running; the leftover of a killed run is ended first."""
        end_leftovers(self.folder / "run")
        self._keeper = Keeper(self.program(), self.folder)
        self._keeper.start()

    def wait_ready(self, within: float = 180.0) -> None:
        """Waits until the server lets its user in.

        Raises:
            ProgramFailed, NotReadyInTime: when it does not.
        """
        self._kept.wait_ready(within)

    def stop(self) -> None:
        """Stops the server in good order."""
        self._kept.stop()
        self.release()

    def kill(self) -> None:
        """Kills the server, kill -9; ``start`` brings it back on the same ports, with what is durable."""
        self._kept.stop(brutally=True)

    @property
    def pid(self) -> int | None:
        """The server's process id, None while it does not run."""
        return self._kept.pid

    @property
    def _kept(self) -> Keeper:
        if self._keeper is None:
            raise RuntimeError(f"{type(self).__name__} was never started")
        return self._keeper

    def __enter__(self) -> Self:
        self.start()
        self.wait_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
