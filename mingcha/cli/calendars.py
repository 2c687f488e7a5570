"""``mingcha calendar``: the working days of a year, and the notices that they come from."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from mingcha.cli.running import client
from mingcha.cli.screen import AsJson, complain, show, show_problem, show_rows
from mingcha.client import Problem

app = typer.Typer(no_args_is_help=True)

Key = Annotated[str, typer.Option(envvar="MINGCHA_KEY", help="访问密钥 / API key")]

_COLUMNS = {"date": "日期 day", "kind": "类别 kind", "name": "节日 holiday", "source": "依据 notice"}


@app.callback()
def calendar() -> None:
    """工作日历 / the working-day calendar."""


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="holiday-cn 的 JSON / JSON of holiday-cn")],
    key: Key = "",
    *,
    as_json: AsJson = False,
) -> None:
    """导入一年的放假安排,成为日历的新版本 / imports a year's holidays as a new edition of the calendar."""
    try:
        progress = client(key).import_calendar(_read(file))
    except Problem as problem:
        show_problem(problem, as_json=as_json)
        raise typer.Exit(1) from None
    show(progress, [_said(progress)], as_json=as_json)


@app.command("show")
def show_year(
    year: Annotated[int, typer.Argument(help="年份 / year")],
    edition: Annotated[str | None, typer.Option(help="日历版本 / edition")] = None,
    key: Key = "",
    *,
    as_json: AsJson = False,
) -> None:
    """一年的工作日及其依据 / a year's working days, and the notices that say so."""
    view = client(key).calendar(year, **({} if edition is None else {"edition": edition}))
    if as_json:
        show(view, [], as_json=True)
        return
    show_rows(view["days"], _COLUMNS, as_json=False)
    show(view, _summed_up(view), as_json=False)


def _read(file: Path) -> Any:
    """The file's JSON; one that is none is refused before it is sent."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError:
        complain(f"{file.name} 不是 JSON 文件 / {file.name} is no JSON")
        raise typer.Exit(1) from None


def _said(progress: dict[str, Any]) -> str:
    year, edition, changed = progress["year"], progress["edition"], len(progress["changed"])
    if progress["in_force_from"] is None:
        return f"{year}年与日历 {edition} 相同,未变 / {year} is as edition {edition} has it: nothing changed"
    return (
        f"{year}年已导入,日历版本 {edition},变更 {changed} 天 / {year} is in edition {edition}, {changed} days changed"
    )


def _summed_up(view: dict[str, Any]) -> list[str]:
    days = f"{view['year']}年 {view['working_days']} 个工作日,日历版本 {view['edition']}"
    lines = [f"{days} / {view['working_days']} working days by edition {view['edition']}"]
    if view["provisional"]:
        lines.append("暂定:日历中尚无该年放假通知 / provisional: the calendar has no notice for this year")
    return lines
