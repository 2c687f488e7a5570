"""``mingcha statistics show`` and ``verify``: the city's figures, and whether they are what the history says."""

import json
import os
import subprocess
import sys
from datetime import date
from typing import Annotated, Any

import typer
from rich.progress import Progress

from mingcha.cli.running import amqp_uri, client, database_url
from mingcha.cli.screen import AsJson, complain, err, out, show, show_rows

app = typer.Typer(no_args_is_help=True)

Since = Annotated[str | None, typer.Option("--from", help="登记起日 / first day of filing, 2026-01-01")]
Until = Annotated[str | None, typer.Option("--to", help="登记止日 / last day of filing")]
AsOf = Annotated[str | None, typer.Option(help="统计截至日 / as of the end of this day")]
Department = Annotated[str | None, typer.Option(help="承办部门代码 / handling department's code")]
Key = Annotated[str, typer.Option(envvar="MINGCHA_KEY", help="访问密钥 / API key")]

_COLUMNS = {
    "title": "名称 title",
    "received": "登记 received",
    "accepted": "受理 accepted",
    "closed": "办结 closed",
    "closing_rate": "办结率 rate",
    "on_time_rate": "按期率 on time",
    "open": "在办 open",
    "repeated": "重复 repeated",
}

_VERIFIED = {
    "figure": "指标 figure",
    "counted": "统计表 counted",
    "replayed": "历史 history",
    "same": "一致 same",
}

_VERIFYING = "services.complaints.statistics.verifying"


@app.callback()
def statistics() -> None:
    """统计 / the city's figures."""


@app.command("show")
def show_figures(
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    department: Department = None,
    key: Key = "",
    *,
    as_json: AsJson = False,
) -> None:
    """期内登记的投诉,截至某日的办理情况 / the complaints of a period, as they stood at the end of a day."""
    asked = _without_nothing({"from": since, "to": until, "as_of": as_of, "department": department})
    with client(key) as gateway:
        page = gateway.statistics(**asked)
    if as_json:
        show(page, [], as_json=True)
        return
    out.print(_heading(page), markup=False)
    groups = (page["by_category"], page["by_channel"], page["by_environment"], [page["total"]])
    for group in groups:
        show_rows([_row(figure) for figure in group if figure["received"] or len(group) == 1], _COLUMNS, as_json=False)
    for line in _closing_lines(page):
        out.print(line, markup=False)


@app.command()
def verify(
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    department: Department = None,
    *,
    as_json: AsJson = False,
) -> None:
    """逐项核对统计表与历史;不一致则退出码为 1 / compares each figure with the history; exit code 1 when one differs."""
    asked = _without_nothing({"from": since, "to": until, "as_of": as_of, "department": department})
    found = _verify(asked)
    figures = found["figures"]
    if as_json:
        show(found, [], as_json=True)
    else:
        out.print(_span(found["since"], found["until"], found["as_of"]), markup=False)
        show_rows([_compared(figure) for figure in figures], _VERIFIED, as_json=False)
        out.print(f"尚未计入 / not counted yet: {found['waiting']:,}", markup=False)
    raise typer.Exit(1 if any(figure["counted"] != figure["replayed"] for figure in figures) else 0)


def _verify(asked: dict[str, str]) -> dict[str, Any]:
    environ = {**os.environ, "DATABASE_URL": database_url("complaints"), "AMQP_URI": amqp_uri()}
    with Progress(console=err, transient=True) as progress:
        progress.add_task("重演历史 / replaying the history …", total=None)
        done = subprocess.run(
            [sys.executable, "-m", _VERIFYING],
            input=json.dumps(asked).encode(),
            env=environ,
            capture_output=True,
            check=False,
        )
    if done.returncode:
        complain(done.stderr.decode().strip().rpartition("\n")[2])
        raise typer.Exit(2)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _without_nothing(asked: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if value is not None}


def _row(figure: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": f"{figure['zh']} {figure['en']}",
        "closing_rate": _percent(figure["closing_rate"]),
        "on_time_rate": _percent(figure["on_time_rate"]),
        **{name: _count(figure[name]) for name in ("received", "accepted", "closed", "open", "repeated")},
    }


def _heading(page: dict[str, Any]) -> str:
    whose = page["department"] or "全市 the city"
    return f"{whose},{_span(page['from'], page['to'], page['as_of'])}"


def _span(since: str, until: str, as_of: str) -> str:
    return f"{_day(since)}至{_day(until)}登记,截至{_day(as_of)} / filed {since} to {until}, as of {as_of}"


def _closing_lines(page: dict[str, Any]) -> list[str]:
    ages = [f"{age['zh']} {age['en']}: {_count(age['open'])}" for age in page["open_by_age"]]
    days = [
        f"办结用时中位数 / median to closing: {_working_days(page['median_days'])}",
        f"第90百分位数 / 90th percentile: {_working_days(page['p90_days'])}",
    ]
    return [*ages, *days, f"尚未计入 / not counted yet: {page['waiting']:,}"]


def _compared(figure: dict[str, Any]) -> dict[str, Any]:
    name = " ".join(filter(None, (figure["dimension"], figure["value"], figure["measure"])))
    same = "是 yes" if figure["counted"] == figure["replayed"] else "否 no"
    return {"figure": name, "counted": _count(figure["counted"]), "replayed": _count(figure["replayed"]), "same": same}


def _count(n: int | None) -> str | None:
    return None if n is None else f"{n:,}件"


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.2f}%"


def _working_days(n: int | None) -> str:
    return "—" if n is None else f"{n}个工作日"


def _day(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"
