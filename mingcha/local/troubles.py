"""Why a platform cannot run here. Each is one line for the person at the screen, Chinese with English beside it."""

from pathlib import Path


class CannotRun(Exception):
    """The root of the tree: whatever stops a local platform from running."""


class AlreadyRunning(CannotRun):
    """Another process runs a platform on the same folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"平台已在运行 / a platform already runs on {folder}")


class ProgramMissing(CannotRun):
    """A program of the distribution is not installed; ``package`` brings it."""

    def __init__(self, name: str, package: str) -> None:
        super().__init__(f"缺少程序 {name},请先安装 {package} / {name} is missing: install {package}")


class ProgramFailed(CannotRun):
    """A program ended, or kept ending, before it ever worked; the end of its log says why."""

    def __init__(self, name: str, reason: str, log: Path) -> None:
        super().__init__(f"{name} 启动失败 / {name} failed to start ({reason}), see {log}{_end_of(log)}")


class NotReadyInTime(CannotRun):
    """Programs did not begin to work before the deadline."""

    def __init__(self, names: list[str], seconds: float) -> None:
        late = ", ".join(names)
        super().__init__(f"{seconds:.0f} 秒内未就绪 / not ready within {seconds:.0f} s: {late}")


class PortTaken(CannotRun):
    """Somebody else listens on the port that was asked for."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"端口已被占用 / port {port} on {host} is taken")


class DatabaseRefuses(CannotRun):
    """The database server named by the environment cannot be used."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"数据库不可用 / the database cannot be used: {reason}")


class ProcessesUnclear(CannotRun):
    """``MINGCHA_PROCESSES`` cannot be understood."""

    def __init__(self, part: str) -> None:
        super().__init__(
            f"MINGCHA_PROCESSES 无法识别 / cannot be understood: {part!r}; 例如 / such as complaints=2,notifications=2"
        )


def _end_of(log: Path, lines: int = 12) -> str:
    """The last lines of a log, set off from the line before them; nothing where there is no log."""
    if not log.is_file():
        return ""
    with log.open("rb") as file:
        file.seek(max(0, log.stat().st_size - 8_192))
        last = file.read().decode(errors="replace").splitlines()[-lines:]
    return "".join(f"\n  | {line}" for line in last)
