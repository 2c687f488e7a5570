"""Recording what an inspection finds, and what the department says to it."""

from collections.abc import Iterator

from contracts.complaints import MoveNotAllowed
from contracts.departments import FindingServed
from contracts.inspection import (
    AttestFinding,
    ConfirmFinding,
    DisputeFinding,
    DropFinding,
    FindingProgress,
    FindingState,
    InspectionState,
    RecordFinding,
    UpholdFinding,
)
from services.complaints.attachments.evidence import Claim, check_evidence
from services.complaints.domain.categories import check_category
from services.complaints.domain.clocks import last_day
from services.complaints.domain.deadlines import year_of
from services.complaints.domain.redaction import redact
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.domain.inspection import Inspection
from services.complaints.inspection.domain.life_cycle import FINDING
from services.complaints.inspection.use_cases.desk import CONFIRMATION, InspectionDesk, finding_progress, rule

SERIES = "FX"
"""发现."""

RECORD = "record"


def record(command: RecordFinding, desk: InspectionDesk) -> FindingProgress:
    """One of the pair records a finding, without what tells a passer-by; nobody else has it yet.

    Raises:
        NotYourRole, InspectionUnknown, Outdated, MoveNotAllowed, NotOfThePair, OwnDepartment, CategoryUnknown,
        Invalid: naming the evidence that is not among the inspection's files, or has another hash.
    """
    inspection = desk.inspections.at_version(command.number, command.version)
    FINDING.find_first(RECORD, desk.by)
    department = _place_of(inspection)
    inspection.need_one_of(desk.plan_of(inspection), desk.by)
    check_category(command.category)
    check_evidence(_claims(command), numbers=[inspection.number], department=None, attachments=desk.attachments)
    found, fact = InspectionFinding.record(
        **desk.act,
        id=desk.new_id(),
        number=desk.numbers.next(year_of(desk.at), SERIES),
        inspection=inspection.number,
        department=department,
        category=command.category,
        gravity=command.gravity,
        evidence=tuple(evidence.sha256 for evidence in command.evidence),
    )
    desk.findings.add(found)
    attachments = tuple(evidence.attachment for evidence in command.evidence)
    problem, rule = redact(command.problem, None), redact(command.rule, None)
    desk.write(found, RECORD, problem, cause=rule, attachments=attachments)
    desk.clocks.welcome(found.number)
    desk.history.tell(found, fact)
    return finding_progress(found)


def attest(command: AttestFinding, desk: InspectionDesk) -> FindingProgress:
    """The other of the pair has seen the same: the department has three working days to confirm or dispute it."""
    recorded = desk.findings.at_version(command.number, command.version)
    served, fact = recorded.attest(answer_until=last_day(CONFIRMATION, desk.at), **desk.act)
    _need_the_pair(recorded, desk)
    progress = desk.keep_finding((served, fact))
    desk.start(CONFIRMATION, served)
    _serve(served, desk)
    return progress


def confirm(command: ConfirmFinding, desk: InspectionDesk) -> FindingProgress:
    """The department says that it is so."""
    confirmed, fact = desk.findings.at_version(command.number, command.version).confirm(**desk.act)
    progress = desk.keep_finding((confirmed, fact))
    desk.write(confirmed, "confirm", command.statement)
    desk.stop(confirmed, CONFIRMATION)
    return progress


def dispute(command: DisputeFinding, desk: InspectionDesk) -> FindingProgress:
    """The department says that it is not so: the director decides."""
    disputed, fact = desk.findings.at_version(command.number, command.version).dispute(**desk.act)
    progress = desk.keep_finding((disputed, fact))
    desk.write(disputed, "dispute", command.statement)
    desk.stop(disputed, CONFIRMATION)
    return progress


def uphold(command: UpholdFinding, desk: InspectionDesk) -> FindingProgress:
    """The director holds that it is so nevertheless."""
    upheld, fact = desk.findings.at_version(command.number, command.version).uphold(**desk.act)
    progress = desk.keep_finding((upheld, fact))
    desk.write(upheld, "uphold", command.reason)
    rule(upheld, desk, command.reason)
    return progress


def drop(command: DropFinding, desk: InspectionDesk) -> FindingProgress:
    """It does not hold; a department that has it is told so."""
    recorded = desk.findings.at_version(command.number, command.version)
    dropped, fact = recorded.drop(**desk.act)
    if recorded.state is FindingState.RECORDED:
        _need_the_pair(recorded, desk)
    progress = desk.keep_finding((dropped, fact))
    desk.write(dropped, "drop", command.reason)
    rule(dropped, desk, command.reason)
    return progress


def _place_of(inspection: Inspection) -> str:
    """Where the pair has been: something is found only there."""
    if inspection.state is not InspectionState.CARRIED_OUT or inspection.department is None:
        refused = MoveNotAllowed("record_finding", inspection.state)
        refused.allowed = inspection.life_cycle.allowed_from(inspection.state)
        raise refused
    return inspection.department


def _claims(command: RecordFinding) -> Iterator[Claim]:
    """The photos and recordings that are named, with what they hashed to."""
    for place, evidence in enumerate(command.evidence):
        yield Claim(f"/evidence/{place}/attachment", evidence.attachment, evidence.sha256)


def _need_the_pair(finding: InspectionFinding, desk: InspectionDesk) -> None:
    inspection = desk.inspections.get(finding.inspection)
    inspection.need_one_of(desk.plan_of(inspection), desk.by)


def _serve(finding: InspectionFinding, desk: InspectionDesk) -> None:
    """Hands a finding to the department's own queue."""
    paper = next(paper for paper in desk.papers.of(finding.id) if paper.act == RECORD)
    served = FindingServed(
        finding=str(finding.id),
        number=finding.number,
        version=finding.version,
        inspection=finding.inspection,
        category=finding.category,
        gravity=finding.gravity,
        problem=paper.text,
        rule=paper.cause or "",
        answer_until=finding.answer_until or last_day(CONFIRMATION, desk.at),
    )
    desk.send(finding, served, finding.department)
