"""What holding somebody to account may rest on."""

from collections.abc import Callable

from contracts.accountability import GroundNotSubstantiated, GroundOfAnother, GroundUnknown
from contracts.complaints import ComplaintUnknown, Finding
from contracts.inspection import FindingUnknown
from contracts.rectification import RectificationUnknown
from services.complaints.inspection.storage import InspectionFindings
from services.complaints.rectification.storage import Rectifications
from services.complaints.storage import Complaints

SUBSTANTIATED = (Finding.SUBSTANTIATED, Finding.PARTLY)


class Grounds:
    """Complaints and findings of inspections that hold, and rectifications, by the series of their numbers."""

    def __init__(self, complaints: Complaints, rectifications: Rectifications, findings: InspectionFindings) -> None:
        self._complaints = complaints
        self._rectifications = rectifications
        self._findings = findings
        self._series: dict[str, Callable[[str], set[str | None]]] = {
            "TS": self._of_complaint,
            "ZG": self._of_rectification,
            "FX": self._of_finding,
        }

    def check(self, ground: str, department: str) -> None:
        """Checks that a ground exists, was found true, and is this department's matter.

        Raises:
            GroundUnknown, GroundNotSubstantiated, GroundOfAnother
        """
        departments_of = self._series.get(ground[:2])
        if departments_of is None:
            raise GroundUnknown(ground)
        if department not in departments_of(ground):
            raise GroundOfAnother(ground, department)

    def _of_complaint(self, number: str) -> set[str | None]:
        """Whoever is complained of, and whoever handles it."""
        try:
            complaint = self._complaints.get(number)
        except ComplaintUnknown:
            raise GroundUnknown(number) from None
        if complaint.finding not in SUBSTANTIATED:
            raise GroundNotSubstantiated(number, complaint.finding or "-")
        return {complaint.about, complaint.department}

    def _of_rectification(self, number: str) -> set[str | None]:
        """Whoever is to put it right."""
        try:
            return {self._rectifications.get(number).department}
        except RectificationUnknown:
            raise GroundUnknown(number) from None

    def _of_finding(self, number: str) -> set[str | None]:
        """Whoever was inspected; what is disputed, or not answered yet, accuses nobody."""
        try:
            finding = self._findings.get(number)
        except FindingUnknown:
            raise GroundUnknown(number) from None
        if not finding.holds:
            raise GroundNotSubstantiated(number, finding.state)
        return {finding.department}
