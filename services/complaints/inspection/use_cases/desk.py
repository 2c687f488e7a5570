"""What every act of an inspection stands on, and what every act ends with."""

from dataclasses import dataclass

from contracts.departments import FindingRuledOn
from contracts.inspection import DrawnPlan, FindingProgress, InspectionProgress
from kernel.sealing import KeyRing
from services.complaints.attachments.storage import Attachments
from services.complaints.inspection.domain.finding import FindingMoved, InspectionFinding
from services.complaints.inspection.domain.inspection import Inspection, Moved
from services.complaints.inspection.domain.lots import Draw
from services.complaints.inspection.storage import InspectionFindings, InspectionPlans, Inspections
from services.complaints.use_cases.desk import RoomDesk

CONFIRMATION = "finding_confirmation"
WINDOW = "inspection_window"


@dataclass(frozen=True, kw_only=True)
class InspectionDesk(RoomDesk):
    """The desk with inspections, plans and findings on it; ``draw`` is how the lot falls."""

    keys: KeyRing
    draw: Draw
    inspections: Inspections
    plans: InspectionPlans
    findings: InspectionFindings
    attachments: Attachments

    def plan_of(self, inspection: Inspection) -> DrawnPlan:
        """The plan of an inspection, in the clear for this act alone."""
        return self.plans.of(inspection, keys=self.keys)

    def keep(self, moved: Moved) -> InspectionProgress:
        """Keeps an inspection that has moved, tells the fact, and answers where it stands."""
        inspection, fact = moved
        self.inspections.keep(inspection)
        self.history.tell(inspection, fact)
        return progress_of(inspection)

    def keep_finding(self, moved: FindingMoved) -> FindingProgress:
        """Keeps a finding that has moved, tells the fact, and answers where it stands."""
        finding, fact = moved
        self.findings.keep(finding)
        self.history.tell(finding, fact)
        return finding_progress(finding)


def rule(finding: InspectionFinding, desk: RoomDesk, reason: str | None = None) -> None:
    """Tells the department's own queue what became of a finding that it has."""
    if finding.is_served:
        ruling = FindingRuledOn(number=finding.number, version=finding.version, state=finding.state, reason=reason)
        desk.send(finding, ruling, finding.department)


def progress_of(inspection: Inspection) -> InspectionProgress:
    """Where an inspection stands after a command."""
    return InspectionProgress(
        id=str(inspection.id), number=inspection.number, version=inspection.version, state=inspection.state
    )


def finding_progress(finding: InspectionFinding) -> FindingProgress:
    """Where a finding stands after a command."""
    return FindingProgress(
        id=str(finding.id),
        number=finding.number,
        version=finding.version,
        state=finding.state,
        follow_up=finding.follow_up,
    )
