"""Keeping the directory of departments."""

from collections.abc import Callable
from uuid import UUID

from contracts.complaints import DepartmentView, EnterDepartment
from kernel.history import History
from services.complaints.domain.department import Department
from services.complaints.storage import Departments


def enter_department(
    command: EnterDepartment, *, new_id: Callable[[], UUID], departments: Departments, history: History
) -> DepartmentView:
    """Enters a department, or gives it another title."""
    known = departments.find(command.code) or Department(id=new_id(), code=command.code, title=command.title)
    entered, fact = known.enter(command.title)
    if fact is not None:
        departments.keep(entered)
        history.tell(entered, fact)
    return DepartmentView(code=entered.code, title=entered.title, version=entered.version)
