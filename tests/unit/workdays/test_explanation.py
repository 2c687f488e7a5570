from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workdays import Calendar, CalendarDay, Kind
from workdays.editions import read

CALENDAR = Calendar.load()
ANY_DAY = st.dates(date(1990, 1, 1), date(2050, 12, 31))


class CountingCalendar(Calendar):
    """Counts how often a day is looked up."""

    looked_up = 0

    def day(self, on: date) -> CalendarDay:
        self.looked_up += 1
        return super().day(on)


def test_every_day_of_a_clock_is_explained() -> None:
    lines = [(line.date.day, line.zh, line.en) for line in CALENDAR.add(date(2026, 2, 13), 2).days]

    festival = "春节放假", "holiday 春节 (Spring Festival)"
    assert lines == [
        (14, "第1个工作日(春节调休补班)", "working day 1, make-up workday 调休补班 for 春节 (Spring Festival)"),
        (15, "周末", "weekend"),
        *((day, *festival) for day in range(16, 21)),
        (21, "周末", "weekend"),
        (22, "周末", "weekend"),
        (23, *festival),
        (24, "第2个工作日", "working day 2"),
    ]


def test_a_line_bears_its_reason_as_a_code_and_its_date_in_both_languages() -> None:
    make_up, sunday, *_ = CALENDAR.add(date(2026, 2, 13), 2).days

    assert (make_up.reason, make_up.counted, make_up.ordinal) == (Kind.MAKE_UP, True, 1)
    assert (sunday.reason, sunday.counted, sunday.ordinal) == (Kind.WEEKEND, False, None)
    assert (sunday.day_zh, sunday.day_en) == ("2026年2月15日(星期日)", "Sun 15 Feb 2026")


def test_a_provisional_line_says_which_notice_is_missing() -> None:
    known, *unknown = CALENDAR.add(date(2026, 12, 30), 2).days

    assert (known.date, known.provisional, known.zh) == (date(2026, 12, 31), False, "第1个工作日")
    assert all(line.provisional for line in unknown)
    assert unknown[0].zh == "元旦放假(暂定:日历中尚无2027年放假通知)"
    assert unknown[-1].en == "working day 2; provisional, no holiday notice for 2027 in the calendar"


def test_a_rolled_day_is_explained_from_itself_and_counts_nothing() -> None:
    days = CALENDAR.roll_forward(date(2026, 6, 6)).days

    assert [line.date.day for line in days] == [6, 7, 8]
    assert [line.zh for line in days] == ["周末", "周末", "工作日"]
    assert not any(line.counted for line in days)


def test_the_explanation_costs_nothing_until_it_is_asked_for() -> None:
    calendar = CountingCalendar(read(CALENDAR.version))
    calendar.looked_up = 0

    deadline = calendar.add(date(2026, 2, 13), 5)
    span = calendar.between(date(2026, 2, 13), date(2026, 2, 27))
    assert calendar.looked_up == 0

    assert len(deadline.days) == len(span.days) == 14
    assert calendar.looked_up == 28


@given(ANY_DAY, st.integers(1, 60))
def test_a_deadlines_explanation_is_complete_and_contiguous(start: date, n: int) -> None:
    deadline = CALENDAR.add(start, n)
    days = deadline.days

    assert days[0].date == start + timedelta(days=1)
    assert days[-1].date == deadline.due
    assert all(after.date - before.date == timedelta(days=1) for before, after in pairwise(days))
    assert [line.ordinal for line in days if line.counted] == list(range(1, n + 1))
    assert deadline.provisional == any(line.provisional for line in days)


@given(ANY_DAY, st.integers(1, 60))
def test_a_span_is_explained_as_its_deadline_is(start: date, n: int) -> None:
    deadline = CALENDAR.add(start, n)

    assert CALENDAR.between(start, deadline.due).days == deadline.days
