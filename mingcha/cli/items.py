"""``mingcha items``: the registry of approval items."""

from pathlib import Path
from typing import Annotated

import typer

from mingcha.cli.running import client
from mingcha.cli.screen import AsJson, show, show_problem, show_rows
from mingcha.client import Problem

app = typer.Typer(no_args_is_help=True)

Key = Annotated[str, typer.Option(envvar="MINGCHA_KEY", help="访问密钥 / API key")]


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="XLSX 或 CSV / XLSX or CSV")],
    key: Key = "",
    *,
    as_json: AsJson = False,
) -> None:
    """导入事项清单并显示校验报告 / imports an item list and shows its validation report."""
    try:
        report = client(key).import_items(file)
    except Problem as problem:
        show_problem(problem, as_json=as_json)
        raise typer.Exit(1) from None
    departments, items = report["departments"], report["items"]
    added, changed, unchanged = report["added"], report["changed"], report["unchanged"]
    lines = [
        f"{report['file_name']}:{departments} 个部门,{items} 项 / {departments} departments, {items} items",
        f"新增 {added},变更 {changed},未变 {unchanged} / added {added}, changed {changed}, unchanged {unchanged}",
    ]
    show(report, lines, as_json=as_json)


@app.command("publish")
def publish(
    reform_round: Annotated[int, typer.Option("--round", min=1, help="审改轮次 / reform round")],
    batch: Annotated[int, typer.Option(min=1, help="批次 / batch")],
    departments: Annotated[int, typer.Option(min=1, help="部门数 / departments declared")],
    items: Annotated[int, typer.Option(min=1, help="事项数 / items declared")],
    key: Key = "",
    *,
    as_json: AsJson = False,
) -> None:
    """公布一批事项 / publishes the drafts as a batch; the totals must be what there is."""
    view = client(key).publish_batch(reform_round, batch, departments=departments, items=items)
    said = f"第 {reform_round} 轮第 {batch} 批已公布 / round {reform_round} batch {batch} is published"
    show(view, [said], as_json=as_json)


@app.command("list")
def list_(
    name: str | None = None,
    department: str | None = None,
    limit: int = 20,
    key: Key = "",
    *,
    as_json: AsJson = False,
) -> None:
    """查找事项 / finds items."""
    page = client(key).items(name=name, department=department, limit=limit)
    columns = {"code": "编码 code", "name": "事项 item", "department": "部门 department", "status": "状态 status"}
    show_rows(page["items"], columns, as_json=as_json)
