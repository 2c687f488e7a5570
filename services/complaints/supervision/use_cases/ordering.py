"""Issuing notices by hand, and what the office and whoever is late do with them."""

from contracts.complaints import DepartmentUnknown
from contracts.people import Actor
from contracts.supervision import (
    AcknowledgeNotice,
    AnswerNotice,
    EscalateNotice,
    IssueNotice,
    LiftNotice,
    NoticeProgress,
    NoticeStep,
)
from services.complaints.storage import Departments
from services.complaints.supervision.domain import Notice, Why
from services.complaints.supervision.use_cases.desk import Supervision
from services.complaints.use_cases.redacting import Redaction


def issue_notice(
    command: IssueNotice, *, by: Actor, departments: Departments, redaction: Redaction, supervision: Supervision
) -> NoticeProgress:
    """Issues a notice by hand, to whoever has the case or the department that is named.

    Raises:
        ComplaintUnknown, CaseEnded, DepartmentUnknown, NotYourRole
    """
    complaint = supervision.complaints.get(command.case)
    if command.department is not None and departments.find(command.department) is None:
        raise DepartmentUnknown(command.department)
    department = command.department or complaint.department
    why = Why(reason=command.reason, reason_told=redaction.mask(command.reason, complaint))
    return _progress(supervision.issue(command.level, complaint.number, department, by=by, why=why))


def acknowledge_notice(command: AcknowledgeNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """Whoever is late has the notice."""
    return _progress(supervision.keep(*_seen(command, supervision).acknowledge(by=by)))


def answer_notice(command: AnswerNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """Whoever is late says what they do about it; a red one is still listed unless its case ends in time."""
    notice = _seen(command, supervision)
    answered, fact = notice.respond(command.answer, by=by)
    supervision.clocks.stop(notice.number, notice.rung.clock, at=supervision.at)
    return _progress(supervision.keep(answered, fact))


def lift_notice(command: LiftNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """The office takes a notice back."""
    return _progress(supervision.lift(_seen(command, supervision), by=by))


def escalate_notice(command: EscalateNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """A notice goes to the next level; gives the one that was issued there."""
    return _progress(supervision.escalate(_seen(command, supervision), by=by))


def _seen(command: NoticeStep, supervision: Supervision) -> Notice:
    notice = supervision.notices.get(command.number)
    notice.expect(command.version)
    return notice


def _progress(notice: Notice) -> NoticeProgress:
    return NoticeProgress(number=notice.number, version=notice.version, state=notice.state, level=notice.level)
