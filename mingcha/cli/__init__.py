"""``mingcha``: the platform from the command line. Every command takes ``--json`` for scripts."""

import typer

from mingcha.cli import (
    calendars,
    dead_letters,
    departments,
    doctor,
    history,
    items,
    keys,
    platform,
    receipts,
    statistics,
)
from mingcha.cli.running import NotRunning
from mingcha.cli.screen import complain
from mingcha.client import Problem

app = typer.Typer(
    help="明察:投诉、审批事项与通知平台 / the platform for complaints, approval items and notices",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.command("up")(platform.up)
app.command("demo")(platform.demo)
app.command("publish")(departments.publish)
app.command("doctor")(doctor.doctor)
app.add_typer(items.app, name="items", help="审批事项 / approval items")
app.add_typer(calendars.app, name="calendar", help="工作日历 / the working-day calendar")
app.add_typer(keys.app, name="keys", help="访问密钥 / API keys")
app.add_typer(departments.app, name="departments", help="部门 / departments")
app.add_typer(dead_letters.app, name="dead-letters", help="死信 / mail that nobody could handle")
app.add_typer(receipts.app, name="receipt", help="登记回执 / receipts")
app.add_typer(statistics.app, name="statistics", help="统计 / the city's figures")
app.add_typer(history.app, name="history", help="历史链 / the hash-chained history")


def main() -> None:
    """Runs the command line; a "no" of the platform is one line and exit code 1."""
    try:
        app(prog_name="mingcha")
    except (Problem, NotRunning) as no:
        complain(str(no))
        raise SystemExit(1) from None
