"""What files belong to: a case, what is to be put right, or an inspection; and who brings them in."""

from dataclasses import dataclass

from contracts.inspection import InspectionState
from contracts.people import Role
from services.complaints.attachments.domain import DEPARTMENT, OFFICE, TAKE_NONE, Folder
from services.complaints.domain.complaint import Complaint
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.storage import Inspections
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.storage import Rectifications
from services.complaints.storage import Complaints


def of_case(complaint: Complaint) -> Folder:
    """A case's: the office, who answers the telephone and the departments that have it bring files in."""
    return Folder(
        number=complaint.number,
        state=complaint.state,
        takes_files=complaint.state not in TAKE_NONE,
        brings=OFFICE | DEPARTMENT | {Role.OPERATOR},
        departments=frozenset(filter(None, (complaint.department, *complaint.assisting))),
        complaint_id=complaint.id,
        party=complaint.party,
    )


def of_rectification(rectification: Rectification) -> Folder:
    """A rectification's: the department shows what it did, as long as something is to be put right."""
    return Folder(
        number=rectification.number,
        state=rectification.state,
        takes_files=rectification.is_open,
        brings=OFFICE | DEPARTMENT,
        departments=frozenset({rectification.department}),
    )


def of_inspection(inspection: Inspection) -> Folder:
    """An inspection's: the inspectors bring in what they saw once they have been there; no department sees it."""
    return Folder(
        number=inspection.number,
        state=inspection.state,
        takes_files=inspection.state is InspectionState.CARRIED_OUT,
        brings=frozenset({Role.INSPECTOR}),
    )


@dataclass(frozen=True)
class Folders:
    """Every folder, by the series of its number."""

    complaints: Complaints
    rectifications: Rectifications
    inspections: Inspections

    def get(self, number: str) -> Folder:
        """The folder with this number.

        Raises:
            ComplaintUnknown, RectificationUnknown, InspectionUnknown
        """
        if number.startswith("ZG"):
            return of_rectification(self.rectifications.get(number))
        if number.startswith("MC"):
            return of_inspection(self.inspections.get(number))
        return of_case(self.complaints.get(number))
