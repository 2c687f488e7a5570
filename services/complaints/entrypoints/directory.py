"""The directory of departments."""

from uuid_utils.compat import uuid7

from contracts import complaints as says
from kernel.mail.entrypoints import command
from services.complaints.foundation import Foundation
from services.complaints.use_cases import directory


class Directory(Foundation):
    """Who handles what."""

    @command
    def enter_department(self, order: says.EnterDepartment) -> says.DepartmentView:
        """Enters a department in the directory."""
        return directory.enter_department(order, new_id=uuid7, departments=self.departments, history=self.history)
