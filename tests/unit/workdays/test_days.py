from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from workdays import Calendar, Kind, in_chinese, in_english

CALENDAR = Calendar.load()
MISSING_IN_CHINESECALENDAR = date(2005, 12, 31)


@pytest.mark.parametrize(
    ("day", "kind", "works"),
    [
        (date(2026, 2, 13), Kind.WORKING, True),
        (date(2026, 2, 14), Kind.MAKE_UP, True),
        (date(2026, 2, 15), Kind.WEEKEND, False),
        (date(2026, 2, 16), Kind.HOLIDAY, False),
    ],
)
def test_a_day_is_of_one_of_four_kinds(day: date, kind: Kind, works: bool) -> None:  # noqa: FBT001
    assert CALENDAR.kind(day) is kind
    assert CALENDAR.is_working(day) is works


def test_our_calendar_agrees_with_holidays_on_every_day() -> None:
    theirs = holidays.country_holidays("CN", years=CALENDAR.years)

    assert [day for day in _covered_days() if CALENDAR.is_working(day) != theirs.is_working_day(day)] == []


def test_our_calendar_differs_from_chinesecalendar_on_the_one_day_it_lacks() -> None:
    differing = [day for day in _covered_days() if CALENDAR.is_working(day) != chinese_calendar.is_workday(day)]

    assert differing == [MISSING_IN_CHINESECALENDAR]
    assert CALENDAR.kind(MISSING_IN_CHINESECALENDAR) is Kind.MAKE_UP


@pytest.mark.parametrize(
    ("day", "name", "notice"),
    [
        (date(2026, 2, 16), "春节", "国办发明电〔2025〕7号"),
        (date(2026, 6, 19), "端午节", "国办发明电〔2025〕7号"),
        (date(2018, 12, 31), "元旦", "国办发明电〔2018〕15号"),  # of the notice for 2019
        (date(2019, 5, 2), "劳动节", "国办发明电〔2019〕3号"),  # changed in March 2019
        (date(2020, 1, 31), "春节", "国办发明电〔2020〕1号"),  # prolonged in January 2020
        (date(2015, 9, 3), "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日", "国发明电〔2015〕1号"),
        (MISSING_IN_CHINESECALENDAR, "元旦", "国办发明电〔2005〕35号"),
    ],
)
def test_an_exception_names_its_holiday_and_its_notice(day: date, name: str, notice: str) -> None:
    known = CALENDAR.day(day)

    assert known.name == name
    assert notice in known.source


def test_a_plain_day_needs_no_source() -> None:
    known = CALENDAR.day(date(2026, 6, 1))

    assert (known.name, known.source, known.provisional) == ("", "", False)


def test_a_date_reads_as_offices_write_it() -> None:
    assert in_chinese(date(2026, 2, 27)) == "2026年2月27日(星期五)"
    assert in_chinese(date(2026, 9, 20)) == "2026年9月20日(星期日)"


def test_a_date_reads_in_short_english() -> None:
    assert in_english(date(2026, 2, 27)) == "Fri 27 Feb 2026"
    assert in_english(date(2027, 1, 3)) == "Sun 3 Jan 2027"


def _covered_days() -> Iterator[date]:
    first, last = date(2004, 1, 1), date(2026, 12, 31)
    return (first + timedelta(days=passed) for passed in range((last - first).days + 1))
