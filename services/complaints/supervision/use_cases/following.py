"""What becomes of notices by itself: when a clock climbs or stops, when their case moves, when nobody has acted."""

from datetime import datetime

from contracts.complaints import ComplaintFact
from contracts.people import Actor
from contracts.supervision import Level, LiftedFor
from services.complaints.domain.case_clocks import effect_of
from services.complaints.domain.clocks import Clock
from services.complaints.domain.complaint import Complaint
from services.complaints.supervision.domain import LEVELS, OVER, Notice, Why
from services.complaints.supervision.use_cases.desk import Supervision
from services.complaints.sweeping import ITSELF


def climb(clock: Clock, level: Level, *, supervision: Supervision) -> None:
    """A clock has come to a level: what it has issued below ends, and whoever is late now has the notice of that level.

    It lists nothing whose red notice somebody has lifted.
    """
    case, since = clock.number, clock.started_at
    if level is Level.LISTED and supervision.notices.was_lifted_by_hand(case, Level.RED, clock.code, since):
        return
    for notice in supervision.notices.open_of(case):
        if notice.clock == clock.code and LEVELS.index(notice.level) < LEVELS.index(level):
            supervision.end(*notice.escalate(by=ITSELF, at=supervision.at))
    supervision.issue(level, case, clock.department, by=ITSELF, why=Why(clock=clock.code))


def list_unsettled(notice: Notice, *, supervision: Supervision) -> None:
    """A red notice was not lifted in ten working days: its case is listed, whether it was answered or not."""
    if supervision.is_over(notice.case):
        supervision.lift(notice, by=ITSELF, lifted_for=LiftedFor.ENDED)
    else:
        supervision.escalate(notice, by=ITSELF)


def lift_for(clock: Clock, *, by: Actor, supervision: Supervision) -> None:
    """A clock that was late is not late any more: once no clock of its case is, what clocks have issued is lifted.

    A case has one open notice a level, whichever of its clocks was the first to be late.
    """
    others = (other for other in supervision.clocks.open_of(clock.number) if other.rule.supervised)
    if not clock.taken or any(other.taken for other in others):
        return
    for notice in supervision.notices.open_of(clock.number):
        if notice.clock is not None:
            supervision.lift(notice, by=by, lifted_for=LiftedFor.MET)


def follow_case(complaint: Complaint, fact: ComplaintFact, at: datetime, *, supervision: Supervision) -> None:
    """A case has moved: its notices end with it, stand still as long as it does, and do not go to another unit."""
    effect = effect_of(fact)
    if complaint.state in OVER:
        _lift_ended(complaint, supervision)
    elif effect.hands_on:
        _lift_transferred(complaint, supervision)
    elif effect.pauses:
        _pause(complaint, at, supervision)
    elif effect.resumes:
        _resume(complaint, at, supervision)


def _lift_ended(complaint: Complaint, supervision: Supervision) -> None:
    for notice in supervision.notices.open_of(complaint.number):
        supervision.lift(notice, by=ITSELF, lifted_for=LiftedFor.ENDED)


def _lift_transferred(complaint: Complaint, supervision: Supervision) -> None:
    """Whoever has the case no more is not asked any more; the next level asks whoever has it.

    Above the highest there is no next: a case that is listed stays listed, of the new unit.
    """
    stays = {None, complaint.department, *complaint.assisting}
    for notice in supervision.notices.open_of(complaint.number):
        if notice.department not in stays:
            supervision.lift(notice, by=ITSELF, lifted_for=LiftedFor.TRANSFERRED)
            if notice.level is Level.LISTED:
                supervision.issue(notice.level, notice.case, complaint.department, by=ITSELF, why=notice.why)


def _pause(complaint: Complaint, at: datetime, supervision: Supervision) -> None:
    for notice in supervision.notices.open_of(complaint.number):
        for clock in supervision.clocks.open_of(notice.number):
            supervision.clocks.keep(clock.pause(at))


def _resume(complaint: Complaint, at: datetime, supervision: Supervision) -> None:
    """Their clocks go on with what was left; whoever has not answered yet is told the new day."""
    for notice in supervision.notices.open_of(complaint.number):
        for clock in supervision.clocks.open_of(notice.number):
            going = clock.resume(at)
            supervision.clocks.keep(going)
            if going.code == notice.rung.clock and going.due_on != notice.answer_by:
                moved, fact = notice.move_due_day(going.due_on)
                supervision.keep(moved, fact)
                supervision.serve(moved)
