"""The one clock of the platform. Time is a dependency: nobody else asks the operating system what time it is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


class Clock:
    """Tells the time, moved by the seconds that ``file`` holds; without a file it is the real time.

    Every process of a platform reads the same file, so a test or the demo lets weeks pass for all of them at once.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._read_at: int | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC) + self.offset

    @property
    def offset(self) -> timedelta:
        """How far this clock stands from the real one."""
        if self._file is not None:
            self._look(self._file)
        return self._offset

    def _look(self, file: Path) -> None:
        try:
            changed = file.stat().st_mtime_ns
            if changed != self._read_at:
                self._offset = timedelta(seconds=float(file.read_text(encoding="ascii") or 0))
                self._read_at = changed
        except FileNotFoundError:
            self._offset = timedelta()

    def move(self, by: timedelta) -> None:
        """Moves every clock that reads the same file.

        Raises:
            ValueError: when this clock has no file, as in production.
        """
        if self._file is None:
            raise ValueError("this clock cannot be moved: MINGCHA_CLOCK_FILE is not set")
        fresh = self._file.with_suffix(".new")
        fresh.write_text(str((self.offset + by).total_seconds()), encoding="ascii")
        fresh.replace(self._file)
