"""``/v1/statistics``: the city's figures, as JSON and as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterator
from typing import Annotated, Any

from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, QueryParameter

from contracts.people import Role
from contracts.statistics import FigureView, FindStatistics, StatisticsView
from contracts.wire import convert
from gateway.desk import AtHand, Desk
from gateway.edge.access import OFFICE
from gateway.edge.caller import Asked, Language, caller_of
from gateway.routes.answers import described, shown

Day = Annotated[str | None, QueryParameter(description="2026-01-01")]
Since = Annotated[str | None, QueryParameter(name="from", description="2026-01-01")]
Until = Annotated[str | None, QueryParameter(name="to", description="2026-06-30")]

READERS = (*OFFICE, Role.LEADER)


@get(
    "/v1/statistics",
    roles=READERS,
    asks=FindStatistics,
    responses={200: described(StatisticsView)},
    summary="The figures of a period, as of a day 统计",
    tags=["statistics"],
)
async def find_statistics(
    request: Asked,
    desk: AtHand,
    since: Since = None,
    until: Until = None,
    as_of: Day = None,
    department: FromQuery[str | None] = None,
) -> Response[bytes]:
    """Of the complaints filed in the period, as they stood at the end of the day; without a day, of today."""
    return shown(await _ask(request, desk, {"from": since, "to": until, "as_of": as_of, "department": department}))


@get(
    "/v1/statistics.csv",
    roles=READERS,
    asks=FindStatistics,
    responses={200: ResponseSpec(str, description="The same figures, a line each.", media_type="text/csv")},
    summary="The same figures for a spreadsheet 统计表",
    tags=["statistics"],
)
async def export_statistics(
    request: Asked,
    desk: AtHand,
    since: Since = None,
    until: Until = None,
    as_of: Day = None,
    department: FromQuery[str | None] = None,
) -> Response[bytes]:
    """UTF-8 with its mark, so that spreadsheets read the Chinese; no cell can be taken for a formula."""
    view = await _ask(request, desk, {"from": since, "to": until, "as_of": as_of, "department": department})
    name = f"statistics-{view.since}-{view.until}-{view.as_of}.csv"
    return Response(
        table_of(view, caller_of(request).language),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


async def _ask(request: Asked, desk: Desk, asked: dict[str, str | None]) -> StatisticsView:
    query = convert(FindStatistics, {name: value for name, value in asked.items() if value is not None})
    return await desk.bus.query("complaints", query, caller_of(request), StatisticsView)


_HEADINGS = {
    "group": ("分组", "group"),
    "title": ("名称", "title"),
    "received": ("受理登记", "received"),
    "accepted": ("正式受理", "accepted"),
    "closed": ("办结", "closed"),
    "closing_rate": ("办结率(%)", "closing rate (%)"),
    "on_time": ("按期办结", "closed on time"),
    "on_time_rate": ("按期办结率(%)", "on-time rate (%)"),
    "ended": ("不予受理、并案、撤回", "refused, merged, withdrawn"),
    "open": ("在办", "open"),
    "repeated": ("重复投诉", "repeated"),
}

_GROUPS = {
    "total": ("合计", "total"),
    "by_category": ("类别", "category"),
    "by_channel": ("渠道", "channel"),
    "by_environment": ("环境", "environment"),
    "open_by_age": ("在办时长", "age of open cases"),
    "days": ("办理时长(工作日)", "working days to closing"),
}

_DAYS = {"median_days": ("中位数", "median"), "p90_days": ("第90百分位数", "90th percentile")}


def table_of(view: StatisticsView, language: Language) -> bytes:
    """The figures as CSV (RFC 4180), in the reader's language."""
    place = 0 if language == "zh" else 1
    text = io.StringIO()
    table = csv.DictWriter(text, list(_HEADINGS), restval="", extrasaction="ignore")
    table.writerow({name: words[place] for name, words in _HEADINGS.items()})
    for row in _rows(view, place):
        table.writerow({name: safe_cell(value) for name, value in row.items()})
    return text.getvalue().encode("utf-8-sig")


def safe_cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _rows(view: StatisticsView, place: int) -> Iterator[dict[str, Any]]:
    for group in ("by_category", "by_channel", "by_environment"):
        for figure in getattr(view, group):
            yield _row(group, figure, place)
    yield _row("total", view.total, place)
    for age in view.open_by_age:
        yield {"group": _GROUPS["open_by_age"][place], "title": (age.zh, age.en)[place], "open": age.open}
    for name, words in _DAYS.items():
        yield {"group": _GROUPS["days"][place], "title": words[place], "closed": getattr(view, name)}


def _row(group: str, figure: FigureView, place: int) -> dict[str, Any]:
    numbers = {name: getattr(figure, name) for name in _HEADINGS if name not in {"group", "title"}}
    return {"group": _GROUPS[group][place], "title": (figure.zh, figure.en)[place], **numbers}


ROUTES = (find_statistics, export_statistics)
