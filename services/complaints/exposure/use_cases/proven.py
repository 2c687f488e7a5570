"""What may be exposed: what was found true of a department, and checked."""

from dataclasses import dataclass

from contracts.complaints import ComplaintUnknown, Finding, Reporter, State
from contracts.exposure import ExposureGroundUnknown, ExposureOfAnother, NothingToExpose
from contracts.inspection import FindingUnknown
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.storage import InspectionFindings
from services.complaints.storage import Complaints, Vault

SUBSTANTIATED = (Finding.SUBSTANTIATED, Finding.PARTLY)
CHECKED = (State.VERIFIED, State.CLOSED, State.FINALISED, State.ARCHIVED)
"""Complaints whose answer another person than its author has verified, and which nobody reviews at present."""

FINDINGS = "FX"
"""The series of inspections' findings; every other number is looked for among the complaints."""


@dataclass(frozen=True)
class ProvenMatters:
    """Complaints that were found true and verified, and findings of inspections that hold."""

    complaints: Complaints
    findings: InspectionFindings
    vault: Vault
    keys: KeyRing

    def category_of(self, ground: str, department: str) -> str:
        """The category of what was found true of this department.

        Raises:
            ExposureGroundUnknown, NothingToExpose, ExposureOfAnother
        """
        matter = self._matter(ground)
        if isinstance(matter, InspectionFinding):
            holds, stands, departments = matter.holds, str(matter.state), {matter.department}
        else:
            holds = matter.finding in SUBSTANTIATED and matter.state in CHECKED
            stands = f"{matter.state}, {matter.finding or '-'}"
            departments = {matter.about or "", matter.department or ""}
        if not holds:
            raise NothingToExpose(ground, stands)
        if department not in departments:
            raise ExposureOfAnother(ground, department)
        return matter.category

    def reporter_of(self, ground: str) -> Reporter | None:
        """Who must not be told from it; an inspection has no complainant.

        Raises:
            ExposureGroundUnknown
        """
        matter = self._matter(ground)
        if isinstance(matter, InspectionFinding) or matter.party is None:
            return None
        return self.vault.find(matter.party, keys=self.keys)

    def _matter(self, ground: str) -> Complaint | InspectionFinding:
        try:
            return self.findings.get(ground) if ground.startswith(FINDINGS) else self.complaints.get(ground)
        except (ComplaintUnknown, FindingUnknown):
            raise ExposureGroundUnknown(ground) from None
