"""From the dispatch to the answer."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Self

import workdays
from contracts.complaints import (
    AdjudicationNeeded,
    CeilingExtended,
    ClockClass,
    ComplainantContacted,
    ComplaintDispatched,
    ComplaintDueMoved,
    ComplaintExtended,
    ComplaintFact,
    ComplaintResumed,
    ComplaintSigned,
    ComplaintSuspended,
    ContactMissing,
    ContactResult,
    DutyAdjudicated,
    ExtendedBefore,
    ExtensionDenied,
    ExtensionRequested,
    Handling,
    InThePast,
    InvestigationStarted,
    MediationEnded,
    MediationHeld,
    NotProposed,
    OfficeAccused,
    ReturnGranted,
    ReturnRefused,
    ReturnRequested,
    SectionAccused,
    State,
    SuspensionGround,
    TooLate,
    TooLong,
)
from contracts.people import Actor
from services.complaints.domain.case import Case
from services.complaints.domain.deadlines import day_of
from services.complaints.domain.life_cycle import THE_OFFICE as OFFICE

LEADING_GROUP = "leading_group"
"""The reserved code of the directory for whom the office answers to."""

RETURNED_WITHIN = 2
"""Working days after the dispatch in which a case may be returned (Shandong, 12345)."""

RULED_FROM = 2
"""The return that the office does not decide any more: the director rules."""

SUSPENDED_AT_MOST = 60
"""Working days."""

ASKED, GRANTED, DENIED = "asked", "granted", "denied"


class Handled(Case):
    """What its handler does, and what the office decides meanwhile."""

    def dispatch(  # noqa: PLR0913 - what a dispatch says
        self,
        department: str,
        *,
        due_on: date,
        by: Actor,
        at: datetime,
        section: str | None = None,
        assisting: tuple[str, ...] = (),
        handling: Handling = Handling.ASSIGNED,
        clock_class: ClockClass = ClockClass.ORDINARY,
    ) -> tuple[Self, ComplaintDispatched]:
        """The office hands it to a department (派单), to be answered by ``due_on``.

        Raises:
            SectionAccused, OfficeAccused
        """
        moved = self.moved(
            "dispatch",
            by,
            at,
            department=department,
            section=section,
            assisting=assisting,
            handling=handling,
            clock_class=clock_class,
            dispatched_at=at,
            due_on=due_on,
            is_contacted=False,
        )
        self._check_not_accused(department, section)
        self._check_helpers(assisting)
        said = {"department": department, "due_on": due_on, "assisting": list(assisting), "handling": handling}
        return moved, moved.fact(ComplaintDispatched, **said)

    def sign(self, *, by: Actor, at: datetime) -> tuple[Self, ComplaintSigned]:
        """The department signs for it (签收)."""
        moved = self.handled("sign", by, at)
        return moved, moved.fact(ComplaintSigned, department=moved.department)

    def request_return(self, rightful: str, *, by: Actor, at: datetime) -> tuple[Self, ReturnRequested]:
        """The department says that it is ``rightful``'s (退单), within two working days of the dispatch.

        Raises:
            TooLate
        """
        moved = self.handled("request_return", by, at, previous=self.state, returns=self.returns + 1)
        last = workdays.add(day_of(self.dispatched_at or at), RETURNED_WITHIN).due
        if day_of(at) > last:
            raise TooLate("request_return", str(last))
        said = {"department": moved.department, "rightful": rightful, "times": moved.returns}
        return moved, moved.fact(ReturnRequested, **said)

    def grant_return(self, department: str, *, by: Actor, at: datetime) -> tuple[Self, ReturnGranted]:
        """The office agrees (准予退单): it goes to another department, and its clock runs on.

        Raises:
            AdjudicationNeeded: at the second return.
        """
        moved = self.moved("grant_return", by, at, **self._handed_to(department, at))
        self._check_not_ruled()
        self._check_not_accused(department, None)
        said = {"department": department, "previous": self.department, "due_on": self.due_on}
        return moved, moved.fact(ReturnGranted, **said)

    def refuse_return(self, *, by: Actor, at: datetime) -> tuple[Self, ReturnRefused]:
        """The office does not agree (不予退单): the department has it, signed for.

        Raises:
            AdjudicationNeeded: at the second return.
        """
        moved = self.moved("refuse_return", by, at, previous=None)
        self._check_not_ruled()
        return moved, moved.fact(ReturnRefused, department=moved.department)

    def adjudicate(self, department: str, *, by: Actor, at: datetime) -> tuple[Self, DutyAdjudicated]:
        """The director rules whose duty it is (裁定); who has it has it signed for, where it was sent.

        Raises:
            SectionAccused, OfficeAccused
        """
        stays = department == self.department
        changes: dict[str, Any] = {"previous": None} if stays else self._handed_to(department, at)
        target = State.SIGNED if stays else State.DISPATCHED
        moved = self.moved("adjudicate", by, at, to=target, **changes)
        self._check_not_accused(department, self.section if stays else None)
        said = {"department": department, "previous": self.department, "due_on": self.due_on}
        return moved, moved.fact(DutyAdjudicated, **said, category=self.category, about=self.about)

    def contact(self, result: ContactResult, *, by: Actor, at: datetime) -> tuple[Self, ComplainantContacted]:
        """The handler has spoken to the complainant for the first time, or could not (首次联系)."""
        moved = self.handled("contact", by, at, is_contacted=True)
        return moved, moved.fact(ComplainantContacted, result=result, department=moved.department)

    def investigate(
        self, *, by: Actor, at: datetime, due_on: date, clock_class: ClockClass
    ) -> tuple[Self, InvestigationStarted]:
        """The investigation begins (调查); what nobody was handed the office handles itself (自办) until ``due_on``.

        Raises:
            OfficeAccused: the office does not investigate itself.
            ContactMissing: when the complainant, if there is one, was not contacted.
        """
        changes: dict[str, Any] = (
            {} if self.department else {"handling": Handling.SELF, "due_on": due_on, "clock_class": clock_class}
        )
        moved = self.handled("investigate", by, at, **changes)
        if self.department is None and self.about == OFFICE:
            raise OfficeAccused(OFFICE)
        if self.party is not None and not self.is_contacted:
            raise ContactMissing
        said = {"handling": moved.handling, "department": moved.department, "due_on": changes.get("due_on")}
        return moved, moved.fact(InvestigationStarted, **said)

    def mediate(self, *, by: Actor, at: datetime) -> tuple[Self, MediationHeld]:
        """One more round of mediation (调解)."""
        moved = self.handled("mediate", by, at, mediations=self.mediations + 1)
        return moved, moved.fact(MediationHeld, round=moved.mediations, department=moved.department)

    def end_mediation(self, *, agreed: bool, by: Actor, at: datetime) -> tuple[Self, MediationEnded]:
        """The mediation is over (调解结束)."""
        moved = self.handled("end_mediation", by, at)
        said = {"agreed": agreed, "rounds": moved.mediations, "department": moved.department}
        return moved, moved.fact(MediationEnded, **said)

    def suspend(
        self, ground: SuspensionGround, until: date, *, by: Actor, at: datetime, spent: int = 0
    ) -> tuple[Self, ComplaintSuspended]:
        """The director has it wait (中止) for a court, an appraisal or a third party.

        All suspensions of a case last 60 working days together; ``spent`` is what earlier ones have used up.

        Raises:
            InThePast, TooLong: where ``until`` does not lie within what is left of the 60 working days.
        """
        moved = self.moved("suspend", by, at, previous=self.state)
        left = SUSPENDED_AT_MOST - spent
        last = workdays.add(day_of(at), left).due if left > 0 else day_of(at)
        if until <= day_of(at):
            raise InThePast(str(until))
        if until > last:
            raise TooLong(str(until), str(last))
        return moved, moved.fact(ComplaintSuspended, ground=ground, until=until, department=moved.department)

    def resume(self, *, due_on: date | None, by: Actor, at: datetime) -> tuple[Self, ComplaintResumed]:
        """It goes on with what was left of its time (恢复), now until ``due_on``."""
        moved = self.moved("resume", by, at, to=self.previous, previous=None, due_on=due_on)
        return moved, moved.fact(ComplaintResumed, department=moved.department, due_on=due_on)

    def move_due_day(self, due_on: date, *, at: datetime) -> tuple[Self, ComplaintDueMoved]:
        """A newer calendar moved the day by which it must be answered (期限重算); nobody acts, so no role is asked."""
        moved = replace(self, version=self.version + 1, changed_at=at, due_on=due_on)
        return moved, moved.fact(ComplaintDueMoved, department=moved.department, due_on=due_on)

    def request_extension(self, *, by: Actor, at: datetime) -> tuple[Self, ExtensionRequested]:
        """The handler asks for more time (申请延期), once and before its time is over.

        Raises:
            ExtendedBefore, TooLate
        """
        moved = self.handled("request_extension", by, at, extension=ASKED)
        if self.extension in {ASKED, GRANTED}:
            raise ExtendedBefore(self.number)
        self._check_in_time("request_extension", at)
        return moved, moved.fact(ExtensionRequested, department=moved.department)

    def decide_extension(self, *, granted: bool, due_on: date, by: Actor, at: datetime) -> tuple[Self, ComplaintFact]:
        """The director grants it or does not (延期审批); the complainant is told.

        Raises:
            NotProposed: when nobody has asked.
            TooLate: what has come to its end is not extended; to deny it is still possible.
        """
        denied = self.moved("decide_extension", by, at, extension=DENIED)
        if self.extension != ASKED:
            raise NotProposed("extension")
        if not granted:
            return denied, denied.fact(ExtensionDenied, department=denied.department)
        self._check_in_time("decide_extension", at)
        longer = self.moved("decide_extension", by, at, extension=GRANTED, due_on=due_on)
        return longer, longer.fact(ComplaintExtended, due_on=due_on, department=longer.department)

    def extend_ceiling(self, *, ceiling: date, until: date, by: Actor, at: datetime) -> tuple[Self, CeilingExtended]:
        """The director extends the absolute ceiling (延长最长期限) from one day to another, before it has passed.

        Raises:
            TooLate
        """
        moved = self.moved("extend_ceiling", by, at)
        if day_of(at) > ceiling:
            raise TooLate("extend_ceiling", str(ceiling))
        return moved, moved.fact(CeilingExtended, until=until, department=moved.department)

    def _handed_to(self, department: str, at: datetime) -> dict[str, Any]:
        return {
            "department": department,
            "section": None,
            "previous": None,
            "dispatched_at": at,
            "is_contacted": False,
            # what the unit before asked for is not asked any more; what was granted moved the day that stays
            "extension": GRANTED if self.extension == GRANTED else None,
            "assisting": tuple(unit for unit in self.assisting if unit != department),
        }

    def _check_in_time(self, action: str, at: datetime) -> None:
        if self.due_on is not None and day_of(at) > self.due_on:
            raise TooLate(action, str(self.due_on))

    def _check_not_ruled(self) -> None:
        if self.returns >= RULED_FROM:
            raise AdjudicationNeeded(self.number, str(self.returns))

    def _check_not_accused(self, department: str, section: str | None) -> None:
        """Never to the accused section (domain-complaints 4.2); a case about the office goes to the leading group."""
        if self.about == OFFICE and department != LEADING_GROUP:
            raise OfficeAccused(department)
        if self.about_section and department == self.about and section in {None, self.about_section}:
            raise SectionAccused(f"{department} {self.about_section}").at("/section" if section else "/department")

    def _check_helpers(self, assisting: tuple[str, ...]) -> None:
        """A unit that assists is not told which of its sections may know: the accused one's department does not."""
        if self.about == OFFICE and OFFICE in assisting:
            raise OfficeAccused(OFFICE).at(f"/assisting/{assisting.index(OFFICE)}")
        if self.about_section and self.about in assisting:
            raise SectionAccused(f"{self.about} {self.about_section}").at(f"/assisting/{assisting.index(self.about)}")
