"""A year's notice, as a file of holiday-cn has it; 2027's is made up."""

from datetime import date
from typing import Any

from contracts.calendars import ImportCalendar
from contracts.wire import convert

PAPER = "https://www.gov.cn/notice-of-2027.htm"

OFF = {
    "元旦": ("2027-01-01", "2027-01-02"),
    "春节": ("2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11"),
    "清明节": ("2027-04-05",),
    "劳动节": ("2027-05-03",),
    "端午节": ("2027-06-09",),
    "国庆节、中秋节": ("2027-10-01", "2027-10-04", "2027-10-05", "2027-10-06"),
}
WORKED = {"元旦": ("2026-12-27",), "春节": ("2027-02-14",)}


def days() -> list[dict[str, Any]]:
    """The days of the notice."""
    return [
        {"name": name, "date": day, "isOffDay": is_off}
        for is_off, named in ((True, OFF), (False, WORKED))
        for name, own in named.items()
        for day in own
    ]


def notice(**changes: Any) -> ImportCalendar:
    """The order to import it."""
    return convert(ImportCalendar, {"$id": "2027.json", "year": 2027, "papers": [PAPER], "days": days()} | changes)


def day(on: str, *, off: bool, name: str = "春节") -> dict[str, Any]:
    """One more day."""
    return {"name": name, "date": on, "isOffDay": off}


TODAY = date(2026, 11, 25)
