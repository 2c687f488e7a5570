"""Programs run together: started in the order of their needs, kept running, stopped the other way round."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Condition
from time import monotonic

from mingcha.local.keeper import Keeper, Listener
from mingcha.local.process import end_leftovers
from mingcha.local.programs import Program
from mingcha.local.troubles import NotReadyInTime


class Supervisor:
    """Runs ``programs``; their logs and marks lie under ``folder``, and ``tell`` hears of every change of one.

    What a program needs and is not among them is taken to work: a server elsewhere, for example. Only one supervisor
    may work on a folder. Should it be killed, its programs die with it.
    """

    def __init__(self, programs: Iterable[Program], folder: Path, tell: Listener | None = None) -> None:
        self._news = Condition()
        self._folder = folder
        self.keepers = {program.name: Keeper(program, folder, self._news, tell) for program in programs}

    def __getitem__(self, name: str) -> Keeper:
        """The keeper of one program.

        Raises:
            KeyError: when there is no program of that name.
        """
        return self.keepers[name]

    def start(self, within: float = 300.0) -> None:
        """Starts every program as soon as what it needs works, and returns when all of them work.

        Raises:
            ProgramFailed: when one was given up.
            NotReadyInTime: when some still do not work after ``within`` seconds.
        """
        end_leftovers(self._folder / "run")
        deadline = monotonic() + within
        with self._news:
            while late := [keeper for keeper in self.keepers.values() if not keeper.works]:
                self._start_whom_nothing_holds_back(late)
                if not self._news.wait(deadline - monotonic()):
                    raise NotReadyInTime([keeper.program.name for keeper in late], within)

    def stop(self) -> None:
        """Stops every program, those that others need last; returns when all are gone."""
        running = list(self.keepers.values())
        while running:
            needed = {need for keeper in running for need in keeper.program.needs}
            layer = [keeper for keeper in running if keeper.program.name not in needed]
            with ThreadPoolExecutor(len(layer)) as pool:
                list(pool.map(Keeper.stop, layer))
            running = [keeper for keeper in running if keeper not in layer]

    def _start_whom_nothing_holds_back(self, late: list[Keeper]) -> None:
        missing = {keeper.program.name for keeper in late}
        for keeper in late:
            keeper.complain()
            if missing.isdisjoint(keeper.program.needs):
                keeper.start()
