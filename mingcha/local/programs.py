"""What is run: a program, what it needs first, and how one sees that it works."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals


def nothing() -> None:
    """Does nothing: the preparation of a program that needs none."""


def at_once() -> bool:
    """Says yes: the probe of a program that works as soon as it runs."""
    return True


@dataclass(frozen=True, kw_only=True)
class Program:
    """One program of a platform.

    ``prepare`` runs before each start; ``ready`` is asked until it says yes. ``needs`` names programs that must work
    before this one starts. A program that runs ``once`` has worked when it ends with 0. ``user`` is whom a program
    started by root shall run as; ``files`` are open files it inherits. ``stop_signal`` asks it to stop and ``grace`` is
    how many seconds it has for that; ``orphan_signal`` reaches it when its supervisor dies.
    """

    name: str
    argv: tuple[str, ...]
    env: Mapping[str, str]
    ready: Callable[[], bool] = at_once
    prepare: Callable[[], None] = nothing
    needs: tuple[str, ...] = ()
    once: bool = False
    address: str = ""
    folder: Path = Path("/")
    user: str = ""
    files: tuple[int, ...] = ()
    stop_signal: Signals = SIGTERM
    orphan_signal: Signals = SIGKILL
    grace: float = 20.0

    @property
    def command(self) -> tuple[str, ...]:
        """What is executed: ``setpriv`` changes the user, ties the program to its supervisor's life, and becomes it."""
        tie = ("--pdeathsig", self.orphan_signal.name.removeprefix("SIG"))
        return ("setpriv", *as_user(self.user), *tie, "--", *self.argv)


def as_user(user: str) -> tuple[str, ...]:
    """The options by which ``setpriv`` runs something as ``user``; none for nobody in particular."""
    return (f"--reuid={user}", f"--regid={user}", "--init-groups") if user else ()
