"""One platform per folder: a lock that the kernel lets go of when its holder dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingcha.local.troubles import AlreadyRunning


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Holds the lock of ``folder``.

    Raises:
        AlreadyRunning: when another process holds it.
    """
    (folder / "run").mkdir(parents=True, exist_ok=True)
    file = os.open(_lock_of(folder), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _lock(file, fcntl.LOCK_EX):
            raise AlreadyRunning(folder)
        yield
    finally:
        os.close(file)


def is_held(folder: Path) -> bool:
    """Says whether a platform runs on ``folder``."""
    if not _lock_of(folder).exists():
        return False
    file = os.open(_lock_of(folder), os.O_RDONLY)
    try:
        return not _lock(file, fcntl.LOCK_SH)
    finally:
        os.close(file)


def _lock_of(folder: Path) -> Path:
    return folder / "run" / "lock"


def _lock(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
