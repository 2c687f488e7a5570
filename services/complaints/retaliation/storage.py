"""The cases under watch, and all alarms."""

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select

from contracts.retaliation import AlarmUnknown, FindAlarms
from kernel.stage import Stage, said_in
from services.complaints.retaliation.domain import Deed, RetaliationAlarm, Watched
from services.complaints.retaliation.tables import retaliation_alarms, watched

_COLUMNS = [str(column.name) for column in retaliation_alarms.c]
_asked = said_in("number")


class Watchlist:
    """The closed cases under watch; of an enterprise it knows the keyed hash alone."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, case: Watched) -> None:
        """Puts a case under watch."""
        self._stage.insert(watched, vars(case))

    def cases_of(self, deed: Deed, enterprise_hash: str) -> tuple[str, ...]:
        """The cases that a deed may be the answer to: of the same enterprise, about the same department, in time."""
        query = (
            select(watched.c.case)
            .where(
                watched.c.enterprise_hash == enterprise_hash,
                watched.c.department == deed.department,
                watched.c.until >= deed.done_on,
                watched.c.since <= deed.done_on,
            )
            .distinct()
            .order_by(watched.c.case)
        )
        return tuple(self._stage.connection.scalars(query))


class Alarms:
    """All alarms."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def keep(self, alarm: RetaliationAlarm) -> None:
        """Keeps an alarm that was raised or has moved."""
        write_row = self._stage.insert if alarm.version == 1 else self._stage.update
        write_row(retaliation_alarms, {**vars(alarm), "cases": list(alarm.cases)})
        self._stage.kept["alarm", alarm.number] = alarm
        self._stage.kept["alarm of a deed", (alarm.deed, alarm.department, alarm.reference)] = alarm

    def get(self, number: str) -> RetaliationAlarm:
        """The alarm with this number.

        Raises:
            AlarmUnknown: when there is none.
        """
        found: RetaliationAlarm | None = self._stage.find("alarm", number, self._by_number, _asked)
        if found is None:
            raise AlarmUnknown(number)
        return found

    def has(self, deed: Deed) -> bool:
        """Whether there is an alarm about a deed."""
        key = ("alarm of a deed", (deed.kind, deed.department, deed.reference))
        if key not in self._stage.kept:
            alarms = retaliation_alarms.c
            same = (alarms.deed == deed.kind, alarms.department == deed.department, alarms.reference == deed.reference)
            row = self._stage.connection.execute(select(retaliation_alarms).where(*same)).first()
            self._stage.kept[key] = None if row is None else _alarm(row)
        return self._stage.kept[key] is not None

    def page(self, asked: FindAlarms, after: UUID | None) -> list[RetaliationAlarm]:
        """The newest alarms that fit, ``after`` the one with this id; never more than were asked for."""
        query = select(retaliation_alarms).order_by(retaliation_alarms.c.id.desc()).limit(asked.limit)
        for name, value in {"state": asked.state, "department": asked.department}.items():
            if value is not None:
                query = query.where(retaliation_alarms.c[name] == value)
        if after is not None:
            query = query.where(retaliation_alarms.c.id < after)
        return [_alarm(row) for row in self._stage.connection.execute(query)]

    def _by_number(self, numbers: set[str]) -> dict[str, RetaliationAlarm]:
        query = select(retaliation_alarms).where(retaliation_alarms.c.number.in_(numbers))
        return {row.number: _alarm(row) for row in self._stage.connection.execute(query)}


def _alarm(row: Row[Any]) -> RetaliationAlarm:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), RetaliationAlarm)
