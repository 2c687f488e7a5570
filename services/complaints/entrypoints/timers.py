"""What time brings about."""

from datetime import datetime
from functools import partial
from time import monotonic
from typing import Protocol

from eventlet import tpool
from nameko.timer import timer

from kernel.database import Transactions
from kernel.stage import Stage
from kernel.watch.census import Counted
from services.complaints.consequences import CONSEQUENCES
from services.complaints.figures import count_clocks
from services.complaints.foundation import Foundation
from services.complaints.patience import put_off
from services.complaints.receipts.figures import count_soft
from services.complaints.receipts.hashing import harden
from services.complaints.receipts.storage import SoftReceipts
from services.complaints.receipts.use_cases import harden_receipts, may_go_on
from services.complaints.sweeping import BATCH, recount, sweep
from services.complaints.use_cases.lapsing import follow_closed, move_due_day


class Work(Protocol):
    """One batch of it, on one transaction; gives how much it was."""

    def __call__(self, stage: Stage, *, at: datetime) -> int:
        """Does it."""


HARDENING = 5.0
"""Seconds of every ten in which receipts are hardened at most: 1.7 million a day."""


def harden_few(stage: Stage, *, at: datetime) -> bool:
    """Hardens a few receipts, each in a thread of its own, so that the others go on; gives whether to go on with it."""
    soft = SoftReceipts(stage)
    hardened = harden_receipts(soft, at=at, harden=partial(tpool.execute, harden))
    return may_go_on(soft, hardened, at=at)


class Timers(Foundation):
    """Clocks are looked at each second; what was due while nobody looked is due now."""

    transactions = Transactions()
    clocks_due = Counted(count_clocks)
    receipts_to_harden = Counted(count_soft)

    @timer(interval=1)
    def sweep_clocks(self) -> None:
        """Takes the steps that clocks have come to."""
        closed = partial(follow_closed, keys=self.keys)
        self._until_done(partial(sweep, consequences=CONSEQUENCES, closed=closed))

    @timer(interval=60)
    def recount_clocks(self) -> None:
        """Counts clocks again when there is a newer calendar."""
        self._until_done(partial(recount, follow=move_due_day))

    @timer(interval=10)
    def harden_receipts(self) -> None:
        """Keeps the receipts of an hour ago as argon2id: a few, and what has piled up once few are filed."""
        end = monotonic() + HARDENING
        with put_off("hardening"):
            while self._harden_few() and monotonic() < end:
                pass

    def _harden_few(self) -> bool:
        with self.transactions.transaction() as stage:
            return harden_few(stage, at=self.clock.now())

    def _until_done(self, work: Work) -> None:
        """Works batch by batch, each in a transaction of its own; what another process is at comes later."""
        done = BATCH
        with put_off("sweep"):
            while done == BATCH:
                with self.transactions.transaction() as stage:
                    done = work(stage, at=self.clock.now())
