from collections.abc import Iterable
from datetime import date

from workdays.calendar import Calendar
from workdays.editions import Edition


class Shelf:
    """Calendars side by side, each an edition of its own: none is ever changed, a later one stands beside it."""

    def __init__(self, calendars: Iterable[Calendar]) -> None:
        self._calendars = sorted(calendars, key=lambda calendar: calendar.edition.rank)

    @property
    def newest(self) -> Calendar:
        """The one by which is counted now."""
        return self._calendars[-1]

    @property
    def known(self) -> tuple[str, ...]:
        """The versions, the newest last."""
        return tuple(calendar.version for calendar in self._calendars)

    def in_force(self, day: date) -> Calendar:
        """The one by which was counted on a day: the newest of those that were there then."""
        there = (calendar for calendar in reversed(self._calendars) if calendar.edition.since <= day)
        return next(there, self._calendars[0])

    def load(self, version: str) -> Calendar:
        """The one of a version.

        Raises:
            ValueError: there is none.
        """
        for calendar in self._calendars:
            if calendar.version == version:
                return calendar
        raise ValueError(f"no calendar version {version!r}; known are {', '.join(self.known)}")

    def learn(self, edition: Edition) -> None:
        """Puts an edition in its place; one that stands there stays."""
        if edition.version not in self.known:
            self._calendars = sorted([*self._calendars, Calendar(edition)], key=lambda one: one.edition.rank)
