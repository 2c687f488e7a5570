"""Time as the machine had it: what we promise is ours to keep, and a busy host must not break it."""

from pathlib import Path
from time import monotonic

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
