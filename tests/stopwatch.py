"""Time as the machine had it: what we promise is ours to keep, and a busy host must not break it."""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from time import monotonic, time

_STAT = Path("/proc/stat")
_TICKS = 100
"""The kernel tells CPU times in hundredths of a second on every machine that we run on."""

_STOLEN = 8
"""Where a CPU's line tells of the time in which it had work and its host ran somebody else ("steal", man 5 proc)."""


def now() -> float:
    """Seconds of which only differences make sense: those of the wall, less those that the host took from the machine.

    Of several CPUs the one counts that most was taken from. On a machine of one's own this is the time of the wall.
    What must last *at least* so long is measured by the wall.
    """
    return monotonic() - stolen(_STAT.read_text())


def stolen(stat: str) -> float:
    """The seconds that the host took from the CPU that it took most from; ``stat`` is what /proc/stat says."""
    cpus = [line.split() for line in stat.splitlines() if line.startswith("cpu") and not line.startswith("cpu ")]
    return max((int(cpu[_STOLEN]) / _TICKS for cpu in cpus if len(cpu) > _STOLEN), default=0.0)


class Diary:
    """What the stopwatch showed at which time of day, for comparing times that others wrote down."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._shown: list[float] = []
        self.note()

    def note(self) -> None:
        """Writes down what it shows now."""
        self._times.append(time())
        self._shown.append(now())

    def between(self, earlier: datetime, later: datetime) -> float:
        """The seconds between two times of day, less those that the host took; to a few milliseconds."""
        return self._at(later.timestamp()) - self._at(earlier.timestamp())

    def _at(self, moment: float) -> float:
        place = max(bisect_right(self._times, moment) - 1, 0)
        shown = self._shown[place] + moment - self._times[place]
        return min([shown, *self._shown[place + 1 : place + 2]])


@contextmanager
def diary(every: float = 0.005) -> Iterator[Diary]:
    """Keeps a diary while its block runs."""
    kept, over = Diary(), Event()

    def keep() -> None:
        while not over.wait(every):
            kept.note()

    keeper = Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield kept
    finally:
        over.set()
        keeper.join()
        kept.note()
