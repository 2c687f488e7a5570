"""Issuing notices by hand, and what the office and whoever is late do with them."""

from contracts.complaints import DepartmentUnknown, NotYourRole
from contracts.people import Actor, Role
from contracts.supervision import (
    AcknowledgeNotice,
    AnswerNotice,
    EscalateNotice,
    IssueNotice,
    LiftNotice,
    NoticeProgress,
    NoticeStep,
)
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.storage import Departments
from services.complaints.supervision.domain import Notice, Why, check_issuer
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
    _check_not_in_own_matter("issue", complaint, by)
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
    """Whoever may issue a notice of its level takes it back; the leading group, where it is about the office itself.

    Raises:
        NotYourRole, MoveNotAllowed
    """
    notice = _seen(command, supervision)
    check_issuer(notice.level, by)
    _check_not_in_own_matter("lift", supervision.complaint(notice.case), by)
    return _progress(supervision.lift(notice, by=by))


def escalate_notice(command: EscalateNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """A notice goes to the next level; gives the one that was issued there.

    Raises:
        NotYourRole, CaseEnded, NoHigherLevel, MoveNotAllowed
    """
    notice = _seen(command, supervision)
    _check_not_in_own_matter("escalate", supervision.complaint(notice.case), by)
    return _progress(supervision.escalate(notice, by=by))


def _check_not_in_own_matter(action: str, complaint: Complaint | None, by: Actor) -> None:
    """Nobody is urged, or spared, in a complaint about the office by the office (信访工作条例第三十条)."""
    if complaint is not None and complaint.about == THE_OFFICE and not by.is_any_of(Role.LEADER):
        raise NotYourRole(action, Role.LEADER)


def _seen(command: NoticeStep, supervision: Supervision) -> Notice:
    notice = supervision.notices.get(command.number)
    notice.expect(command.version)
    return notice


def _progress(notice: Notice) -> NoticeProgress:
    return NoticeProgress(number=notice.number, version=notice.version, state=notice.state, level=notice.level)
