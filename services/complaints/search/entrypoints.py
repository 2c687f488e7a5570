"""What the search room does by itself: it keeps its index."""

import time

from nameko.timer import timer

from kernel.database import Transactions
from services.complaints.foundation import Foundation
from services.complaints.patience import Pace, put_off
from services.complaints.search.storage import SearchIndex

BATCH = 50
"""Complaints that are put in the index together: a worker's other messages wait no longer than they take."""


class Searching(Foundation):
    """The index follows the filings, at a pace that leaves the machine to them."""

    transactions = Transactions()
    search_pace = Pace()

    @timer(interval=1)
    def keep_search_index(self) -> None:
        """Puts new complaints in the index, as many as the second's share of time allows."""
        with put_off("search"):
            with self.transactions.transaction() as stage:
                seconds = self.search_pace.seconds(SearchIndex(stage).newest())
            end = time.monotonic() + seconds
            done = BATCH
            while done == BATCH and time.monotonic() < end:
                with self.transactions.transaction() as stage:
                    done = SearchIndex(stage).take_in(BATCH)
