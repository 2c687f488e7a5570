"""``mingcha history verify``: has anybody changed what happened?"""

from dataclasses import asdict
from typing import Annotated, Any

import typer
from rich.progress import Progress

from kernel.engine import open_engine
from kernel.history import Break
from kernel.history import verify as walk
from mingcha.cli.running import database_url
from mingcha.cli.screen import AsJson, err, show_rows

app = typer.Typer(no_args_is_help=True)

SERVICES = ("complaints", "approvals", "notifications")


@app.callback()
def history() -> None:
    """历史链 / the hash-chained history."""


@app.command()
def verify(
    service: Annotated[str | None, typer.Argument(help="只查一个服务 / one service alone")] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """逐行核对历史链;有断裂则退出码为 1 / checks every row of the chain; exit code 1 when it is broken."""
    results = [_verify(name) for name in ([service] if service else SERVICES)]
    columns = {"service": "服务 service", "rows": "行 rows", "breaks": "断裂 breaks"}
    rows = (
        results
        if as_json
        else [{**result, "breaks": [_said(gap) for gap in result["breaks"]] or "0"} for result in results]
    )
    show_rows(rows, columns, as_json=as_json)
    raise typer.Exit(1 if any(result["breaks"] for result in results) else 0)


def _verify(service: str) -> dict[str, Any]:
    engine = open_engine(database_url(service), name="mingcha history")
    breaks: list[dict[str, Any]] = []
    rows = 0
    with engine.connect() as connection, Progress(console=err, transient=True) as progress:
        progress.add_task(f"{service} …", total=None)
        for found in walk(connection):
            if isinstance(found, Break):
                breaks.append(asdict(found))
            else:
                rows = found
    engine.dispose()
    return {"service": service, "rows": rows, "breaks": breaks}


def _said(gap: dict[str, Any]) -> str:
    return f"seq {gap['seq']} {gap['aggregate_id']} v{gap['version']}: {gap['what']}"
