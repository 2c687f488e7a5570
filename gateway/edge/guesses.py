"""Counting wrong receipts: whoever shows too many for one number has to wait, whether the number exists or not."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from contracts.complaints import ReceiptUnknown
from contracts.receipts import ReceiptLocked
from gateway.edge import figures
from gateway.edge.caller import Asked

ALLOWED = 5
"""Wrong receipts for one number from one address."""

WAIT = 3600.0
"""Seconds from the last of them in which no further one is looked at."""

KNOWN = 10_000
"""Pairs of address and number that are remembered; the oldest are forgotten first."""

Pair = tuple[str, str]


class _Wrong(NamedTuple):
    times: int
    last: float


class Guesses:
    """The wrong receipts that this process has seen. A complainant's own address is not locked by somebody else's."""

    def __init__(self, now: Callable[[], float] = time.monotonic, known: int = KNOWN) -> None:
        self._now = now
        self._known = known
        self._wrong: OrderedDict[Pair, _Wrong] = OrderedDict()

    @contextmanager
    def counted(self, request: Asked, number: str) -> Iterator[None]:
        """Around whatever shows a receipt to a service.

        Raises:
            ReceiptLocked: after too many wrong ones; also for a right one.
        """
        pair = (request.client.host if request.client else "", number)
        self.check(pair)
        try:
            yield
        except ReceiptUnknown:
            self.add(pair)
            raise
        self._wrong.pop(pair, None)

    def check(self, pair: Pair) -> None:
        """Raises ``ReceiptLocked`` with the seconds to wait, after too many wrong ones."""
        wrong = self._wrong.get(pair, _Wrong(0, 0.0))
        left = wrong.last + WAIT - self._now()
        if wrong.times >= ALLOWED and left > 0:
            raise ReceiptLocked(str(int(left) + 1))

    def add(self, pair: Pair) -> None:
        """Counts a wrong one; those before the wait are forgiven."""
        figures.RECEIPTS_WRONG.inc()
        now = self._now()
        wrong = self._wrong.pop(pair, _Wrong(0, now))
        times = wrong.times if now - wrong.last < WAIT else 0
        self._wrong[pair] = _Wrong(times + 1, now)
        if len(self._wrong) > self._known:
            self._wrong.popitem(last=False)
