"""Files that only their owner may read, written whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp


def write_private(file: Path, text: str) -> None:
    """Writes ``text``, in place of what was there; a reader never sees half of it."""
    _fresh(file, text).replace(file)


def keep_private(file: Path, text: str) -> str:
    """Writes ``text`` unless the file is there already; gives what the file holds, whoever wrote it first."""
    if not file.exists():
        fresh = _fresh(file, text)
        with suppress(FileExistsError):
            os.link(fresh, file)
        fresh.unlink()
    return file.read_text(encoding="utf-8")


def _fresh(file: Path, text: str) -> Path:
    """A new file beside ``file``; mkstemp gives it mode 0600."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix=f".{file.name}.", dir=file.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as fresh:
        fresh.write(text)
    return Path(name)
