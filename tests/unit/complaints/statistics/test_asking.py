"""Who may ask for the figures, and which days."""

from datetime import UTC, date, datetime
from typing import Any, cast

import pytest

from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from contracts.statistics import FindStatistics
from services.complaints.statistics.use_cases import asked_for, find_statistics

TODAY = date(2026, 7, 15)
READERS = {Role.OFFICER, Role.DIRECTOR, Role.ADMIN, Role.LEADER}


class Empty:
    """Figures of a city where nobody complains."""

    def of(self, *_: Any, **__: Any) -> dict[Any, int]:
        return {}

    def open_by_day(self, *_: Any, **__: Any) -> dict[Any, int]:
        return {}

    def waiting(self, _: int) -> int:
        return 0


def ask(*roles: Role, department: str | None = None) -> Any:
    by = Actor(id="somebody", roles=list(roles), department=department)
    at = datetime(2026, 7, 15, 2, tzinfo=UTC)
    return find_statistics(FindStatistics(), by=by, at=at, figures=cast(Any, Empty()))


@pytest.mark.parametrize("role", list(Role))
def test_the_office_and_leaders_read_the_figures_and_nobody_else(role: Role) -> None:
    if role in READERS:
        assert ask(role).total.received == 0
    else:
        with pytest.raises(NotYourRole):
            ask(role)


def test_somebody_of_a_department_reads_none() -> None:
    with pytest.raises(NotYourRole):
        ask(Role.OFFICER, department="tax")


def test_what_is_left_out_is_this_year_up_to_today() -> None:
    assert asked_for(FindStatistics(), TODAY)[1:] == (date(2026, 1, 1), TODAY, TODAY)


def test_a_past_day_asks_for_its_own_year() -> None:
    as_of = date(2025, 6, 30)

    assert asked_for(FindStatistics(as_of=as_of), TODAY)[1:] == (date(2025, 1, 1), as_of, as_of)


@pytest.mark.parametrize(
    ("question", "pointer", "rule"),
    [
        (FindStatistics(as_of=date(2026, 7, 16)), "/as_of", "in_the_future"),
        (FindStatistics(since=date(2026, 7, 16), until=date(2026, 8, 1)), "/from", "in_the_future"),
        (FindStatistics(since=date(2026, 7, 2), until=date(2026, 7, 1)), "/to", "before_from"),
    ],
)
def test_days_that_cannot_be_are_named(question: FindStatistics, pointer: str, rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        asked_for(question, TODAY)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [(pointer, rule)]
