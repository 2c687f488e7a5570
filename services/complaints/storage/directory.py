"""All calls, and the directory of departments."""

from sqlalchemy import select

from kernel.rows import one_of
from kernel.stage import Stage, said_in
from services.complaints.domain.call import Call
from services.complaints.domain.department import Department
from services.complaints.storage.tables import calls, departments


class Calls:
    """All calls."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def find(self, call_id: str) -> Call | None:
        """The call with the call-centre software's id."""
        found: Call | None = self._stage.find("call", call_id, self._load, said_in("call_id", "external_id"))
        return found

    def keep(self, call: Call) -> None:
        """Keeps a call that was begun or has gone on."""
        write_row = self._stage.insert if call.version == 1 else self._stage.update
        write_row(calls, vars(call))
        self._stage.kept["call", call.call_id] = call

    def _load(self, ids: set[str]) -> dict[str, Call]:
        found = self._stage.connection.execute(select(calls).where(calls.c.call_id.in_(ids)))
        return {row.call_id: Call(**row._mapping) for row in found}  # noqa: SLF001 - SQLAlchemy's public name for it


class Departments:
    """The directory."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def find(self, code: str) -> Department | None:
        """The department with this code."""
        found: Department | None = self._stage.find("department", code, self._load, said_in("department", "about"))
        return found

    def keep(self, department: Department) -> None:
        """Keeps a department that was entered or renamed."""
        write_row = self._stage.insert if department.version == 1 else self._stage.update
        write_row(departments, vars(department))
        self._stage.kept["department", department.code] = department

    def _load(self, codes: set[str]) -> dict[str, Department]:
        found = self._stage.connection.execute(_CODED, {"keys": list(codes)})
        return {row.code: Department(**row._mapping) for row in found}  # noqa: SLF001 - see above


_CODED = select(departments).where(one_of(departments.c.code))
