"""The sums are what the history says, of any period as of any day; and the half-year report comes out as it was."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workdays
from services.complaints.domain.categories import CATEGORIES
from services.complaints.statistics.domain import (
    CITY,
    Cell,
    Marks,
    Told,
    changes_of,
    first_day_within,
    percentile,
    replay,
    spans,
)
from services.complaints.statistics.places import ENVIRONMENTS, environment_of
from services.complaints.statistics.storage import Place, places_of
from services.complaints.statistics.views import Asked, page_of, rate
from workdays import Edition

JANUARY = date(2026, 1, 5)
ALL = {"since": date(2026, 1, 1), "until": date(2026, 12, 31)}

WORK = ("accepted", "dispatched", "signed", "investigating", "replied", "verified")
ENDS = ("closed", "refused", "merged", "withdrawn", "under_review", "finalised", "archived")


def told(n: int, version: int, on: date, state: str, **said: Any) -> Told:
    types = {"registered": "complaint_filed", "replied": "complaint_replied", "dispatched": "complaint_dispatched"}
    empty = dict.fromkeys(("category", "channel", "about", "department", "due_on"))
    return Told(UUID(int=n), version, types.get(state, f"complaint_{state}"), on, {**empty, "state": state, **said})


def filed(n: int, on: date = JANUARY, **said: Any) -> Told:
    return told(n, 1, on, "registered", **({"category": "slow", "channel": "web"} | said))


def course(n: int, *states: str, on: date = JANUARY, **said: Any) -> list[Told]:
    """A complaint that comes to a state a day."""
    moved = [told(n, 2 + k, on + timedelta(days=k + 1), state, **said) for k, state in enumerate(states)]
    return [filed(n, on), *moved]


def total(facts: list[Told], as_of: date = date(2026, 12, 31)) -> dict[str, int]:
    marks = replay(facts, **ALL, as_of=as_of)
    return {cell.measure: n for cell, n in marks.items() if (cell.scope, cell.dimension) == (CITY, "all")}


# The half-year report


def test_58_received_and_56_closed_are_96_55_percent() -> None:
    facts = [told for n in range(56) for told in course(n, *WORK, "closed")] + [filed(57), filed(58)]
    asked = Asked(CITY, date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 30))
    page = page_of(asked, replay(facts, since=asked.since, until=asked.until, as_of=asked.as_of), {})

    assert (page.total.received, page.total.closed, page.total.open) == (58, 56, 2)
    assert page.total.closing_rate == 96.55


@pytest.mark.parametrize(("part", "whole", "percent"), [(0, 3, 0.0), (1, 800, 0.13), (2, 3, 66.67), (3, 3, 100.0)])
def test_a_rate_has_two_decimals_half_up(part: int, whole: int, percent: float) -> None:
    assert rate(part, whole) == percent


def test_there_is_no_rate_of_nothing() -> None:
    assert rate(0, 0) is None


# What counts as what


def test_a_reopened_case_is_open_again_from_that_day_on() -> None:
    facts = course(1, *WORK, "closed", "investigating")

    assert total(facts, JANUARY + timedelta(days=7))["closed"] == 1
    assert "closed" not in total(facts, JANUARY + timedelta(days=8))


@pytest.mark.parametrize("state", ["under_review", "finalised", "archived"])
def test_a_review_or_the_archive_leaves_a_closed_case_closed_and_a_refused_one_ended(state: str) -> None:
    assert total(course(1, *WORK, "closed", state))["closed"] == 1
    assert total(course(1, "refused", state)) == {"received": 1, "ended": 1}


@pytest.mark.parametrize("state", ["refused", "merged", "withdrawn"])
def test_what_ends_without_being_closed_is_neither_open_nor_closed(state: str) -> None:
    assert total(course(1, state)) == {"received": 1, "ended": 1}


def test_a_case_that_was_merged_and_is_its_own_again_counts_as_before() -> None:
    assert total(course(1, "accepted", "merged", "accepted")) == {"received": 1, "accepted": 1}


def test_waiting_for_the_complainant_is_not_yet_accepted() -> None:
    assert total(course(1, "awaiting_info")) == {"received": 1}


@pytest.mark.parametrize(("late", "on_time"), [(0, 1), (1, 0)])
def test_closed_on_time_is_answered_by_the_day_that_was_told(late: int, on_time: int) -> None:
    due = date(2026, 1, 20)
    facts = [
        filed(1),
        told(1, 2, JANUARY, "dispatched", department="tax", due_on=due),
        told(1, 3, due + timedelta(days=late), "replied"),
        told(1, 4, due + timedelta(days=9), "closed"),
    ]

    assert total(facts).get("on_time", 0) == on_time


def test_an_extension_that_was_granted_counts() -> None:
    facts = [
        filed(1),
        told(1, 2, JANUARY, "dispatched", department="tax", due_on=date(2026, 1, 20)),
        told(1, 3, date(2026, 1, 19), "investigating", due_on=date(2026, 2, 3)),
        told(1, 4, date(2026, 2, 3), "replied"),
        told(1, 5, date(2026, 2, 5), "closed"),
    ]

    assert total(facts)["on_time"] == 1


@pytest.mark.parametrize("again", ["redo_ordered", "complaint_reopened", "review_decided"])
def test_an_answer_that_is_done_again_by_the_day_of_the_redo_does_not_become_one_in_time(again: str) -> None:
    due, redo, moved = date(2026, 1, 20), date(2026, 1, 27), date(2026, 1, 28)
    facts = [
        filed(1),
        told(1, 2, JANUARY, "dispatched", department="tax", due_on=due),
        told(1, 3, due, "replied"),
        told(1, 4, due, "investigating", due_on=redo)._replace(type=again),
        told(1, 5, due, "investigating", due_on=moved)._replace(type="complaint_due_moved"),
        told(1, 6, redo, "replied"),
        told(1, 7, redo, "closed"),
    ]

    assert total(facts).get("on_time", 0) == 0


def test_the_working_days_to_a_closing_are_those_of_the_calendar_of_that_day() -> None:
    """A notice that is imported later changes neither the sums nor what the history says."""
    facts = course(1, *WORK, "closed", on=date(2026, 9, 28))
    asked = Asked(CITY, date(2026, 1, 1), date(2026, 12, 31), date(2026, 12, 31))

    def median() -> int | None:
        return page_of(asked, replay(facts, since=asked.since, until=asked.until, as_of=asked.as_of), {}).median_days

    before, ages = median(), first_day_within(5, date(2026, 10, 5))
    every_day_worked = Edition("2026.1.1", workdays.newest().years, {}, date(2026, 10, 6))
    try:
        workdays.learn(every_day_worked)
        assert workdays.newest().between(date(2026, 9, 28), date(2026, 10, 5)).count != before
        assert (median(), first_day_within(5, date(2026, 10, 5))) == (before, ages)
    finally:
        workdays.forget()


@pytest.mark.parametrize(("days", "on_time"), [(60, 1), (61, 0)])
def test_a_case_without_a_day_is_on_time_within_60_days_of_acceptance(days: int, on_time: int) -> None:
    facts = [filed(1), told(1, 2, JANUARY, "accepted"), told(1, 3, JANUARY + timedelta(days=days), "closed")]

    assert total(facts).get("on_time", 0) == on_time


def test_a_relabelled_case_leaves_its_old_category() -> None:
    relabelled = told(1, 2, JANUARY, "accepted", category="attitude")._replace(type="complaint_relabelled")
    marks = replay([filed(1), relabelled], **ALL, as_of=JANUARY)

    assert {cell.value for cell in marks if cell.dimension == "category"} == {"attitude"}


def test_a_category_that_is_only_proposed_changes_nothing() -> None:
    proposed = told(1, 2, JANUARY, "accepted", category="attitude")._replace(type="relabel_proposed")
    marks = replay([filed(1), proposed], **ALL, as_of=JANUARY)

    assert {cell.value for cell in marks if cell.dimension == "category"} == {"slow"}


def test_a_case_that_goes_to_another_department_counts_there_alone() -> None:
    facts = [filed(1), *(told(1, 2 + n, JANUARY, "dispatched", department=code) for n, code in enumerate("ab"))]
    marks = replay(facts, **ALL, as_of=JANUARY)

    assert {cell.scope for cell in marks} == {CITY, "b"}


def test_working_days_to_closing_leave_out_spring_festival() -> None:
    marks = replay([filed(1, date(2026, 2, 13)), told(1, 2, date(2026, 2, 27), "closed")], **ALL, as_of=date.max)

    assert marks[Cell(CITY, "days", "5", "closed")] == 1


# Repeated complaints


@pytest.mark.parametrize(("days", "repeated"), [(0, 1), (180, 1), (181, 0)])
def test_a_complaint_is_repeated_within_180_days(days: int, repeated: int) -> None:
    facts = [filed(1, about="tax"), filed(2, JANUARY + timedelta(days=days), about="tax")]

    assert total(facts).get("repeated", 0) == repeated


@pytest.mark.parametrize("other", [{"about": "fire"}, {"category": "attitude"}, {"about": None}])
def test_another_department_or_category_is_no_repetition(other: dict[str, str]) -> None:
    assert "repeated" not in total([filed(1, about="tax"), filed(2, **({"about": "tax"} | other))])


def test_a_repetition_of_what_was_filed_before_the_period_counts() -> None:
    facts = [filed(1, date(2025, 12, 31), about="tax"), filed(2, about="tax")]

    assert total(facts) == {"received": 1, "repeated": 1}


# The sums are the history


@st.composite
def histories(draw: st.DrawFn) -> list[Told]:
    """Some complaints of some weeks, each on a way of its own."""
    facts: list[Told] = []
    for n in range(draw(st.integers(1, 4))):
        on = JANUARY + timedelta(days=draw(st.integers(0, 80)))
        facts.append(
            filed(n, on, category=draw(st.sampled_from(["slow", "attitude"])), channel=draw(st.sampled_from("hw")))
        )
        for version, state in enumerate(draw(st.lists(st.sampled_from(WORK + ENDS), max_size=7)), start=2):
            on += timedelta(days=draw(st.integers(0, 25)))
            due = draw(st.sampled_from([None, on + timedelta(days=10)]))
            facts.append(told(n, version, on, state, department=draw(st.sampled_from([None, "a", "b"])), due_on=due))
    return facts


def summed(facts: list[Told]) -> Counter[tuple[Place, str]]:
    sums: Counter[tuple[Place, str]] = Counter()
    for n in {fact.complaint for fact in facts}:
        for change in changes_of(fact for fact in facts if fact.complaint == n):
            for place, added in places_of(change.filed_on, change.on, change.marks):
                sums[place] += added
    return sums


def read(sums: Counter[tuple[Place, str]], since: date, until: date, as_of: date) -> Marks:
    wanted = set(spans(since, until))
    marks: Marks = Counter()
    for (place, measure), n in sums.items():
        if place.filed in wanted and place.on <= as_of:
            marks[Cell(place.scope, place.dimension, place.value, measure)] += n
    return Counter({cell: n for cell, n in marks.items() if n})


@given(histories(), st.integers(0, 80), st.integers(0, 80))
def test_the_sums_up_to_any_day_are_what_the_history_says_as_of_it(facts: list[Told], first: int, length: int) -> None:
    since = JANUARY + timedelta(days=first)
    until = since + timedelta(days=length)
    sums = summed(facts)

    for as_of in {fact.on for fact in facts}:
        assert read(sums, since, until, as_of) == replay(facts, since=since, until=until, as_of=as_of)


# Spans, percentiles, ages


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 800))
def test_spans_hold_every_day_of_the_period_once(since: date, length: int) -> None:
    until = since + timedelta(days=length)

    assert sorted(day for span in spans(since, until) for day in days_of(span)) == [
        since + timedelta(days=n) for n in range(length + 1)
    ]


def days_of(span: str) -> Iterator[date]:
    if len(span) == len("2026-01-01"):
        yield date.fromisoformat(span)
        return
    day = date.fromisoformat(f"{span}-01")
    while day.isoformat().startswith(span):
        yield day
        day += timedelta(days=1)


@given(st.lists(st.integers(0, 60), min_size=1), st.integers(1, 100))
def test_a_percentile_is_the_nearest_rank(lengths: list[int], percent: int) -> None:
    rank = -(-percent * len(lengths) // 100)

    assert percentile(Counter(lengths), percent) == sorted(lengths)[rank - 1]


def test_there_is_no_percentile_of_nothing() -> None:
    assert percentile({}, 50) is None


def test_ages_are_counted_in_working_days() -> None:
    assert first_day_within(5, date(2026, 2, 27)) == date(2026, 2, 13)
    assert first_day_within(0, date(2026, 2, 27)) == date(2026, 2, 27)


def test_open_cases_are_told_apart_by_age_and_the_rest_is_old() -> None:
    as_of = date(2026, 3, 31)
    facts = [filed(1, as_of), filed(2, date(2026, 3, 20)), filed(3, date(2026, 1, 5))]
    asked = Asked(CITY, date(2026, 1, 1), as_of, as_of)
    young = {fact.on: 1 for fact in facts[:2]}
    page = page_of(asked, replay(facts, since=asked.since, until=as_of, as_of=as_of), young)

    assert [(age.code, age.open) for age in page.open_by_age] == [
        ("within_5", 1),
        ("within_10", 1),
        ("within_15", 0),
        ("within_30", 0),
        ("over_30", 1),
    ]


def test_every_category_that_there_is_stands_in_one_of_the_five_environments() -> None:
    assert {environment_of(category) for category in CATEGORIES} <= set(ENVIRONMENTS)


def test_a_category_counts_in_its_environment() -> None:
    facts = [filed(1), filed(2, category="illegal_fee"), filed(3, category="other")]
    asked = Asked(CITY, **ALL, as_of=JANUARY)
    page = page_of(asked, replay(facts, **ALL, as_of=JANUARY), {})

    assert {figure.code: figure.received for figure in page.by_environment} == {
        "policy": 1,
        "service": 1,
        "legal": 0,
        "market": 0,
        "humanistic": 1,
    }
