"""What the city may set otherwise: `<what>-<version>.toml`; the newest version counts, older ones replay."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


def versions(what: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """The versions of ``what`` that there are, the oldest first: 2026.9 before 2026.10."""
    named = re.compile(rf"{what}-(\d+(?:\.\d+)*)\.toml")
    found = (named.fullmatch(file.name) for file in folder.iterdir())
    return tuple(sorted((name[1] for name in found if name), key=lambda version: [int(n) for n in version.split(".")]))


@cache
def read(what: str, version: str | None = None, folder: Path = FOLDER) -> dict[str, Any]:
    """One table of settings, as its file says it, with its ``version``; read once in the life of a process.

    Raises:
        LookupError: when there is no such version.
    """
    known = versions(what, folder)
    wanted = version or (known[-1] if known else "")
    if wanted not in known:
        raise LookupError(f"no {what} {wanted}; there are {', '.join(known) or 'none'}")
    return tomllib.loads((folder / f"{what}-{wanted}.toml").read_text(encoding="utf-8")) | {"version": wanted}
