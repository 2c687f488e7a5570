"""The platform on the screen: a line per process, which follows its state. Chinese, with English beside it."""

import json
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.table import Table

from mingcha.local.keeper import Keeper, State

_WORDS = {
    State.WAITING: ("等待", "waiting", "dim"),
    State.STARTING: ("启动中", "starting", "yellow"),
    State.READY: ("就绪", "ready", "green"),
    State.RESTARTING: ("重启中", "restarting", "red"),
    State.STOPPING: ("停止中", "stopping", "yellow"),
    State.STOPPED: ("已停止", "stopped", "dim"),
    State.DONE: ("完成", "done", "dim"),
    State.FAILED: ("失败", "failed", "bold red"),
}


class Screen:
    """Shows programs as they change: a table that stays in place on a terminal, a line for each change elsewhere."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False, soft_wrap=True)
        self._keepers: dict[str, Keeper] = {}
        self._live = Live(console=self._console, get_renderable=self._table, refresh_per_second=8)

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._live.stop()

    def tell(self, keeper: Keeper) -> None:
        """Shows a change."""
        self._keepers[keeper.program.name] = keeper
        if not self._console.is_terminal:
            name, *rest = _cells(keeper)
            self.say(f"{name:<24}{'  '.join(rest)}".rstrip())

    def ready(self, gateway_url: str) -> None:
        """Shows that the platform works, and where."""
        self.say(f"明察已就绪 / Mingcha is up: {gateway_url} (Ctrl-C 停止 / stops it)")

    def say(self, line: str) -> None:
        """Shows a line of text."""
        self._console.print(line, markup=False)

    @staticmethod
    def complain(line: str) -> None:
        """Shows a line of trouble, apart from what was asked for."""
        Console(stderr=True, highlight=False, soft_wrap=True).print(line, markup=False, style="red")

    def _table(self) -> Table:
        table = Table(box=None)
        for heading in ("进程 process", "状态 state", "pid", "地址 address"):
            table.add_column(heading)
        for keeper in self._keepers.values():
            table.add_row(*_cells(keeper), style=_WORDS[keeper.state][2])
        return table


class JsonLines:
    """The same for scripts: one JSON object a change, and one with ``gateway_url`` once the platform works."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """There is nothing to take down."""

    def tell(self, keeper: Keeper) -> None:
        """Writes a change."""
        self._write({"process": keeper.program.name, "state": keeper.state, "pid": keeper.pid})

    def ready(self, gateway_url: str) -> None:
        """Writes that the platform works, and where."""
        self._write({"gateway_url": gateway_url})

    def _write(self, line: dict[str, object]) -> None:
        print(json.dumps(line), flush=True)  # noqa: T201 - a script reads it


def _cells(keeper: Keeper) -> tuple[str, str, str, str]:
    chinese, english, _ = _WORDS[keeper.state]
    count = f" (重启 restarted {keeper.restarts})" if keeper.restarts else ""
    return keeper.program.name, f"{chinese} {english}{count}", str(keeper.pid or ""), keeper.program.address
