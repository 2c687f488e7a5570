"""Reading the calendar's data: `cn-<version>.json`, as many versions side by side as were ever published."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workdays.days import CalendarDay, Kind, plain_kind

DATA = Path(__file__).parent / "data"
FILE_NAME = re.compile(r"cn-(\d+(?:\.\d+)*)\.json")
DEPARTS_FROM = {Kind.HOLIDAY: Kind.WORKING, Kind.MAKE_UP: Kind.WEEKEND}


@dataclass(frozen=True, slots=True)
class Edition:
    """One published version: the years whose notices it holds, and their exceptions from Monday to Friday.

    ``since`` is the first day on which it was in force: whoever counts as of an earlier day counts by the one before.
    """

    version: str
    years: range
    exceptions: Mapping[date, CalendarDay]
    since: date = date.min

    @property
    def rank(self) -> tuple[int, list[int]]:
        """Of two editions the one that reaches further is the newer one; of two that reach as far, the later one."""
        return self.years.stop, numbers_of(self.version)


def numbers_of(version: str) -> list[int]:
    """The numbers of a version, by which 2026.9 is before 2026.10."""
    return [int(n) for n in version.split(".")]


def versions(folder: Path = DATA) -> tuple[str, ...]:
    """The versions in the folder, oldest first: 2026.9 before 2026.10."""
    found = (FILE_NAME.fullmatch(file.name) for file in folder.iterdir())
    return tuple(sorted((name[1] for name in found if name), key=numbers_of))


def read(version: str, folder: Path = DATA) -> Edition:
    """Read one version.

    Raises:
        ValueError: the folder has no such version, or its file states what cannot be (another version's name, a day
            outside its years, a holiday on a weekend, a make-up workday from Monday to Friday, a day said twice).
    """
    if version not in versions(folder):
        raise ValueError(f"no calendar version {version!r}; known are {', '.join(versions(folder))}")
    table = json.loads((folder / f"cn-{version}.json").read_text(encoding="utf-8"))
    if table["version"] != version:
        raise ValueError(f"the file of calendar {version} calls itself {table['version']}")
    years = range(table["years"]["first"], table["years"]["last"] + 1)
    days = [_exception(row, years, table["sources"]) for row in table["days"]]
    exceptions = {day.date: day for day in days}
    if len(exceptions) != len(days):
        raise ValueError(f"calendar {version} says a day twice")
    return Edition(version, years, exceptions, date.fromisoformat(table.get("in_force_from", date.min.isoformat())))


def _exception(row: dict[str, Any], years: range, sources: dict[str, str]) -> CalendarDay:
    day = CalendarDay(date.fromisoformat(row["date"]), Kind(row["kind"]), row["name"], sources[row["source"]])
    if day.date.year not in years:
        raise ValueError(f"{day.date} is outside the calendar's years {years[0]} to {years[-1]}")
    if plain_kind(day.date) is not DEPARTS_FROM.get(day.kind):
        raise ValueError(f"{day.date} is no exception: a {plain_kind(day.date)} day cannot be called {day.kind}")
    return day
