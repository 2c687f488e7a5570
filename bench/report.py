"""What a run has found: a table on the screen, ``latest.json`` for programs, and the table in ``docs/bench.md``."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from bench.figures import Line
from bench.load import CouldNotMeasure

BEGIN, END = "<!-- bench: begin, written by `make bench` -->", "<!-- bench: end -->"

HEADINGS = ("名称 name", "值 value", "单位 unit", "对比 against", "比值 ratio", "预算 budget", "达到 met")


WIDTH = 140


def show(console: Console, lines: Sequence[Line]) -> None:
    """The table on the screen."""
    table = Table(box=None, header_style="bold")
    for place, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="right" if place in {1, 4} else "left", no_wrap=True)
    for line in lines:
        table.add_row(*_cells(line), style="red" if line.met is False else None)
    console.print(table, width=max(console.width, WIDTH))  # where nobody looks, the width is a guess


def keep(file: Path, lines: Sequence[Line]) -> None:
    """The lines as JSON."""
    file.write_bytes(msgspec.json.format(msgspec.json.encode(lines)) + b"\n")


def write_docs(file: Path, lines: Sequence[Line], rounds: int) -> None:
    """Puts the table in its place in the document.

    Raises:
        CouldNotMeasure: when the document has no place for it.
    """
    text = file.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise CouldNotMeasure(f"{file.name} has no place for the table")
    rows = [HEADINGS, tuple("---" for _ in HEADINGS), *(_cells(line) for line in lines)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    said = f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}, {rounds} rounds"
    file.write_text(f"{before}{begin}\n{said}\n\n{table}\n{end}{after}", encoding="utf-8")


def _cells(line: Line) -> tuple[str, ...]:
    met = {True: "✔", False: "✘", None: ""}[line.met]
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    return line.name, f"{line.value:,.1f}", line.unit, line.against or "", ratio, line.budget or "", met
