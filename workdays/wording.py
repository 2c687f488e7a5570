"""How a day and its reason read in an office's letter, in Chinese and in English, whatever the machine's locale."""

from datetime import date

from workdays.days import CalendarDay, Kind

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
HOLIDAYS_EN = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming Festival",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日": "70th anniversary of victory",
}


def in_chinese(day: date) -> str:
    """The date as offices write it: 2026年2月27日(星期五)."""
    return f"{day.year}年{day.month}月{day.day}日(星期{WEEKDAYS_ZH[day.weekday()]})"


def in_english(day: date) -> str:
    """The date in short English: Fri 27 Feb 2026."""
    return f"{WEEKDAYS_EN[day.weekday()]} {day.day} {MONTHS_EN[day.month - 1]} {day.year}"


def reason_in_chinese(day: CalendarDay, ordinal: int | None) -> str:
    """Why the day counts as the nth (`ordinal`), or does not: 第3个工作日, 周末, 春节放假."""
    works = f"第{ordinal}个工作日" if ordinal else "工作日"
    reason = {
        Kind.WORKING: works,
        Kind.MAKE_UP: f"{works}({day.name}调休补班)",
        Kind.WEEKEND: "周末",
        Kind.HOLIDAY: f"{day.name}放假",
    }[day.kind]
    unknown = f"(暂定:日历中尚无{day.date.year}年放假通知)" if day.provisional else ""
    return reason + unknown


def reason_in_english(day: CalendarDay, ordinal: int | None) -> str:
    """Why the day counts as the nth (`ordinal`), or does not: working day 3, weekend, holiday 春节 (…)."""
    works = f"working day {ordinal}" if ordinal else "working day"
    name = f"{day.name} ({HOLIDAYS_EN[day.name]})" if day.name in HOLIDAYS_EN else day.name
    reason = {
        Kind.WORKING: works,
        Kind.MAKE_UP: f"{works}, make-up workday 调休补班 for {name}",
        Kind.WEEKEND: "weekend",
        Kind.HOLIDAY: f"holiday {name}",
    }[day.kind]
    unknown = f"; provisional, no holiday notice for {day.date.year} in the calendar" if day.provisional else ""
    return reason + unknown
