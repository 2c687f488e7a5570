"""The statistics room's methods."""

import time

from nameko.timer import timer

from contracts.people import Actor
from contracts.statistics import FindStatistics, StatisticsView
from kernel.database import Stored, Transactions
from kernel.mail.entrypoints import query
from services.complaints.foundation import Foundation
from services.complaints.patience import Pace, put_off
from services.complaints.search.storage import SearchIndex
from services.complaints.statistics import use_cases
from services.complaints.statistics.storage import Figures, Tallies


class Statistics(Foundation):
    """What the city's figures are."""

    figures = Stored(Figures)
    transactions = Transactions()
    counting_pace = Pace()

    @timer(interval=1)
    def count_changes(self) -> None:
        """Counts what has changed since, as far as the second's share of time allows; names new ones to the search."""
        with put_off("counting"):
            with self.transactions.transaction() as stage:
                seconds = self.counting_pace.seconds(Tallies(stage).newest())
            end, done = time.monotonic() + seconds, use_cases.BATCH
            while done == use_cases.BATCH and time.monotonic() < end:
                with self.transactions.transaction() as stage:
                    done = use_cases.count_changes(stage, SearchIndex(stage).expect)

    @query
    def find_statistics(self, question: FindStatistics, by: Actor) -> StatisticsView:
        """The figures of a period, as of a day."""
        return use_cases.find_statistics(question, by=by, at=self.clock.now(), figures=self.figures)
