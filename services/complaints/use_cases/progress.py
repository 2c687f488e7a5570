"""What is answered about a complaint."""

from contracts.complaints import ComplaintView, Progress, Registered
from services.complaints.domain.complaint import Complaint


def progress_of(complaint: Complaint) -> Progress:
    """Where it stands after a command."""
    return Progress(
        id=str(complaint.id),
        number=complaint.number,
        version=complaint.version,
        state=complaint.state,
    )


def registered(complaint: Complaint, chain_head: bytes | None, *, filed_by_another: bool = False) -> Registered:
    """The same after its registration, with the head of the chain that began with it.

    ``filed_by_another`` says that it was there before, and that another client had filed it.
    """
    head = chain_head.hex() if chain_head else None
    said = vars(complaint)
    stands = {name: said[name] for name in ("number", "version", "state")}
    return Registered(
        id=str(complaint.id),
        **stands,
        registered_at=complaint.filed_at,
        chain_head=head,
        filed_by_another=filed_by_another,
    )


def view_of(complaint: Complaint) -> ComplaintView:
    """As the office sees it: without who did what, which the history tells."""
    said = vars(complaint)
    return ComplaintView(**{name: said[name] for name in _SEEN}, id=str(complaint.id), assisting=[*complaint.assisting])


_SEEN = tuple(name for name in ComplaintView.__struct_fields__ if name not in {"id", "assisting"})
