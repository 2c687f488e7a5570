"""What issuing and moving notices stands on, and what every act of it comes to."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from contracts.clocks import ClockState
from contracts.departments import NoticeLifted, NoticeServed
from contracts.directory import Post
from contracts.people import Actor
from contracts.supervision import Addressee, CaseEnded, Level, LiftedFor, SupervisionFact
from kernel.history import History
from kernel.mail.names import department_queue
from kernel.mail.parcels import Parcels
from services.complaints.directory.domain.ladder import Ladder
from services.complaints.directory.storage import Entries
from services.complaints.domain.clocks import Subject
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.deadlines import day_of, year_of
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.storage import Clocks, Complaints, Numbers
from services.complaints.supervision.domain import OVER, RUNGS, STANDING, Notice, Why, check_issuer
from services.complaints.supervision.storage import Notices

SERIES = "DB"
"""督办."""

COMPLAINTS = "TS-"
"""What the numbers of complaints begin with: a notice may be about an instruction or a rectification too."""


@dataclass(frozen=True)
class Supervision:
    """What issuing and moving notices stands on."""

    at: datetime
    new_id: Callable[[], UUID]
    history: History
    complaints: Complaints
    notices: Notices
    clocks: Clocks
    numbers: Numbers
    parcels: Parcels
    entries: Entries

    def issue(self, level: Level, case: str, department: str | None, *, by: Actor, why: Why) -> Notice:
        """Issues a notice; one that is open about the case at this level is given instead.

        Raises:
            ComplaintUnknown, CaseEnded, NotYourRole
        """
        check_issuer(level, by)
        self._check_goes_on(case)
        known = self.notices.open_at(case, level)
        if known is not None:
            return known
        return self._issue(level, case, department, by=by, why=why)

    def escalate(self, notice: Notice, *, by: Actor) -> Notice:
        """Ends a notice and issues the one above it.

        Raises:
            CaseEnded, NoHigherLevel, NotYourRole, MoveNotAllowed
        """
        escalated, fact = notice.escalate(by=by, at=self.at)
        self._check_goes_on(notice.case)
        self.end(escalated, fact)
        return self.issue(notice.higher, notice.case, notice.department, by=by, why=notice.why)

    def lift(self, notice: Notice, *, by: Actor, lifted_for: LiftedFor | None = None) -> Notice:
        """Ends a notice, since what it asked for is done or not asked any more; its department hears of it."""
        lifted, fact = notice.lift(by=by, at=self.at, lifted_for=lifted_for)
        told = NoticeLifted(
            notice=str(lifted.id),
            number=lifted.number,
            case=lifted.case,
            level=lifted.level,
            lifted_at=self.at,
            lifted_for=lifted_for,
        )
        self._hand(lifted, told)
        return self.end(lifted, fact)

    def end(self, ended: Notice, fact: SupervisionFact) -> Notice:
        """Keeps a notice that has ended: neither an answer is waited for, nor is it listed."""
        self.clocks.stop(ended.number, at=self.at, state=ClockState.CANCELLED)
        return self.keep(ended, fact)

    def keep(self, notice: Notice, fact: SupervisionFact) -> Notice:
        """Keeps a notice with its fact."""
        self.notices.keep(notice)
        self.history.tell(notice, fact)
        return notice

    def serve(self, notice: Notice) -> None:
        """What a department must act on goes to its own queue."""
        if notice.answer_by is None:
            return
        served = NoticeServed(
            notice=str(notice.id),
            number=notice.number,
            case=notice.case,
            level=notice.level,
            clock=notice.clock,
            ground=notice.ground,
            reason=notice.reason_told,
            issued_at=notice.issued_at,
            answer_by=notice.answer_by,
            posts=notice.posts,
        )
        self._hand(notice, served)

    def complaint(self, case: str) -> Complaint | None:
        """The complaint that a notice is about; None where it is about something else.

        Raises:
            ComplaintUnknown
        """
        return self.complaints.get(case) if case.startswith(COMPLAINTS) else None

    def is_over(self, case: str) -> bool:
        """Whether nobody is urged any more about a case."""
        complaint = self.complaint(case)
        return complaint is not None and complaint.state in OVER

    def _hand(self, notice: Notice, told: NoticeServed | NoticeLifted) -> None:
        if notice.department is not None:
            id_ = f"{notice.id}.{notice.version}"
            self.parcels.send(department_queue(notice.department), told, id=id_, service="complaints")

    def _check_goes_on(self, case: str) -> None:
        if self.is_over(case):
            raise CaseEnded(case)

    def _issue(self, level: Level, case: str, department: str | None, *, by: Actor, why: Why) -> Notice:
        id_, number = self.new_id(), self.numbers.next(year_of(self.at), SERIES)
        notice, fact = Notice.issue(
            level,
            id=id_,
            number=number,
            case=case,
            department=department,
            answer_by=self._wind(level, case, Subject(kind="notice", id=id_, number=number, department=department)),
            by=by,
            at=self.at,
            why=why,
            addressees=self._ladder(department).reach(RUNGS[level].to),
            **self._circulation(department) if level is Level.RED else {},
        )
        self.serve(notice)
        return self.keep(notice, fact)

    def _wind(self, level: Level, case: str, subject: Subject) -> date:
        """Starts the clocks of a notice, which stand still as long as its case does; gives the day of the answer."""
        rung, complaint = RUNGS[level], self.complaint(case)
        codes = (rung.clock, rung.lists) if rung.lists else (rung.clock,)
        clocks = [self.clocks.start(code, subject, at=self.at, new_id=self.new_id) for code in codes]
        if complaint is not None and complaint.state in STANDING:
            for clock in clocks:
                self.clocks.keep(clock.pause(self.at))
        return clocks[0].due_on

    def _circulation(self, department: str | None) -> dict[str, Any]:
        """Whom a red notice is made known to (通报), and of whom: the liaison of every department."""
        liaisons = self.entries.all_holders(Post.LIAISON, on=day_of(self.at))
        circulated = tuple(
            Addressee(department=one.department, post=one.post, party=str(one.party)) for one in liaisons
        )
        return {"circulated": circulated, "title": self.entries.title_of(department or THE_OFFICE)}

    def _ladder(self, department: str | None) -> Ladder:
        """The posts above whoever is late, as the directory has them today."""
        return Ladder(department, partial(self.entries.holder, on=day_of(self.at)))
