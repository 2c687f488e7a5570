"""``python -m bench``: measures, shows, keeps. ``make bench`` runs it with what it needs."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bench.budgets import MEASURES
from bench.figures import lines_of
from bench.load import ROOT, CouldNotMeasure
from bench.report import keep, show, write_docs
from bench.run import Run, known
from bench.stages import measure
from mingcha.local.lock import only_one
from mingcha.local.troubles import CannotRun

FOLDER = ROOT / "var" / "bench"


def main(
    only: Annotated[list[str] | None, typer.Option(help="只测这些行 / these lines alone")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="轮数 / rounds")] = 3,
    *,
    quick: Annotated[bool, typer.Option("--quick", help="试跑,结果不作准 / short, for trying")] = False,
    growth: Annotated[bool, typer.Option(help="含一百万件 / with the million")] = True,
    docs: Annotated[bool, typer.Option("--write-docs", help="写入 docs/bench.md / writes the document")] = False,
    profiled: Annotated[str, typer.Option("--profile", help="剖析一个进程 / profiles one of our processes")] = "",
    folder: Annotated[Path, typer.Option(hidden=True)] = FOLDER,
) -> None:
    """Measures the budgets beside the peers. Exit 0 when all was measured, 1 when something could not be."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        run = Run(console, folder.resolve(), rounds, known(only or []), quick)
        with only_one(run.folder):
            measure(run, growth=growth, profiled=profiled)
        lines = lines_of(MEASURES, run.samples)
        show(console, lines)
        keep(run.folder / "latest.json", lines)
        if docs:
            write_docs(ROOT / "docs" / "bench.md", lines, rounds)
    except (CouldNotMeasure, CannotRun) as trouble:
        console.print(f"未能测得 / could not be measured: {trouble}", style="red", markup=False)
        sys.exit(1)
    except LookupError as unknown:
        console.print(f"没有这一行 / there is no line {unknown}", style="red", markup=False)
        sys.exit(1)


if __name__ == "__main__":
    typer.run(main)
