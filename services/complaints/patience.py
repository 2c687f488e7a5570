"""How a timer that follows the filings keeps out of their way, and what it does when it cannot go on now."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from kernel.engine import is_away, is_contention

log = logging.getLogger(__name__)


@contextmanager
def put_off(work: str) -> Iterator[None]:
    """Ends the block where it cannot go on now; any other error goes on its way."""
    try:
        yield
    except Exception as error:
        if not (is_away(error) or is_contention(error)):
            raise
        log.warning("%s put off", work, extra={"error": type(error).__name__})


class Pace:
    """How long a timer may work in a second: hardly while much is filed, half of it once that is over."""

    BUSY, QUIET = 0.02, 0.5
    CROWD = 50

    def __init__(self) -> None:
        self._last = 0

    def seconds(self, newest: int) -> float:
        """``newest`` is the number of the newest row that waits for it, 0 where none does; numbers grow by one."""
        arrived, self._last = newest - self._last, max(newest, self._last)
        return self.BUSY if arrived > self.CROWD else self.QUIET
