"""What files belong to: a case, what is to be put right, what the office looks at; and who brings them in."""

from dataclasses import dataclass

from contracts.inspection import InspectionState
from contracts.people import Role
from services.complaints.attachments.domain import DEPARTMENT, OFFICE, TAKE_NONE, Folder
from services.complaints.domain.complaint import Complaint
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.storage import Inspections
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.storage import Rectifications
from services.complaints.special_supervision.domain import AT_HOME, SpecialSupervision
from services.complaints.special_supervision.storage import SpecialSupervisions
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


def of_special_supervision(special: SpecialSupervision) -> Folder:
    """A special supervision's: each department adds to its report on itself, as long as it may."""
    return Folder(
        number=special.number,
        state=special.state,
        takes_files=special.state in AT_HOME,
        brings=OFFICE | DEPARTMENT,
        departments=frozenset(special.departments if special.is_known else ()),
    )


@dataclass(frozen=True)
class Folders:
    """Every folder, by the series of its number."""

    complaints: Complaints
    rectifications: Rectifications
    inspections: Inspections
    special_supervisions: SpecialSupervisions

    def get(self, number: str) -> Folder:
        """The folder with this number.

        Raises:
            ComplaintUnknown, RectificationUnknown, InspectionUnknown, SpecialSupervisionUnknown
        """
        if number.startswith("ZG"):
            return of_rectification(self.rectifications.get(number))
        if number.startswith("MC"):
            return of_inspection(self.inspections.get(number))
        if number.startswith("ZD"):
            return of_special_supervision(self.special_supervisions.get(number))
        return of_case(self.complaints.get(number))
