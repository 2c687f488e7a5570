"""Fail points: places in a process's work where the campaign can have it die by kill -9.

They live outside the product's code: ``saboteur`` starts the processes and puts them into the seams. A point is armed
through a file while its process runs; the file is gone once the point has fired, so that the next start is clean.
"""

import os
from pathlib import Path
from signal import SIGKILL

MAILBOX = ("after_receive", "after_insert", "before_commit", "after_commit", "before_acknowledge", "after_acknowledge")
RELAY = ("relay_before_publish", "relay_after_publish", "relay_after_mark")
HANDOVER = ("handover_before_publish", "handover_after_publish", "handover_after_forget")
"""The relay's too: parcels for departments, which the complaints service alone sends."""
DELIVERY = ("delivery_after_claim", "delivery_after_send", "delivery_after_record")
GATEWAY = ("gateway_before_publish", "gateway_after_publish", "gateway_before_answer")

ALL = (*MAILBOX, *RELAY, *HANDOVER, *DELIVERY, *GATEWAY)

EARLY = ("handover_after_declare", "publisher_after_send")
"""On the way into the queue of a department that is not connected yet; the second lies before the broker's confirm.

In the campaign every department is connected: ``tests/integration/kernel/test_relay.py`` has a process die there.
"""


class Trigger:
    """Where the campaign arms the points of one process; ``folder`` is shared with that process."""

    def __init__(self, folder: Path, process: str) -> None:
        self._order = folder / f"{process}.point"

    def arm(self, point: str, turn: int = 1) -> None:
        """Has the process die when it reaches ``point`` for the ``turn``-th time from now on."""
        fresh = self._order.with_suffix(".new")
        fresh.write_text(f"{point} {turn}", encoding="ascii")
        fresh.replace(self._order)

    def disarm(self) -> None:
        """Takes back what has not fired."""
        self._order.unlink(missing_ok=True)

    @property
    def has_fired(self) -> bool:
        """Whether the armed point has fired."""
        return not self._order.exists()


class Points:
    """The points of the process that this is."""

    def __init__(self, folder: Path, process: str) -> None:
        self._order = folder / f"{process}.point"
        self._order_read_at = 0
        self._turns = 0

    def reach(self, point: str) -> None:
        """Dies here if the campaign wants it."""
        try:
            changed = self._order.stat().st_mtime_ns
            wanted, turn = self._order.read_text(encoding="ascii").split()
        except (FileNotFoundError, ValueError):
            return
        if changed != self._order_read_at:
            self._order_read_at, self._turns = changed, 0
        if wanted != point:
            return
        self._turns += 1
        if self._turns >= int(turn):
            self._order.unlink()
            os.kill(os.getpid(), SIGKILL)
