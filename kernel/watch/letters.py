"""What is told of every batch of letters: figures, and a log line for each letter."""

import logging
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from kernel.mail.letter import Letter
from kernel.mail.names import DEPARTMENTS
from kernel.mail.settlement import Outcome
from kernel.watch import figures

log = logging.getLogger(__name__)

Handled = Sequence[tuple[Letter, str]]
"""Letters, and what became of each in one word."""


def fate_of(outcome: Outcome) -> str:
    """What became of a command or an event, in one word."""
    if outcome.dead is not None:
        return "dead"
    if outcome.failed is not None:
        return "retried"
    if outcome.reply.refusal is not None:
        return "refused"
    return "replayed" if outcome.reply.replayed else "done"


@dataclass(frozen=True)
class Tally:
    """Counts and logs the letters of one mailbox; ``known`` are the addresses that it has methods for."""

    kind: str
    queue: str
    known: Container[str]

    def note(self, handled: Handled, *, seconds: float, now: datetime) -> None:
        """Notes a batch that took so many seconds and was done ``now``."""
        counts = Counter((self._type_of(letter), fate) for letter, fate in handled)
        for (type_, fate), number in counts.items():
            figures.LETTERS.labels(self.kind, type_, fate).inc(number)
        figures.BATCH_LETTERS.labels(self.kind).observe(len(handled))
        figures.SETTLE_SECONDS.labels(self.kind).observe(seconds)
        for letter, _ in handled:
            if letter.occurred_at is not None and letter.door != DEPARTMENTS:  # theirs is when it happened, not sent
                figures.EVENT_AGE_SECONDS.observe(max(0.0, (now - letter.occurred_at).total_seconds()))
        each = [
            {"type": self._type_of(letter), "id": letter.id, "outcome": fate, "trace_id": letter.trace_id}
            for letter, fate in handled
        ]
        said = {"queue": self.queue, "batch": len(handled), "ms": round(seconds * 1000, 1), "each": each}
        log.info("handled", extra=said)

    def _type_of(self, letter: Letter) -> str:
        """The type, if a method takes it: whatever else somebody wrote there goes into no label and no log."""
        return letter.type if letter.address in self.known else "unknown"
