"""``mingcha``: the platform from the command line. Every command takes ``--json`` for scripts."""

import sys
from importlib import import_module
from typing import NamedTuple

import typer

from mingcha.cli.running import NotRunning
from mingcha.cli.screen import complain
from mingcha.client import Problem


class _Command(NamedTuple):
    """Where a command is: a function of the same name, or, with words of help, a module's own commands."""

    module: str
    help: str = ""


COMMANDS = {
    "up": _Command("platform"),
    "demo": _Command("platform"),
    "publish": _Command("departments"),
    "doctor": _Command("doctor"),
    "items": _Command("items", "审批事项 / approval items"),
    "calendar": _Command("calendars", "工作日历 / the working-day calendar"),
    "keys": _Command("keys", "访问密钥 / API keys"),
    "departments": _Command("departments", "部门 / departments"),
    "dead-letters": _Command("dead_letters", "死信 / mail that nobody could handle"),
    "receipt": _Command("receipts", "登记回执 / receipts"),
    "statistics": _Command("statistics", "统计 / the city's figures"),
    "history": _Command("history", "历史链 / the hash-chained history"),
}


def command_line(*names: str) -> typer.Typer:
    """The command line with these commands, or with all: half of a short command's time went into the others."""
    app = typer.Typer(
        help="明察:投诉、审批事项与通知平台 / the platform for complaints, approval items and notices",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)  # it is a group of commands, be there one or many
    for name in names or COMMANDS:
        module = import_module(f"mingcha.cli.{COMMANDS[name].module}")
        if COMMANDS[name].help:
            app.add_typer(module.app, name=name, help=COMMANDS[name].help)
        else:
            app.command(name)(getattr(module, name))
    return app


def main() -> None:
    """Runs the command line; a "no" of the platform is one line and exit code 1."""
    called = [name for name in sys.argv[1:2] if name in COMMANDS]
    try:
        command_line(*called)(prog_name="mingcha")
    except (Problem, NotRunning) as no:
        complain(str(no))
        raise SystemExit(1) from None
