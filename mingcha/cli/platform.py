"""``mingcha up`` and ``mingcha demo``."""

from pathlib import Path
from typing import Annotated

import typer

from mingcha.cli.screen import AsJson
from mingcha.local.platform import Platform


def up(*, as_json: AsJson = False) -> None:
    """启动平台,Ctrl-C 停止 / starts the platform; Ctrl-C stops it."""
    raise typer.Exit(Platform(Path.cwd()).run_forever(as_json=as_json))


def demo(
    *,
    leave: Annotated[bool, typer.Option("--exit", help="报告之后结束 / end after the report")] = False,
    here: Annotated[
        bool, typer.Option("--here", help="在环境变量所指的平台上演示 / on the platform that the environment names")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """启动平台并演示三件投诉的全过程 / starts the platform and drives three complaints the whole way."""
    from mingcha.demo import run, run_here

    if here:
        raise typer.Exit(run_here(as_json=as_json))
    raise typer.Exit(run(Path.cwd(), leave=leave, as_json=as_json))
