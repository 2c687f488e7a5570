"""Moving a complaint along its life cycle."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from contracts.complaints import (
    AcceptComplaint,
    CloseComplaint,
    DepartmentUnknown,
    DispatchComplaint,
    Progress,
    ReplyToComplaint,
    SignComplaint,
    VerifyComplaint,
)
from contracts.departments import CaseHandedOver
from contracts.people import Actor
from kernel.history import History
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from kernel.sealing import KeyRing
from services.complaints.domain.complaint import Complaint, Moved
from services.complaints.domain.deadlines import answer_due
from services.complaints.domain.redaction import redact
from services.complaints.storage import Complaints, Departments, Testimonies, Vault
from services.complaints.use_cases.progress import progress_of


def accept_complaint(
    command: AcceptComplaint, *, by: Actor, at: datetime, complaints: Complaints, history: History
) -> Progress:
    """The office takes the complaint on."""
    complaint = complaints.at_version(command.number, command.version)
    return _keep(complaint.accept(by=by, at=at), complaints, history)


def dispatch_complaint(  # noqa: PLR0913 - what dispatching stands on
    command: DispatchComplaint,
    *,
    by: Actor,
    at: datetime,
    keys: KeyRing,
    complaints: Complaints,
    departments: Departments,
    testimonies: Testimonies,
    vault: Vault,
    parcels: Parcels,
    history: History,
) -> Progress:
    """The office hands the complaint to a department; the redacted case goes to that department's own queue.

    Raises:
        DepartmentUnknown: when the directory does not have it.
    """
    complaint = complaints.at_version(command.number, command.version)
    if departments.find(command.department) is None:
        raise DepartmentUnknown(command.department)
    moved = complaint.dispatch(command.department, due_on=answer_due(at), by=by, at=at)
    title, text = testimonies.get(complaint.id)
    reporter = vault.find(complaint.party, keys=keys) if complaint.party else None
    name = reporter.name if reporter else None
    _hand_over(moved[0], redact(title, name), redact(text, name), parcels)
    return _keep(moved, complaints, history)


def sign_complaint(
    command: SignComplaint, *, by: Actor, at: datetime, complaints: Complaints, history: History
) -> Progress:
    """The department signs for the complaint."""
    complaint = complaints.at_version(command.number, command.version)
    return _keep(complaint.sign(by=by, at=at), complaints, history)


def reply_to_complaint(
    command: ReplyToComplaint,
    *,
    by: Actor,
    at: datetime,
    new_id: Callable[[], UUID],
    complaints: Complaints,
    testimonies: Testimonies,
    history: History,
) -> Progress:
    """The department answers the complaint."""
    complaint = complaints.at_version(command.number, command.version)
    moved = complaint.reply(command.finding, by=by, at=at)
    testimonies.answer(moved[0], id=new_id(), measures=command.measures, basis=command.basis)
    return _keep(moved, complaints, history)


def verify_complaint(
    command: VerifyComplaint, *, by: Actor, at: datetime, complaints: Complaints, history: History
) -> Progress:
    """The office has checked the answer."""
    complaint = complaints.at_version(command.number, command.version)
    return _keep(complaint.verify(by=by, at=at), complaints, history)


def close_complaint(
    command: CloseComplaint, *, by: Actor, at: datetime, complaints: Complaints, history: History
) -> Progress:
    """The office closes the complaint."""
    complaint = complaints.at_version(command.number, command.version)
    return _keep(complaint.close(command.outcome, by=by, at=at), complaints, history)


def _keep(moved: Moved, complaints: Complaints, history: History) -> Progress:
    complaint, fact = moved
    complaints.keep(complaint)
    history.tell(complaint, fact)
    return progress_of(complaint)


def _hand_over(complaint: Complaint, title: str, text: str, parcels: Parcels) -> None:
    if complaint.department is None or complaint.due_on is None:
        raise LookupError("only a dispatched complaint is handed over")
    case = CaseHandedOver(
        complaint=str(complaint.id),
        number=complaint.number,
        version=complaint.version,
        category=complaint.category,
        title=title,
        text=text,
        dispatched_at=complaint.changed_at,
        due_on=complaint.due_on,
    )
    message_id = f"{complaint.id}.{complaint.version}.{complaint.department}"
    parcels.send(department_queue(complaint.department), case, id=message_id, service="complaints")
