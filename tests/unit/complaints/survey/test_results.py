"""What surveys come to: silence counts nowhere, what was excluded is shown and does not count."""

from datetime import date

import pytest

from contracts.complaints import Satisfaction, Solved
from contracts.survey import SurveyState
from services.complaints.survey.results import TENTHS, Heap, is_final_quarter, result_of

S, L = SurveyState, Satisfaction


def heap(state: SurveyState, level: Satisfaction | None = None, solved: Solved | None = None, size: int = 1) -> Heap:
    return Heap("unit", state, level, solved, contacted=None if level is None else True, size=size)


def test_the_five_levels_count_as_the_standard_says() -> None:
    assert [TENTHS[level] / 10 for level in Satisfaction] == [1.0, 0.8, 0.6, 0.3, 0.0]


def test_silence_is_not_satisfaction() -> None:
    result = result_of("unit", [heap(S.ANSWERED, L.DISSATISFIED, Solved.NO), heap(S.LAPSED, size=9)])

    assert (result.asked, result.answered, result.silent, result.mean) == (10, 1, 9, 0.3)


def test_nobody_answered_is_no_mean() -> None:
    assert result_of("unit", [heap(S.LAPSED), heap(S.OPEN)]).mean is None


def test_what_was_excluded_is_shown_and_does_not_count() -> None:
    result = result_of(
        "unit", [heap(S.ANSWERED, L.SATISFIED, Solved.YES), heap(S.EXCLUDED, L.VERY_DISSATISFIED, Solved.NO, size=2)]
    )

    assert (result.asked, result.answered, result.excluded, result.mean, result.unsolved) == (3, 1, 2, 0.8, 0)


def test_what_is_only_doubted_counts() -> None:
    result = result_of(
        "unit",
        [heap(S.DOUBTED, L.VERY_DISSATISFIED, Solved.NO), heap(S.SECONDED, L.VERY_SATISFIED, Solved.PARTLY)],
    )

    assert (result.answered, result.mean, result.partly, result.unsolved) == (2, 0.5, 1, 1)


def test_the_mean_is_that_of_all_answers() -> None:
    result = result_of(
        "unit",
        [heap(S.ANSWERED, L.VERY_SATISFIED, Solved.YES, size=2), heap(S.ANSWERED, L.DISSATISFIED, Solved.PARTLY)],
    )

    assert (result.mean, result.solved, result.contacted) == (0.7667, 2, 3)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_each_quarter_is_final_thirty_days_after_its_end(since: date, until: date) -> None:
    last = date.fromordinal(until.toordinal() + 30)

    assert not is_final_quarter(since, until, today=last)
    assert is_final_quarter(since, until, today=date.fromordinal(last.toordinal() + 1))
