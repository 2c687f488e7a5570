"""The demo's report: what happened, in Chinese and English, each figure with where it comes from."""

import json

from rich.console import Console
from rich.table import Table

from mingcha.demo.story import Report


def show_report(report: Report, *, as_json: bool) -> None:
    """Shows the report as a table, or as one JSON line."""
    if as_json:
        print(json.dumps(_data(report), ensure_ascii=False))  # noqa: T201 - a script reads it as it is
        return
    table = Table(title="演示报告 / What happened")
    for heading in ("事项 what", "数值 value", "来源 read at"):
        table.add_column(heading, overflow="fold")
    for chinese, english, value, source in report.figures:
        table.add_row(f"{chinese}\n{english}", value, source)
    Console(highlight=False).print(table)


def _data(report: Report) -> list[dict[str, str]]:
    names = ("zh", "en", "value", "source")
    return [dict(zip(names, figure, strict=True)) for figure in report.figures]
