"""The table's arithmetic: medians, ratios, and whether a budget is kept."""

import pytest

from bench.budgets import MEASURES
from bench.figures import (
    Budget,
    Line,
    Measure,
    lines_of,
    ratio_at_least,
    ratio_at_most,
    value_at_least,
    value_at_most,
)
from bench.memory import growth


def line_of(budget: Budget | None, value: float, other: float | None = None) -> Line:
    measures = [Measure("peer", "1/s"), Measure("ours", "1/s", "peer", budget)]
    samples = {"ours": [value]} | ({"peer": [other]} if other is not None else {})
    return lines_of(measures, samples)[-1]


@pytest.mark.parametrize(
    ("budget", "value", "other", "met"),
    [
        (ratio_at_least(3), 300, 100, True),
        (ratio_at_least(3), 299, 100, False),
        (ratio_at_most(1.25), 5, 4, True),
        (ratio_at_most(1.25), 5.1, 4, False),
        (value_at_least(2500), 2500, 1, True),
        (value_at_least(2500), 2499, 1, False),
        (value_at_most(50), 50, 1, True),
        (value_at_most(50), 51, 1, False),
    ],
)
def test_a_budget_bounds_a_value_or_a_ratio_from_its_own_side(
    budget: Budget, value: float, other: float, *, met: bool
) -> None:
    assert line_of(budget, value, other).met is met


def test_a_ratio_without_the_other_figure_is_missed_and_not_guessed() -> None:
    line = line_of(ratio_at_least(1), 100)

    assert (line.ratio, line.met) == (None, False)


def test_a_line_without_a_budget_is_neither_met_nor_missed() -> None:
    line = line_of(None, 300, 100)

    assert (line.budget, line.met, line.ratio) == (None, None, 3.0)


def test_a_value_is_the_median_of_its_rounds() -> None:
    (line,) = lines_of([Measure("ours", "1/s")], {"ours": [100, 900, 110]})

    assert line.value == 110


def test_the_ratio_is_that_of_the_medians() -> None:
    measures = [Measure("peer", "1/s"), Measure("ours", "1/s", "peer")]

    assert lines_of(measures, {"peer": [10, 20, 90], "ours": [1000, 60, 50]})[1].ratio == 3.0


def test_a_line_says_its_budget_in_words_that_a_program_can_read() -> None:
    assert [str(b) for b in (ratio_at_least(3), value_at_most(50))] == ["ratio >= 3", "value <= 50"]


def test_what_was_not_measured_has_no_line() -> None:
    assert lines_of([Measure("ours", "1/s")], {"ours": []}) == []


def test_every_line_is_measured_against_a_line_that_stands_before_it() -> None:
    names = [measure.name for measure in MEASURES]

    assert len(set(names)) == len(names)
    assert all(names.index(m.against) < names.index(m.name) for m in MEASURES if m.against)


def test_growth_is_the_slope_and_no_single_jump_moves_it() -> None:
    steady = [(float(second), 100 + second / 3600) for second in range(120)]
    jump = [(second, size + (50 if second == 60 else 0)) for second, size in steady]

    assert growth(jump) == pytest.approx(1.0, abs=0.01)
