"""All clocks: one row each, found by what they belong to or by when they are to be looked at next."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select

import workdays
from contracts.clocks import ClockState
from kernel.stage import Stage, said_in
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.storage.calendars import learn_editions
from services.complaints.storage.tables import clocks

_COLUMNS = [str(column.name) for column in clocks.c]


class Clocks:
    """All clocks."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def start(
        self,
        code: str,
        subject: Subject,
        *,
        at: datetime,
        new_id: Callable[[], UUID],
        until: date | None = None,
        told: bool = False,
    ) -> Clock:
        """Starts a clock of a thing; ``until`` is a day that somebody has set, ``told`` that it is told outside."""
        self.open_of(subject.number)
        clock = Clock.start(code, subject, id=new_id(), at=at, until=until, told=told)
        self._stage.insert(clocks, _row(clock))
        self._remember(clock)
        return clock

    def welcome(self, number: str) -> None:
        """A thing that has just been made has no clocks: nobody needs to look for them."""
        self._stage.kept["clocks", number] = ()

    def stop(self, number: str, *codes: str, at: datetime, state: ClockState = ClockState.MET) -> list[Clock]:
        """Stops the open clocks of a thing, those of these codes or, without codes, all; gives what they are now."""
        stopped = [clock.stop(at, state) for clock in self.open_of(number) if not codes or clock.code in codes]
        for clock in stopped:
            self.keep(clock)
        return stopped

    def open_of(self, number: str) -> list[Clock]:
        """The clocks of a thing that still count, or will again."""
        found: tuple[Clock, ...] | None = self._stage.find("clocks", number, self._open, said_in("number"))
        return [clock for clock in found or () if clock.is_open]

    def still_open(self, claimed: Clock) -> Clock | None:
        """A claimed clock as it is now; None where something that came before in this batch has stopped it."""
        return next((clock for clock in self.open_of(claimed.number) if clock.id == claimed.id), None)

    def all_of(self, number: str) -> list[Clock]:
        """Every clock that a thing ever had, in the order in which they were started; their calendars are known."""
        query = select(clocks).where(clocks.c.number == number).order_by(clocks.c.started_at, clocks.c.id)
        found = [_clock(row) for row in self._stage.connection.execute(query)]
        if {clock.calendar_version for clock in found} - {*workdays.known()}:
            learn_editions(self._stage.connection)
        return found

    def keep(self, clock: Clock) -> None:
        """Keeps a clock that has changed."""
        self.open_of(clock.number)  # whoever asks later in this transaction sees it as it is now
        self._stage.update(clocks, _row(clock))
        self._remember(clock)

    def claim(self, *, at: datetime, limit: int) -> list[Clock]:
        """Takes clocks that have come to their next step; another process passes over them until this batch ends."""
        due = select(clocks).where(clocks.c.next_at <= at).order_by(clocks.c.next_at).limit(limit)
        return self._claimed(due)

    def claim_outdated(self, *, limit: int) -> list[Clock]:
        """Takes running clocks that were counted by another calendar than the newest."""
        newest = workdays.newest().version
        outdated = (clocks.c.state == ClockState.RUNNING) & (clocks.c.calendar_version != newest)
        return self._claimed(select(clocks).where(outdated).limit(limit))

    def _claimed(self, query: Any) -> list[Clock]:
        rows = self._stage.connection.execute(query.with_for_update(skip_locked=True))
        return [_clock(row) for row in rows]

    def _open(self, numbers: set[str]) -> dict[str, tuple[Clock, ...]]:
        query = select(clocks).where(
            clocks.c.number.in_(numbers), clocks.c.state.in_([ClockState.RUNNING, ClockState.PAUSED])
        )
        found: dict[str, tuple[Clock, ...]] = dict.fromkeys(numbers, ())
        for row in self._stage.connection.execute(query).all():
            found[row.number] = (*found[row.number], _clock(row))
        return found

    def _remember(self, clock: Clock) -> None:
        """A later message of the same batch sees what this one kept."""
        known: Iterable[Clock] | None = self._stage.kept.get(("clocks", clock.number))
        if known is not None:
            self._stage.kept["clocks", clock.number] = (*(one for one in known if one.id != clock.id), clock)


def _row(clock: Clock) -> dict[str, Any]:
    return {**vars(clock), "taken": list(clock.taken), "stretches": msgspec.to_builtins(clock.stretches)}


def _clock(row: Row[Any]) -> Clock:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Clock)
