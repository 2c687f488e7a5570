"""What a run gives: figures by name, each with what it is measured against and the budget it must keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

import msgspec


@dataclass(frozen=True)
class Budget:
    """A bound of a figure's value, or of its ratio to what it is measured against."""

    bound: float
    at_least: bool
    of_ratio: bool

    def __str__(self) -> str:
        return f"{'ratio' if self.of_ratio else 'value'} {'>=' if self.at_least else '<='} {self.bound:g}"

    def is_met(self, value: float, ratio: float | None) -> bool:
        """Says whether it is kept; a ratio that could not be had keeps nothing."""
        told = ratio if self.of_ratio else value
        if told is None:
            return False
        return told >= self.bound if self.at_least else told <= self.bound


def value_at_least(bound: float) -> Budget:
    """The figure itself must reach ``bound``."""
    return Budget(bound, at_least=True, of_ratio=False)


def value_at_most(bound: float) -> Budget:
    """The figure itself may not pass ``bound``."""
    return Budget(bound, at_least=False, of_ratio=False)


def ratio_at_least(bound: float) -> Budget:
    """The figure divided by what it is measured against must reach ``bound``."""
    return Budget(bound, at_least=True, of_ratio=True)


def ratio_at_most(bound: float) -> Budget:
    """The figure divided by what it is measured against may not pass ``bound``."""
    return Budget(bound, at_least=False, of_ratio=True)


@dataclass(frozen=True)
class Measure:
    """One line to be: ``against`` names the line that its figure is divided by."""

    name: str
    unit: str
    against: str = ""
    budget: Budget | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table and of ``latest.json``; ``against`` is another line's name, ``ratio`` value through its."""

    name: str
    value: float
    unit: str
    against: str | None
    ratio: float | None
    budget: str | None
    met: bool | None


def lines_of(measures: Sequence[Measure], samples: Mapping[str, Sequence[float]]) -> list[Line]:
    """The lines of all measures that have samples, in their order; a value is the median of its rounds."""
    values = {name: median(taken) for name, taken in samples.items() if taken}
    return [_line(measure, values) for measure in measures if measure.name in values]


def _line(measure: Measure, values: Mapping[str, float]) -> Line:
    value, other = values[measure.name], values.get(measure.against)
    ratio = value / other if other else None
    return Line(
        name=measure.name,
        value=round(value, 3),
        unit=measure.unit,
        against=measure.against or None,
        ratio=None if ratio is None else round(ratio, 3),
        budget=str(measure.budget) if measure.budget else None,
        met=measure.budget.is_met(value, ratio) if measure.budget else None,
    )
