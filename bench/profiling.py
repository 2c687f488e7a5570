"""Where the time of one of our processes goes: py-spy looks at it while it works."""

import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from signal import SIGINT

from bench.load import CouldNotMeasure
from bench.run import Run
from mingcha.local.platform import Platform

MOST = 45
"""Lines of the list that are shown."""


WAITING = {
    "socket.accept (socket.py)",
    "Condition.wait (threading.py)",
    "Hub.do_poll (eventlet/hubs/epolls.py)",
    "Runner.run (asyncio/runners.py)",  # uvloop's own loop: its waiting and its own work cannot be told apart
}
"""Where a thread stands when it has nothing to do."""


def profile(run: Run, platform: Platform, process: str, programs: Path, work: Callable[[float], object]) -> None:
    """Shows what a process does while ``work`` runs; the stacks stay in ``profile-<process>.txt``.

    Raises:
        CouldNotMeasure: when there is no such process, or py-spy may not look.
    """
    pid, file = platform.pid(process), run.folder / f"profile-{process}.txt"
    if pid is None:
        raise CouldNotMeasure(f"no process {process}")
    argv = [str(programs / "py-spy"), "record", "--pid", str(pid)]
    argv += ["--rate", "200", "--format", "raw", "--output", str(file)]
    spy = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    work(run.seconds(12))
    spy.send_signal(SIGINT)
    _, trouble = spy.communicate(timeout=60)
    if spy.returncode:
        raise CouldNotMeasure(f"py-spy: {trouble.strip()[-300:]}")
    _summary(run, file)


def _summary(run: Run, file: Path) -> None:
    """The functions in which, or below which, most of the samples lie, as a share of those that do not wait."""
    total, below, inside = 0, Counter[str](), Counter[str]()
    for line in file.read_text(encoding="utf-8").splitlines():
        stack, _, count = line.rpartition(" ")
        frames = [re.sub(r":\d+\)$", ")", frame) for frame in stack.split(";")]
        if frames[-1] in WAITING:
            continue
        total += int(count)
        inside[frames[-1]] += int(count)
        below.update(dict.fromkeys(frames, int(count)))
    for title, counter in (("含下层 with what it calls", below), ("自身 itself", inside)):
        run.say(f"\n  {title}")
        for frame, seen in counter.most_common(MOST):
            run.say(f"  {100 * seen / total:5.1f} %  {frame}")
