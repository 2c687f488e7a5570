"""What the processes weigh: at rest, under load, and whether they grow."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path
from statistics import median
from threading import Event, Thread

from bench.contenders import Door
from bench.load import run_load
from bench.ours import pids
from bench.run import Run
from mingcha.local.platform import Platform

REST = 3.0
"""Seconds after the start at which a process counts as at rest."""

STRETCH = 120.0
"""Seconds under full load over which growth is looked for; its first quarter, in which caches fill, does not count."""


def memory_at_rest(run: Run, platform: Platform) -> None:
    """The largest process before its first request."""
    time.sleep(REST)
    _note_largest(run, "memory_rest", {name: rss(pid) for name, pid in pids(platform).items()})


def memory_under_load(run: Run, platform: Platform, door: Door) -> None:
    """The largest process, and the steepest growth, under a stretch of posts by 64 clients."""
    mark = door.notices.mark()
    with watched(platform) as seen:
        done = run_load(door.url, [door.post], clients=64, seconds=run.seconds(STRETCH), status=201)
    door.notices.wait_for(done.count, mark)
    _note_largest(run, "memory_load", {name: max(size for _, size in sizes) for name, sizes in seen.items()})
    slopes = {name: growth(sizes[len(sizes) // 4 :]) for name, sizes in seen.items()}
    _note_largest(run, "memory_growth", slopes)


@contextmanager
def watched(platform: Platform) -> Iterator[dict[str, list[tuple[float, float]]]]:
    """Looks at every process twice a second while the ``with`` block runs: Unix time and MiB, by process."""
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in pids(platform)}
    over = Event()

    def look() -> None:
        while not over.wait(0.5):
            for name, pid in pids(platform).items():
                seen[name].append((time.time(), rss(pid)))

    watching = Thread(target=look, daemon=True)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()


def growth(sizes: list[tuple[float, float]]) -> float:
    """MiB an hour: the median of the slopes between all pairs, which single jumps do not move (Theil and Sen)."""
    thinned = sizes[:: max(1, len(sizes) // 100)]
    slopes = [(b - a) / (later - earlier) for (earlier, a), (later, b) in combinations(thinned, 2) if later > earlier]
    return 3600 * median(slopes) if slopes else 0.0


def rss(pid: int) -> float:
    """A process's resident memory in MiB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _note_largest(run: Run, name: str, by_process: Mapping[str, float]) -> None:
    run.say("  " + "  ".join(f"{process} {value:.1f}" for process, value in by_process.items()))
    run.note(name, max(by_process.values()))
