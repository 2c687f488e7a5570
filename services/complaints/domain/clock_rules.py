"""The clocks that there are: how long each runs, in what unit, and by which rule (domain-complaints 4.4)."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from services.complaints.configuration import read


class Unit(StrEnum):
    """What a clock counts."""

    WORKING_DAYS = "working_days"
    HOURS = "hours"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True, kw_only=True)
class ClockRule:
    """One clock as the city has set it; ``source`` is the law or the practice that it comes from."""

    code: str
    zh: str
    en: str
    unit: Unit
    budget: int
    source: str
    supervised: bool
    extension: int = 0
    escalates: bool = False


@cache
def clock_rules() -> dict[str, ClockRule]:
    """The rules of the newest configuration, by code."""
    said = read("clocks")
    return {
        code: ClockRule(code=code, **{**row, "unit": Unit(row["unit"])})
        for code, row in said.items()
        if isinstance(row, dict)
    }
