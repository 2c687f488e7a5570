"""What a platform leaves in its folder when it stops."""

import shutil
from contextlib import suppress
from pathlib import Path

_STATE = ("attachments", "broker", "database", "secrets", "log")


def forget(folder: Path) -> None:
    """Removes the data, keys and logs of a platform that does not run; the next one begins with nothing."""
    for name in _STATE:
        with suppress(FileNotFoundError):
            shutil.rmtree(folder / name)
    (folder / "clock").unlink(missing_ok=True)
