"""What is answered about a complaint."""

from contracts.complaints import ComplaintView, Progress, StatusView
from services.complaints.domain.complaint import Complaint


def progress_of(complaint: Complaint) -> Progress:
    """Where it stands after a command."""
    return Progress(
        id=str(complaint.id),
        number=complaint.number,
        version=complaint.version,
        state=complaint.state,
    )


def view_of(complaint: Complaint) -> ComplaintView:
    """As the office sees it."""
    return ComplaintView(
        id=str(complaint.id),
        number=complaint.number,
        version=complaint.version,
        state=complaint.state,
        channel=complaint.channel,
        category=complaint.category,
        mode=complaint.mode,
        filed_at=complaint.filed_at,
        changed_at=complaint.changed_at,
        source=complaint.source,
        external_id=complaint.external_id,
        about=complaint.about,
        department=complaint.department,
        due_on=complaint.due_on,
        finding=complaint.finding,
        outcome=complaint.outcome,
    )


def status_of(complaint: Complaint, department: str | None) -> StatusView:
    """As its complainant sees it; ``department`` is the handling department's title."""
    return StatusView(
        number=complaint.number,
        state=complaint.state,
        filed_at=complaint.filed_at,
        changed_at=complaint.changed_at,
        department=department,
        due_on=complaint.due_on,
        outcome=complaint.outcome,
    )
