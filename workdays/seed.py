"""Makes the data of the newest version: `python -m workdays.seed` (for development: it needs chinesecalendar).

When a new notice comes out: upgrade chinesecalendar, set VERSION and YEARS, add the notice's number, run this, and add
the new file's digest to the test of published versions. Say in its head from which day on it is in force
(`"in_force_from"`), lest it counts anew what was counted before. When the notice is there before the package, or the
package errs, say so in CORRECTIONS. Files of earlier versions stay as they are: clocks that were set by them must
replay.
"""

import json
from datetime import date
from typing import NamedTuple

from workdays.days import Kind, plain_kind
from workdays.editions import DATA

VERSION = "2026.1"
YEARS = range(2004, 2027)
SEEDED_FROM = "chinesecalendar 1.11.0"
NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}  # the package's short names, and the regulation's
DECEMBER = 12


class Correction(NamedTuple):
    """A day on which the package and the State Council's notice differ, and how we know."""

    date: date
    kind: Kind
    name: str
    reason: str


CORRECTIONS = (
    Correction(
        date(2005, 12, 31),
        Kind.MAKE_UP,
        "元旦",
        "国办发明电〔2005〕35号: 12月31日(星期六)上班; the package keeps the days off of January 2006 without it",
    ),
)

NUMBERS = {  # 2004, 2005 and 2008: the number is not known to us, the title is
    2006: "国办发明电〔2005〕35号",
    2007: "国办发明电〔2006〕49号",
    2009: "国办发明电〔2008〕42号",
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号",
    2020: "国办发明电〔2019〕16号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}

LATER_NOTICES = {
    "2015-victory": "国务院关于中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日调休放假的通知(国发明电〔2015〕1号)",
    "2019-labour-day": "国务院办公厅关于调整2019年劳动节假期安排的通知(国办发明电〔2019〕3号)",
    "2020-extension": "国务院办公厅关于延长2020年春节假期的通知(国办发明电〔2020〕1号)",
}
BY_LATER_NOTICE = {
    date(2015, 9, 3): "2015-victory",
    date(2015, 9, 4): "2015-victory",
    date(2015, 9, 6): "2015-victory",
    date(2019, 4, 28): "2019-labour-day",
    date(2019, 5, 2): "2019-labour-day",
    date(2019, 5, 3): "2019-labour-day",
    date(2019, 5, 5): "2019-labour-day",
    date(2020, 1, 31): "2020-extension",
}


def rendered() -> str:
    """The file's text: the head, then one line for each exception, in order of date."""
    rows = sorted(_packaged() | {(c.date, c.kind, c.name) for c in CORRECTIONS})
    head = {
        "calendar": "CN",
        "version": VERSION,
        "seeded_from": SEEDED_FROM,
        "corrections": [{"date": c.date.isoformat(), "reason": c.reason} for c in CORRECTIONS],
        "years": {"first": YEARS[0], "last": YEARS[-1]},
        "sources": {str(year): _title(year) for year in YEARS} | LATER_NOTICES,
    }
    opening = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("\n}")
    lines = ",\n".join(f"    {_line(*row)}" for row in rows)
    return f'{opening},\n  "days": [\n{lines}\n  ]\n}}\n'


def _packaged() -> set[tuple[date, Kind, str]]:
    """The package's exceptions, without the days off that are a weekend anyway."""
    from chinese_calendar import Holiday, constants

    kinds = ((constants.holidays, Kind.HOLIDAY, Kind.WORKING), (constants.workdays, Kind.MAKE_UP, Kind.WEEKEND))
    return {
        (day, kind, NAMES.get(Holiday(value).chinese, Holiday(value).chinese))
        for days, kind, departs_from in kinds
        for day, value in days.items()
        if day.year in YEARS and plain_kind(day) is departs_from
    }


def _line(day: date, kind: Kind, name: str) -> str:
    row = {"date": day.isoformat(), "kind": kind, "name": name, "source": _source(day)}
    return json.dumps(row, ensure_ascii=False)


def _source(day: date) -> str:
    """The notice that speaks of the day; in December it is already the next year's, for its New Year's Day."""
    return BY_LATER_NOTICE.get(day) or str(day.year + (day.month == DECEMBER))


def _title(year: int) -> str:
    number = f"({NUMBERS[year]})" if year in NUMBERS else ""
    return f"国务院办公厅关于{year}年部分节假日安排的通知{number}"


def main() -> None:
    """Write the version's file beside the others."""
    (DATA / f"cn-{VERSION}.json").write_text(rendered(), encoding="utf-8")


if __name__ == "__main__":
    main()
