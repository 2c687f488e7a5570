"""The sums as the page that an office reads: lines, rates, ages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from contracts.statistics import AgeView, FigureView, StatisticsView
from services.complaints.domain.categories import CATEGORIES, EVER
from services.complaints.statistics.domain import MEASURES, Marks, first_day_within, percentile
from services.complaints.statistics.places import (
    AGE_WORDS,
    AGES,
    CHANNELS,
    ENVIRONMENTS,
    OLDER,
    Words,
    environment_of,
)


class Asked(NamedTuple):
    """Whose figures, of which complaints, as of which day."""

    scope: str
    since: date
    until: date
    as_of: date


Lines = dict[str, Counter[str]]
"""What is counted under each value of one dimension, by measure."""


def page_of(asked: Asked, marks: Marks, young: Mapping[date, int], *, waiting: int = 0) -> StatisticsView:
    """The page; ``young`` are the open complaints of the last days of filing that ages tell apart."""
    by = _lines(marks)
    total = _figure("all", Words("合计", "total"), by["all"][""])
    categories = by["category"]
    environments: Lines = defaultdict(Counter)
    for category, counted in categories.items():
        environments[environment_of(category)].update(counted)
    days = {int(value): counted["closed"] for value, counted in by["days"].items()}
    return StatisticsView(
        since=asked.since,
        until=asked.until,
        as_of=asked.as_of,
        department=asked.scope or None,
        total=total,
        by_category=_figures(categories, _words_of(categories)),
        by_channel=_figures(by["channel"], CHANNELS, repeats=False),
        by_environment=_figures(environments, ENVIRONMENTS),
        open_by_age=list(_ages(asked.as_of, total.open, young)),
        median_days=percentile(days, 50),
        p90_days=percentile(days, 90),
        waiting=waiting,
    )


def rate(part: int, whole: int) -> float | None:
    """A percentage with two decimals, half up: 56 of 58 is 96.55; None of nothing."""
    if not whole:
        return None
    return float((Decimal(100 * part) / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def oldest_told_apart(as_of: date) -> date:
    """The first day of filing that still has an age of its own."""
    return first_day_within(max(AGES), as_of)


def _lines(marks: Marks) -> dict[str, Lines]:
    """What is counted, by dimension and value."""
    lines: dict[str, Lines] = defaultdict(lambda: defaultdict(Counter))
    for cell, n in marks.items():
        lines[cell.dimension][cell.value][cell.measure] += n
    return lines


def _words_of(categories: Lines) -> dict[str, Words]:
    """The words of every category that can be filed, and after them of those that were dropped since."""
    codes = [*CATEGORIES, *(code for code in categories if code not in CATEGORIES and code in EVER)]
    return {code: Words(EVER[code].zh, EVER[code].en) for code in codes}


def _figures(lines: Lines, words: Mapping[str, Words], *, repeats: bool = True) -> list[FigureView]:
    """A line for every word of the dimension, in its order, also where nothing was counted; then what has no word."""
    codes = [*words, *sorted(set(lines) - set(words))]
    return [
        _figure(str(code), words.get(code, Words(code, code)), lines.get(code, Counter()), repeats=repeats)
        for code in codes
    ]


def _figure(code: str, words: Words, counted: Counter[str], *, repeats: bool = True) -> FigureView:
    n = {measure: counted[measure] for measure in MEASURES}
    return FigureView(
        code=code,
        zh=words.zh,
        en=words.en,
        received=n["received"],
        accepted=n["accepted"],
        closed=n["closed"],
        on_time=n["on_time"],
        ended=n["ended"],
        open=n["received"] - n["closed"] - n["ended"],
        repeated=n["repeated"] if repeats else None,
        closing_rate=rate(n["closed"], n["received"]),
        on_time_rate=rate(n["on_time"], n["closed"]),
    )


def _ages(as_of: date, still: int, young: Mapping[date, int]) -> Iterator[AgeView]:
    """Each age with its open complaints; what is left of all belongs to the last."""
    before = as_of + timedelta(days=1)
    for length, code in AGES.items():
        first = first_day_within(length, as_of)
        aged = sum(n for day, n in young.items() if first <= day < before)
        yield AgeView(code=code, zh=AGE_WORDS[code].zh, en=AGE_WORDS[code].en, open=aged)
        still, before = still - aged, first
    yield AgeView(code=OLDER, zh=AGE_WORDS[OLDER].zh, en=AGE_WORDS[OLDER].en, open=still)
