"""What a timer does when the database is away or another process is at its rows: it comes again later."""

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
