"""The published language of the city's figures (统计)."""

from datetime import date

import msgspec

from contracts.wire import Answer, Code, Query


class FindStatistics(Query, frozen=True, kw_only=True):
    """The figures of the complaints filed in a period, as they stood at the end of a day.

    Left out: ``as_of`` is today, ``to`` is ``as_of``, ``from`` is the first day of that year. With ``department``, of
    the complaints that it handles; its repeated ones are those about it.
    """

    since: date | None = msgspec.field(name="from", default=None)
    until: date | None = msgspec.field(name="to", default=None)
    as_of: date | None = None
    department: Code | None = None


class FigureView(Answer, frozen=True, kw_only=True):
    """The figures of one line, such as a category; rates are percentages, and null where nothing is to be divided.

    ``closing_rate`` is closed through received, ``on_time_rate`` on time through closed. ``ended`` is over without
    having been closed: refused, merged or withdrawn; ``open`` is what is left.
    """

    code: str
    zh: str
    en: str
    received: int
    accepted: int
    closed: int
    on_time: int
    ended: int
    open: int
    repeated: int | None = None
    closing_rate: float | None = None
    on_time_rate: float | None = None


class AgeView(Answer, frozen=True, kw_only=True):
    """How many are open that were filed so many working days ago."""

    code: str
    zh: str
    en: str
    open: int


class StatisticsView(Answer, frozen=True, kw_only=True):
    """The city's or a department's figures.

    ``median_days`` and ``p90_days`` are working days from filing to closing, by nearest rank; ``waiting`` are changes
    of the last moments that are not counted yet, at most 10,000 are looked for.
    """

    since: date = msgspec.field(name="from")
    until: date = msgspec.field(name="to")
    as_of: date
    department: str | None = None
    total: FigureView
    by_category: list[FigureView]
    by_channel: list[FigureView]
    by_environment: list[FigureView]
    open_by_age: list[AgeView]
    median_days: int | None = None
    p90_days: int | None = None
    waiting: int = 0
