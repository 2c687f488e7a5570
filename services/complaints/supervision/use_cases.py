"""Issuing notices, by hand and by the clock, and moving them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from contracts.clocks import ClockState
from contracts.complaints import DepartmentUnknown, NotYourCase
from contracts.departments import NoticeServed
from contracts.people import Actor
from contracts.supervision import (
    AcknowledgeNotice,
    AnswerNotice,
    EscalateNotice,
    FindNotice,
    FindNotices,
    IssueNotice,
    Level,
    LiftNotice,
    NoticeGround,
    NoticePage,
    NoticeProgress,
    NoticeStep,
    NoticeView,
    SupervisionFact,
)
from kernel.history import History
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from services.complaints.directory.domain.ladder import Ladder
from services.complaints.directory.storage import Entries
from services.complaints.domain.clocks import Clock, Subject
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.storage import Clocks, Complaints, Departments, Numbers, page_after
from services.complaints.supervision.domain import LIFE_CYCLE, RUNGS, Notice
from services.complaints.supervision.storage import Notices

SERIES = "DB"
"""督办."""


@dataclass(frozen=True)
class Supervision:
    """What issuing and moving notices stands on."""

    at: datetime
    new_id: Callable[[], UUID]
    history: History
    notices: Notices
    clocks: Clocks
    numbers: Numbers
    parcels: Parcels
    entries: Entries

    def issue(
        self,
        level: Level,
        case: str,
        department: str | None,
        *,
        by: Actor,
        clock: str | None = None,
        ground: NoticeGround | None = None,
        reason: str | None = None,
    ) -> Notice:
        """Issues a notice; one that is open about the case at this level is given instead."""
        known = self.notices.open_at(case, level)
        if known is not None:
            return known
        id_, number = self.new_id(), self.numbers.next(year_of(self.at), SERIES)
        subject = Subject(kind="notice", id=id_, number=number, department=department)
        answer = self.clocks.start(RUNGS[level].clock, subject, at=self.at, new_id=self.new_id)
        notice, fact = Notice.issue(
            level,
            id=id_,
            number=number,
            case=case,
            department=department,
            answer_by=answer.due_on,
            by=by,
            at=self.at,
            clock=clock,
            ground=ground,
            reason=reason,
            addressees=self._ladder(department).reach(RUNGS[level].to),
        )
        self._serve(notice)
        return self.keep(notice, fact)

    def escalate(self, notice: Notice, *, by: Actor) -> Notice:
        """Ends a notice and issues the one above it.

        Raises:
            NoHigherLevel, NotYourRole, MoveNotAllowed
        """
        escalated, fact = notice.escalate(by=by, at=self.at)
        self.end_clock(notice, ClockState.CANCELLED)
        self.keep(escalated, fact)
        return self.issue(
            notice.higher, notice.case, notice.department, by=by, clock=notice.clock, ground=notice.ground
        )

    def lift(self, notice: Notice, *, by: Actor) -> Notice:
        """Ends a notice, since what it asked for is done."""
        lifted, fact = notice.lift(by=by, at=self.at)
        self.end_clock(notice, ClockState.CANCELLED)
        return self.keep(lifted, fact)

    def keep(self, notice: Notice, fact: SupervisionFact) -> Notice:
        """Keeps a notice with its fact."""
        self.notices.keep(notice)
        self.history.tell(notice, fact)
        return notice

    def end_clock(self, notice: Notice, state: ClockState = ClockState.MET) -> None:
        """Its answer is not waited for any more."""
        self.clocks.stop(notice.number, at=self.at, state=state)

    def _ladder(self, department: str | None) -> Ladder:
        """The posts above whoever is late, as the directory has them today."""
        return Ladder(department, partial(self.entries.holder, on=day_of(self.at)))

    def _serve(self, notice: Notice) -> None:
        """What a department must act on goes to its own queue."""
        if notice.department is None or notice.answer_by is None:
            return
        served = NoticeServed(
            notice=str(notice.id),
            number=notice.number,
            case=notice.case,
            level=notice.level,
            clock=notice.clock,
            ground=notice.ground,
            issued_at=notice.issued_at,
            answer_by=notice.answer_by,
            posts=notice.posts,
        )
        self.parcels.send(
            department_queue(notice.department), served, id=f"{notice.id}.{notice.version}", service="complaints"
        )


def issue_notice(
    command: IssueNotice, *, by: Actor, complaints: Complaints, departments: Departments, supervision: Supervision
) -> NoticeProgress:
    """Issues a notice by hand, to whoever has the case or the department that is named.

    Raises:
        ComplaintUnknown, DepartmentUnknown, NotYourRole
    """
    complaint = complaints.get(command.case)
    LIFE_CYCLE.find_first("issue", by)
    if command.department is not None and departments.find(command.department) is None:
        raise DepartmentUnknown(command.department)
    department = command.department or complaint.department
    notice = supervision.issue(command.level, complaint.number, department, by=by, reason=command.reason)
    return _progress(notice)


def acknowledge_notice(command: AcknowledgeNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """Whoever is late has the notice."""
    return _progress(supervision.keep(*_seen(command, supervision).acknowledge(by=by)))


def answer_notice(command: AnswerNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """Whoever is late says what they do about it."""
    notice = _seen(command, supervision)
    answered, fact = notice.respond(command.answer, by=by)
    supervision.end_clock(notice)
    return _progress(supervision.keep(answered, fact))


def lift_notice(command: LiftNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """The office takes a notice back."""
    return _progress(supervision.lift(_seen(command, supervision), by=by))


def escalate_notice(command: EscalateNotice, *, by: Actor, supervision: Supervision) -> NoticeProgress:
    """A notice goes to the next level; gives the one that was issued there."""
    return _progress(supervision.escalate(_seen(command, supervision), by=by))


def lift_for(clock: Clock, *, by: Actor, supervision: Supervision) -> None:
    """A clock that was late is not late any more: once no clock of its case is, what clocks have issued is lifted.

    A case has one open notice a level, whichever of its clocks was the first to be late.
    """
    others = (other for other in supervision.clocks.open_of(clock.number) if other.rule.supervised)
    if not clock.taken or any(other.taken for other in others):
        return
    for notice in supervision.notices.open_of(clock.number):
        if notice.clock is not None:
            supervision.lift(notice, by=by)


def find_notice(query: FindNotice, *, by: Actor, notices: Notices) -> NoticeView:
    """One notice; a department sees its own alone.

    Raises:
        NoticeUnknown, NotYourCase
    """
    notice = notices.get(query.number)
    if by.department and notice.department != by.department:
        raise NotYourCase(query.number, by.department)
    return _view(notice)


def find_notices(query: FindNotices, *, by: Actor, notices: Notices) -> NoticePage:
    """A page of notices, the newest first; a department sees its own alone."""
    found = notices.page(query, by.department or query.department, page_after(query.after))
    following = str(found[-1].id) if len(found) == query.limit else None
    return NoticePage(notices=[_view(notice) for notice in found], next=following)


def _seen(command: NoticeStep, supervision: Supervision) -> Notice:
    notice = supervision.notices.get(command.number)
    notice.expect(command.version)
    return notice


def _progress(notice: Notice) -> NoticeProgress:
    return NoticeProgress(number=notice.number, version=notice.version, state=notice.state, level=notice.level)


def _view(notice: Notice) -> NoticeView:
    said = vars(notice)
    seen = {name: said[name] for name in NoticeView.__struct_fields__ if name != "to"}
    return NoticeView(**seen, to=list(notice.rung.to))
