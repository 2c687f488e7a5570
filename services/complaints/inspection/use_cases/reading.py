"""What may be asked about inspections and findings, and by whom."""

from typing import Any

from contracts.complaints import NotYourRole, SealedView
from contracts.inspection import (
    FindFinding,
    FindFindings,
    FindingFile,
    FindingNotYours,
    FindingPage,
    FindingView,
    FindInspection,
    FindInspections,
    InspectionFile,
    InspectionPage,
    InspectionPaper,
    InspectionState,
    InspectionView,
    ReadInspectionPlan,
)
from contracts.people import Actor, Role
from contracts.wire import write
from services.complaints.domain.oversight import Oversight
from services.complaints.domain.paper import Paper
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.storage import InspectionFindings, Inspections
from services.complaints.inspection.tables import inspection_findings
from services.complaints.inspection.use_cases.desk import InspectionDesk
from services.complaints.storage import Vault, page_after
from services.complaints.storage.papers import Papers

OVERSIGHT = Oversight(
    (Role.OFFICER, Role.DIRECTOR, Role.ADMIN, Role.LEADER, Role.REVIEWER, Role.INSPECTOR), FindingNotYours
)

KNOWERS = (Role.DIRECTOR, Role.INSPECTOR)
"""Who may see a plan: who made it, and the pair that carries it out."""

_SHOWN = [field for field in InspectionView.__struct_fields__ if field != "id"]
_SHOWN_OF_FINDINGS = [field for field in FindingView.__struct_fields__ if field not in {"id", "evidence"}]
_SHOWN_OF_PAPERS = [field for field in InspectionPaper.__struct_fields__ if field != "attachments"]


def find_inspection(
    query: FindInspection, *, inspections: Inspections, findings: InspectionFindings, papers: Papers
) -> InspectionFile:
    """One inspection with its record and its findings.

    Raises:
        InspectionUnknown
    """
    inspection = inspections.get(query.number)
    found = findings.page({"inspection": inspection.number}, after=None, limit=100)
    return InspectionFile(
        **_fields_of(inspection),
        papers=[_paper_view(paper) for paper in papers.of(inspection.id)],
        findings=[FindingView(**_finding_fields(finding)) for finding in reversed(found)],
    )


def find_inspections(query: FindInspections, *, inspections: Inspections) -> InspectionPage:
    """A page of inspections, the newest first."""
    wanted = {"state": query.state, "mode": query.mode, "department": query.department}
    found = inspections.page(wanted, after=page_after(query.after), limit=query.limit)
    following = str(found[-1].id) if len(found) == query.limit else None
    return InspectionPage(inspections=[InspectionView(**_fields_of(one)) for one in found], next=following)


def read_inspection_plan(query: ReadInspectionPlan, desk: InspectionDesk, *, vault: Vault) -> SealedView:
    """The plan, sealed to the gateway; who looked and why is written down.

    Raises:
        InspectionUnknown, NotYourRole, NotOfThePair
    """
    inspection = desk.inspections.get(query.number)
    if not desk.by.is_any_of(*KNOWERS):
        raise NotYourRole("read_inspection_plan", ", ".join(sorted(KNOWERS)))
    drawn = desk.plan_of(inspection)
    if not desk.by.is_any_of(Role.DIRECTOR):
        inspection.need_one_of(drawn, desk.by)
    vault.note(id=desk.new_id(), reader=desk.by.id, reason=query.reason, at=desk.at, party=inspection.id)
    return SealedView(sealed=desk.keys.seal("gateway", write(drawn)))


def find_finding(query: FindFinding, *, by: Actor, findings: InspectionFindings, papers: Papers) -> FindingFile:
    """One finding with its papers; a department sees its own, once it was served.

    Raises:
        FindingUnknown, FindingNotYours
    """
    finding = findings.get(query.number)
    OVERSIGHT.check(finding.number, [finding.department] if finding.is_served else [], by)
    return FindingFile(**_finding_fields(finding), papers=[_paper_view(paper) for paper in papers.of(finding.id)])


def find_findings(query: FindFindings, *, by: Actor, findings: InspectionFindings) -> FindingPage:
    """A page of findings, the newest first; a department sees its own, once they were served.

    Raises:
        Forbidden: to whoever neither oversees departments nor belongs to one.
    """
    wanted = {
        "state": query.state,
        "inspection": query.inspection,
        "category": query.category,
        "department": OVERSIGHT.department_of(by, query.department),
    }
    served = () if OVERSIGHT.covers(by) else (inspection_findings.c.answer_until.is_not(None),)
    found = findings.page(wanted, *served, after=page_after(query.after), limit=query.limit)
    following = str(found[-1].id) if len(found) == query.limit else None
    return FindingPage(findings=[FindingView(**_finding_fields(one)) for one in found], next=following)


def _fields_of(inspection: Inspection) -> dict[str, Any]:
    """What may be shown; where it goes is not, as long as it is only planned."""
    shown = {"id": str(inspection.id), **{name: getattr(inspection, name) for name in _SHOWN}}
    return shown if inspection.state is not InspectionState.PLANNED else {**shown, "department": None}


def _finding_fields(finding: InspectionFinding) -> dict[str, Any]:
    said = {name: getattr(finding, name) for name in _SHOWN_OF_FINDINGS}
    return {"id": str(finding.id), "evidence": list(finding.evidence), **said}


def _paper_view(paper: Paper) -> InspectionPaper:
    return InspectionPaper(
        **{name: getattr(paper, name) for name in _SHOWN_OF_PAPERS}, attachments=list(paper.attachments)
    )
