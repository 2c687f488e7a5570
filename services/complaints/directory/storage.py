"""All entries of the directory."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import RowMapping, Table, select

from contracts.directory import DepartmentNotEntered, DirectoryStep, FindDepartment, Post, Unit
from contracts.people import Role
from contracts.supervision import Addressee
from kernel.stage import Stage
from services.complaints.directory.domain.entry import Entry
from services.complaints.directory.domain.ladder import Ladder
from services.complaints.directory.domain.posts import unit_of
from services.complaints.directory.domain.tenure import Appointment, Publication
from services.complaints.directory.tables import appointments, publications
from services.complaints.domain.department import Department
from services.complaints.storage import Departments
from services.complaints.storage.tables import departments

Period = TypeVar("Period", Appointment, Publication)


class Entries:
    """The departments with their posts and phones; an entry is loaded whole, since it has a handful of rows."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._departments = Departments(stage)

    def get(self, code: str) -> Entry:
        """The entry with this code.

        Raises:
            DepartmentNotEntered: when there is none.
        """
        department = self._departments.find(code)
        if department is None:
            raise DepartmentNotEntered(code)
        return self._entry(department)

    def holder(self, code: str, post: Post, on: date) -> UUID | None:
        """Who holds a post of a unit on a day; None where it is vacant, or the directory has no such unit."""
        return next((held.party for held in self._appointments(code) if held.post is post and held.covers(on)), None)

    def director(self, on: date) -> tuple[Addressee, ...]:
        """Whom the office's director is told by on a day; where the post is vacant, the next rung."""
        return Ladder(None, partial(self.holder, on=on)).reach((Role.DIRECTOR,))

    def all_holders(self, post: Post, on: date) -> list[Appointment]:
        """Who holds a post on a day, in every unit that has it, by the units' codes."""
        query = select(appointments).where(appointments.c.post == post).order_by(appointments.c.department)
        found = (_period(row, Appointment) for row in self._stage.connection.execute(query).mappings())
        return [held for held in found if held.covers(on)]

    def title_of(self, code: str) -> str:
        """What a unit is called; its code where the directory does not have it."""
        department = self._departments.find(code)
        return code if department is None else department.title

    def departments(self) -> list[str]:
        """The codes of all departments: neither the office nor the leading group is one."""
        codes = self._stage.connection.scalars(select(departments.c.code).order_by(departments.c.code))
        return [code for code in codes if unit_of(code) is Unit.DEPARTMENT]

    def page(self, *, after: str | None, limit: int) -> list[Entry]:
        """The entries by their code, ``after`` the one with this code; never more than ``limit``."""
        query = select(departments).order_by(departments.c.code).limit(limit)
        if after is not None:
            query = query.where(departments.c.code > after)
        found = [Department(**row._mapping) for row in self._stage.connection.execute(query)]  # noqa: SLF001 - SQLAlchemy's public name for it
        codes = {department.code for department in found}
        held, published = self._load_appointments(codes), self._load_publications(codes)
        return [Entry(department=one, appointments=held[one.code], publications=published[one.code]) for one in found]

    def keep(self, entry: Entry, changed: Appointment | Publication) -> None:
        """Keeps an entry in which one period is new or has ended."""
        self._departments.keep(entry.department)
        table = appointments if isinstance(changed, Appointment) else publications
        write_row = self._stage.insert if changed.until is None else self._stage.update
        write_row(table, vars(changed))
        self._stage.kept["appointments", entry.code] = entry.appointments
        self._stage.kept["publications", entry.code] = entry.publications

    def _entry(self, department: Department) -> Entry:
        published = self._stage.find("publications", department.code, self._load_publications, _asked)
        return Entry(department=department, appointments=self._appointments(department.code), publications=published)

    def _appointments(self, code: str) -> tuple[Appointment, ...]:
        found: tuple[Appointment, ...] = self._stage.find("appointments", code, self._load_appointments, _asked)
        return found

    def _load_appointments(self, codes: Iterable[str]) -> dict[str, tuple[Appointment, ...]]:
        return self._load(appointments, Appointment, codes)

    def _load_publications(self, codes: Iterable[str]) -> dict[str, tuple[Publication, ...]]:
        return self._load(publications, Publication, codes)

    def _load(self, table: Table, kind: type[Any], codes: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """The periods of some departments, in the order in which they were entered; of each, if only none."""
        found: dict[str, list[Any]] = defaultdict(list)
        query = select(table).where(table.c.department.in_(codes)).order_by(table.c.id)
        for row in self._stage.connection.execute(query).mappings():
            found[row["department"]].append(_period(row, kind))
        return {code: tuple(found[code]) for code in codes}


def _period(row: RowMapping, kind: type[Period]) -> Period:
    return msgspec.convert({str(name): value for name, value in row.items()}, kind)


def _asked(contract: object) -> str | None:
    return contract.code if isinstance(contract, DirectoryStep | FindDepartment) else None
