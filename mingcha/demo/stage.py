"""Where the demo shows its progress: a line when a scene begins, a mark and its time when it has ended."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from mingcha.local.keeper import Keeper, State

_WORTH_TELLING = {
    State.READY: "就绪 ready",
    State.RESTARTING: "重启 restarting",
    State.FAILED: "失败 failed",
}


class Stage:
    """The demo's screen; with ``quiet`` progress goes to standard error, so that standard output holds JSON alone."""

    def __init__(self, *, quiet: bool) -> None:
        self._console = Console(stderr=quiet, highlight=False, soft_wrap=True)
        self._told: dict[str, State] = {}

    def say(self, line: str) -> None:
        """A line of text."""
        self._console.print(line, markup=False)

    def tell(self, keeper: Keeper) -> None:
        """A line for each process that becomes ready, or does not."""
        name, state = keeper.program.name, keeper.state
        if state in _WORTH_TELLING and self._told.get(name) is not state:
            self.say(f"    {name:<16} {_WORTH_TELLING[state]:<14} {keeper.program.address}".rstrip())
        self._told[name] = state

    @contextmanager
    def scene(self, title: str) -> Iterator[None]:
        """One scene: its title, and how long it took."""
        started = time.monotonic()
        self.say(f"▶ {title}")
        yield
        self.say(f"  ✔ {time.monotonic() - started:.1f} s")
