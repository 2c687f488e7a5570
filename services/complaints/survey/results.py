"""What surveys come to: n beside every figure, and no figure for those who were silent (domain-complaints 4.8)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from contracts.complaints import Satisfaction, Solved
from contracts.survey import SurveyResult, SurveyState

S = SurveyState

TENTHS = {
    Satisfaction.VERY_SATISFIED: 10,
    Satisfaction.SATISFIED: 8,
    Satisfaction.BASICALLY_SATISFIED: 6,
    Satisfaction.DISSATISFIED: 3,
    Satisfaction.VERY_DISSATISFIED: 0,
}
"""What a level counts, in tenths: 非常满意 1.0, 满意 0.8, 基本满意 0.6, 不满意 0.3, 非常不满意 0."""

COUNTED = frozenset({S.ANSWERED, S.DOUBTED, S.SECONDED})
"""A rating that is doubted counts until it is excluded."""

SMALLEST = 5
"""Answers below which a department is shown their number alone: it could tell who gave them."""

SETTLED = timedelta(days=30)
"""So long after the end of a period its figures are final: the last window is closed, nothing is excluded any more."""


class Heap(NamedTuple):
    """So many surveys (``size``) of one group that are alike."""

    group: str
    state: SurveyState
    level: Satisfaction | None
    solved: Solved | None
    contacted: bool | None
    size: int


def is_final_quarter(since: date, until: date, *, today: date) -> bool:
    """Whether a period is one whole quarter whose figures are final.

    Two periods of which one holds the other tell by their difference what one complainant has said; quarters do not.
    """
    following = date(since.year + (since.month + 2) // 12, (since.month + 2) % 12 + 1, 1)
    is_quarter = (since.month % 3, since.day) == (1, 1) and until == following - timedelta(days=1)
    return is_quarter and until + SETTLED < today


def counts_of(group: str, heaps: Sequence[Heap]) -> SurveyResult:
    """How many of a group were asked, answered, were silent, are waited for, and were excluded."""
    return SurveyResult(
        group=group,
        asked=_count(heaps),
        answered=_count([heap for heap in heaps if heap.state in COUNTED]),
        silent=_count([heap for heap in heaps if heap.state is S.LAPSED]),
        waiting=_count([heap for heap in heaps if heap.state is S.OPEN]),
        excluded=_count([heap for heap in heaps if heap.state is S.EXCLUDED]),
    )


def result_of(group: str, heaps: Sequence[Heap]) -> SurveyResult:
    """The same, and what the answers say."""
    heard = [heap for heap in heaps if heap.state in COUNTED]
    return replace(
        counts_of(group, heaps),
        mean=_mean(heard),
        solved=_count([heap for heap in heard if heap.solved is Solved.YES]),
        partly=_count([heap for heap in heard if heap.solved is Solved.PARTLY]),
        unsolved=_count([heap for heap in heard if heap.solved is Solved.NO]),
        contacted=_count([heap for heap in heard if heap.contacted]),
    )


def _count(heaps: Sequence[Heap]) -> int:
    return sum(heap.size for heap in heaps)


def _mean(heard: Sequence[Heap]) -> float | None:
    tenths = [(TENTHS[heap.level] * heap.size, heap.size) for heap in heard if heap.level is not None]
    n = sum(count for _, count in tenths)
    return round(sum(sum_ for sum_, _ in tenths) / (10 * n), 4) if n else None
