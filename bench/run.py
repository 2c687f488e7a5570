"""One run of the bench: what was asked for, and what has been measured so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from bench.budgets import MEASURES

UNITS = {measure.name: measure.unit for measure in MEASURES}


@dataclass
class Run:
    """``only`` are the lines that are wanted, none for all; ``quick`` makes every stretch short."""

    console: Console
    folder: Path
    rounds: int = 3
    only: frozenset[str] = frozenset()
    quick: bool = False
    samples: dict[str, list[float]] = field(default_factory=dict)

    def wants(self, *names: str) -> bool:
        """Says whether one of these lines is wanted."""
        return not self.only or not self.only.isdisjoint(names)

    def seconds(self, full: float) -> float:
        """How long a stretch is."""
        return max(0.8, full / 6) if self.quick else full

    def count(self, full: int) -> int:
        """How many of something are taken."""
        return full // 10 if self.quick else full

    def note(self, name: str, value: float, round_: int = 0) -> None:
        """Keeps a figure of one round, and shows it."""
        self.samples.setdefault(name, []).append(value)
        self.say(f"  {round_ + 1}/{self.rounds}  {name:<28} {value:>12,.1f} {UNITS.get(name, '')}")

    def again(self, name: str, source: str) -> None:
        """Lets a line have the figures of another."""
        if source in self.samples:
            self.samples[name] = self.samples[source]

    def stage(self, chinese: str, english: str) -> None:
        """Shows what comes now."""
        self.say(f"\n== {chinese} / {english}", style="bold")

    def say(self, text: str, style: str = "") -> None:
        """Shows a line."""
        self.console.print(text, markup=False, style=style or None)


def known(names: Iterable[str]) -> frozenset[str]:
    """The names, if each is a line's.

    Raises:
        LookupError: naming the first that is not.
    """
    for name in names:
        if name not in UNITS:
            raise LookupError(name)
    return frozenset(names)
