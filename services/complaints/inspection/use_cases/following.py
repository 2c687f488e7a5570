"""What follows from a finding that holds: it is put right, or a case is opened of the office's own motion."""

import hashlib
from collections.abc import Callable

from contracts.complaints import Channel, FileComplaint, Mode, Testimony
from contracts.inspection import FindingProgress, OpenCaseOnFinding, RectifyFinding
from contracts.rectification import OrderRectification, RectificationKind, RectificationProgress
from services.complaints.domain.categories import category_of
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import year_of
from services.complaints.domain.paper import Paper
from services.complaints.inspection.domain.finding import InspectionFinding
from services.complaints.inspection.use_cases.desk import InspectionDesk
from services.complaints.inspection.use_cases.finding import RECORD
from services.complaints.storage import Testimonies
from services.complaints.use_cases.moving import Bench

Order = Callable[[OrderRectification], RectificationProgress]
"""Orders a rectification in the same transaction, by the same official."""


def rectify(command: RectifyFinding, desk: InspectionDesk, *, order: Order) -> FindingProgress:
    """Orders the department to put right what was found; the order's origin is the finding.

    Raises:
        FindingUnknown, Outdated, NotYourRole, MoveNotAllowed,
        Invalid: for a day that is past or too far away.
    """
    finding = desk.findings.at_version(command.number, command.version)
    finding.follow("", **desk.act)  # refused before anything is ordered
    found = _record_of(finding, desk)
    ordered = order(
        OrderRectification(
            kind=RectificationKind.DEPARTMENT_WIDE,
            problem=found.text,
            cause=found.cause or "",
            origin=finding.number,
            category=finding.category,
            department=finding.department,
            due_on=command.due_on,
        )
    )
    return desk.keep_finding(finding.follow(ordered.number, **desk.act))


def open_case(
    command: OpenCaseOnFinding, desk: InspectionDesk, *, bench: Bench, testimonies: Testimonies
) -> FindingProgress:
    """Opens a case about the department of the office's own motion (主动立案); it has no complainant and no receipt.

    Raises:
        FindingUnknown, Outdated, NotYourRole, MoveNotAllowed
    """
    finding = desk.findings.at_version(command.number, command.version)
    finding.follow("", **desk.act)  # refused before a number is taken
    found = _record_of(finding, desk)
    complaint, fact = Complaint.file(
        _filing(finding, nobodys=str(desk.new_id())),
        id=desk.new_id(),
        number=desk.numbers.next(year_of(desk.at), "TS"),
        at=desk.at,
        party=None,
        language="zh",
        content_print=found.id.hex,
        severity=category_of(finding.category).severity,
    )
    bench.add((complaint, fact))
    testimonies.add(complaint.id, Testimony(title=f"检查发现 {finding.number}", text=found.text))
    return desk.keep_finding(finding.follow(complaint.number, **desk.act))


def _filing(finding: InspectionFinding, *, nobodys: str) -> FileComplaint:
    """The registration; the finding's number is its external id, so that it is registered once."""
    return FileComplaint(
        channel=Channel.INSPECTION,
        category=finding.category,
        testimony="",
        receipt_hash=hashlib.sha256(nobodys.encode()).hexdigest(),
        source="inspection",
        external_id=finding.number,
        mode=Mode.ANONYMOUS,
        about=finding.department,
    )


def _record_of(finding: InspectionFinding, desk: InspectionDesk) -> Paper:
    return next(paper for paper in desk.papers.of(finding.id) if paper.act == RECORD)
