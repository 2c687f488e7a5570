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
    """As the office sees it: without who did what, which the history tells."""
    said = vars(complaint)
    return ComplaintView(**{name: said[name] for name in _SEEN}, id=str(complaint.id), assisting=[*complaint.assisting])


_SEEN = tuple(name for name in ComplaintView.__struct_fields__ if name not in {"id", "assisting"})


def status_of(
    complaint: Complaint, department: str | None, *, question: str | None = None, followed: str | None = None
) -> StatusView:
    """As its complainant sees it.

    ``department`` is the handling department's title, ``question`` what the office asked for, ``followed`` the state of
    the case that theirs was joined to.
    """
    return StatusView(
        number=complaint.number,
        state=complaint.state,
        filed_at=complaint.filed_at,
        changed_at=complaint.changed_at,
        department=department,
        due_on=complaint.due_on,
        outcome=complaint.outcome,
        question=question,
        followed=followed,
    )
