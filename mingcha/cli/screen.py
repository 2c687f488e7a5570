"""What the command line shows: JSON for scripts, tables for people."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from mingcha.client import Problem

AsJson = Annotated[bool, typer.Option("--json", help="以 JSON 输出,供脚本使用 / JSON for scripts")]

_CITY = ZoneInfo("Asia/Shanghai")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def show(data: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """Shows a result: the data as one JSON line, or the sentences."""
    if as_json:
        print(json.dumps(data, ensure_ascii=False, default=str))  # noqa: T201 - a script reads it as it is
        return
    for line in lines:
        out.print(line, markup=False)


def show_rows(rows: Sequence[dict[str, Any]], columns: dict[str, str], *, as_json: bool) -> None:
    """Shows rows: as a JSON list, or as a table whose headings are the values of ``columns``."""
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, default=str))  # noqa: T201 - a script reads it as it is
        return
    table = Table()
    for heading in columns.values():
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in columns))
    out.print(table)


def complain(sentence: str) -> None:
    """Says what went wrong, in one line."""
    err.print(sentence, style="red", markup=False)


def show_problem(problem: Problem, *, as_json: bool) -> None:
    """Shows a "no" with each field that it names."""
    if as_json:
        show({"code": problem.code, "title": problem.title, "errors": problem.errors}, [], as_json=True)
        return
    complain(problem.title)
    columns = {"pointer": "位置 where", "rule": "规则 rule", "detail": "说明 detail"}
    show_rows(problem.errors, columns, as_json=False)


def _cell(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, datetime):
        at = value.astimezone(_CITY)
        return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
