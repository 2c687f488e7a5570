"""All notices."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select

from contracts.supervision import FindNotices, Level, NoticeState, NoticeUnknown
from kernel.stage import Stage, said_in
from services.complaints.supervision.domain import OPEN, Notice
from services.complaints.supervision.tables import notices

_COLUMNS = [str(column.name) for column in notices.c]
_asked = said_in("number")


class Notices:
    """All notices."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def keep(self, notice: Notice) -> None:
        """Keeps a notice that was issued or has moved."""
        self.open_of(notice.case)
        write_row = self._stage.insert if notice.version == 1 else self._stage.update
        write_row(notices, vars(notice) | {"addressees": msgspec.to_builtins(notice.addressees)})
        self._stage.kept["notice", notice.number] = notice
        known = self._stage.kept["open notices", notice.case]
        others = tuple(one for one in known if one.id != notice.id)
        self._stage.kept["open notices", notice.case] = (*others, notice)

    def get(self, number: str) -> Notice:
        """The notice with this number.

        Raises:
            NoticeUnknown: when there is none.
        """
        found: Notice | None = self._stage.find("notice", number, self._by_number, _asked)
        if found is None:
            raise NoticeUnknown(number)
        return found

    def open_of(self, case: str) -> list[Notice]:
        """The notices about a case that are open."""
        found: tuple[Notice, ...] | None = self._stage.find(
            "open notices", case, self._by_case, said_in("case", "number")
        )
        return [notice for notice in found or () if notice.state in OPEN]

    def open_at(self, case: str, level: Level) -> Notice | None:
        """The notice about a case that is open at a level."""
        return next((notice for notice in self.open_of(case) if notice.level is level), None)

    def was_lifted_by_hand(self, case: str, level: Level, clock: str, since: datetime) -> bool:
        """Whether somebody has lifted a notice of this level that a clock has issued since it began."""
        query = select(notices.c.id).where(
            notices.c.case == case,
            notices.c.level == level,
            notices.c.clock == clock,
            notices.c.issued_at >= since,
            notices.c.state == NoticeState.LIFTED,
            notices.c.lifted_for.is_(None),
        )
        return self._stage.connection.execute(query.limit(1)).first() is not None

    def page(self, asked: FindNotices, department: str | None, after: UUID | None) -> list[Notice]:
        """The newest notices that fit, ``after`` the one with this id; never more than were asked for."""
        query = select(notices).order_by(notices.c.id.desc()).limit(asked.limit)
        wanted = {"case": asked.case, "department": department, "level": asked.level, "state": asked.state}
        for name, value in wanted.items():
            if value is not None:
                query = query.where(notices.c[name] == value)
        if after is not None:
            query = query.where(notices.c.id < after)
        return [_notice(row) for row in self._stage.connection.execute(query)]

    def _by_number(self, numbers: set[str]) -> dict[str, Notice]:
        found = self._stage.connection.execute(select(notices).where(notices.c.number.in_(numbers)))
        return {row.number: _notice(row) for row in found}

    def _by_case(self, cases: set[str]) -> dict[str, tuple[Notice, ...]]:
        query = select(notices).where(notices.c.case.in_(cases), notices.c.state.in_(OPEN))
        found: dict[str, tuple[Notice, ...]] = dict.fromkeys(cases, ())
        for row in self._stage.connection.execute(query):
            found[row.case] = (*found[row.case], _notice(row))
        return found


def _notice(row: Row[Any]) -> Notice:
    return msgspec.convert(dict(zip(_COLUMNS, row, strict=True)), Notice)
