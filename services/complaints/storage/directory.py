"""All calls, and the directory of departments."""

from dataclasses import asdict

from sqlalchemy import select

from kernel.stage import Stage
from services.complaints.domain.call import Call
from services.complaints.domain.department import Department
from services.complaints.storage.tables import calls, departments


class Calls:
    """All calls."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def find(self, call_id: str) -> Call | None:
        """The call with the call-centre software's id."""
        kept: Call | None = self._stage.kept.get(("call", call_id))
        if kept is None:
            row = self._stage.connection.execute(select(calls).where(calls.c.call_id == call_id)).first()
            kept = None if row is None else Call(**row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
        return kept

    def keep(self, call: Call) -> None:
        """Keeps a call that was begun or has gone on."""
        write_row = self._stage.insert if call.version == 1 else self._stage.update
        write_row(calls, asdict(call))
        self._stage.kept["call", call.call_id] = call


class Departments:
    """The directory."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def find(self, code: str) -> Department | None:
        """The department with this code."""
        kept: Department | None = self._stage.kept.get(("department", code))
        if kept is None:
            row = self._stage.connection.execute(select(departments).where(departments.c.code == code)).first()
            kept = None if row is None else Department(**row._mapping)  # noqa: SLF001 - see above
        return kept

    def keep(self, department: Department) -> None:
        """Keeps a department that was entered or renamed."""
        write_row = self._stage.insert if department.version == 1 else self._stage.update
        write_row(departments, asdict(department))
        self._stage.kept["department", department.code] = department
