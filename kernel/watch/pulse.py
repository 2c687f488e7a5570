"""Whether a process's loop turns: whatever blocks it for long also keeps its mail, its heartbeats and its stop."""

from time import monotonic

BEAT = 0.5
"""Seconds between two beats."""


class Pulse:
    """Beaten from within the loop, felt from outside; ``patience`` is how many seconds of silence count as dead."""

    def __init__(self, patience: float = 10.0) -> None:
        self.patience = patience
        self._last = monotonic()

    def beat(self) -> None:
        """Says that the loop has turned."""
        self._last = monotonic()

    @property
    def silent_seconds(self) -> float:
        """How long ago the loop last turned, beyond the pause that there is between two beats anyway."""
        return max(0.0, monotonic() - self._last - BEAT)

    @property
    def is_alive(self) -> bool:
        """Whether it turned within the patience."""
        return self.silent_seconds <= self.patience
