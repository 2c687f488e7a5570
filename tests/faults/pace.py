"""How work and faults wait for each other."""

import threading
from dataclasses import dataclass, field

from tests import stopwatch


@dataclass
class Pace:
    """Work and faults wait for each other: nobody works further than the next fault but a little."""

    allowed: float = 0
    done: int = 0
    over: bool = False
    last: float = field(default_factory=stopwatch.now)
    longest_silence: float = 0
    told: threading.Condition = field(default_factory=threading.Condition)

    def step(self) -> None:
        """Waits until one more piece of work may be begun."""
        with self.told:
            self.told.wait_for(lambda: self.done < self.allowed or self.over)
            self.done += 1
            self.told.notify_all()

    def heard(self) -> None:
        """The platform has said yes to somebody."""
        with self.told:
            now = stopwatch.now()
            self.longest_silence, self.last = max(self.longest_silence, now - self.last), now

    def allow(self, until: float) -> None:
        """Lets the work go on until so many pieces were begun."""
        with self.told:
            self.allowed = max(self.allowed, until)
            self.told.notify_all()

    def wait_for(self, done: int, patience: float) -> None:
        """Waits until so many pieces were begun, at most ``patience`` seconds."""
        with self.told:
            self.told.wait_for(lambda: self.done >= done or self.over, patience)

    def end(self) -> None:
        """Nobody waits any more."""
        with self.told:
            self.over = True
            self.told.notify_all()
