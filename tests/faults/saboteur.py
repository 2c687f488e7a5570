"""Starts a process of the platform with fail points in its seams: ``python -m tests.faults.saboteur gateway FOLDER``.

It stands in for ``python -m kernel.process NAME`` and ``python -m gateway``. Planted bugs, named in a file of the
folder, are put in too. The product is imported late and by name: a seam that has moved ends the process at its start.
"""

import importlib
import runpy
import sys
from pathlib import Path

from tests.faults.points import Points


def start(process: str, folder: Path) -> None:
    """Becomes the process."""
    module = "gateway" if process == "gateway" else "kernel.process"
    importlib.import_module("gateway.app" if process == "gateway" else module)  # a service is made green first
    seams = importlib.import_module("tests.faults.seams")
    points = Points(folder, process)
    if process == "gateway":
        seams.open_gateway(points)
    else:
        seams.open_service(points, process)
    planted = folder / f"{process}.planted"
    if planted.exists():
        _plant(planted.read_text(encoding="ascii").split())
    sys.argv = [module, process]
    sys.modules.pop(module, None)  # it is run once more, as the main module
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _plant(names: list[str]) -> None:
    bugs = importlib.import_module("tests.faults.bugs")
    for name in names:
        (bugs.HINDRANCES[name] if name in bugs.HINDRANCES else bugs.BUGS[name].plant)()


if __name__ == "__main__":
    start(sys.argv[1], Path(sys.argv[2]))
