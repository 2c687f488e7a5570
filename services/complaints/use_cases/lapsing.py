"""What becomes of a case by itself when its time is over."""

from dataclasses import replace

from kernel.stage import Stage
from services.complaints.domain.case_clocks import HANDLING
from services.complaints.domain.clocks import Clock, Step
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import Clocks, Complaints
from services.complaints.supervision.consequences import lift_of, urged_of
from services.complaints.sweeping import ITSELF, Round
from services.complaints.use_cases.moving import Bench


def withdraw_unanswered(round_: Round, clock: Clock, step: Step) -> None:
    """What was asked for did not come in ten working days: the complaint counts as withdrawn."""
    del step
    bench = _bench(round_)
    bench.keep(_case(clock, round_).withdraw(by=ITSELF, at=round_.at))


def resume_suspended(round_: Round, clock: Clock, step: Step) -> None:
    """The day until which a case was to wait has passed: it goes on with what was left of its time."""
    del step
    complaint = _case(clock, round_)
    bench = replace(_bench(round_), at=clock.due_at)  # its clocks go on from that day, however late the sweep comes
    handling = bench.handling_clock(complaint)
    due_on = handling.resume(bench.at).due_on if handling else complaint.due_on
    bench.keep(complaint.resume(due_on=due_on, by=ITSELF, at=round_.at))


def archive_unreviewed(round_: Round, clock: Clock, step: Step) -> None:
    """Nobody has asked for a review in time: the case is filed away."""
    del step
    _bench(round_).keep(_case(clock, round_).archive(by=ITSELF, at=round_.at))


def move_due_day(round_: Round, before: Clock, clock: Clock) -> None:
    """A newer calendar has moved the clock by which a case must be answered: the case says its new day too."""
    if clock.code not in HANDLING:
        return
    complaint = _case(clock, round_)
    if complaint.due_on == before.due_on != clock.due_on:
        _bench(round_).keep(complaint.move_due_day(clock.due_on, at=round_.at))


def _case(clock: Clock, round_: Round) -> Complaint:
    return round_.on(Complaints).get(clock.number)


def _bench(round_: Round) -> Bench:
    stage: Stage = round_.stage
    return Bench(
        by=ITSELF,
        at=round_.at,
        new_id=round_.new_id,
        complaints=Complaints(stage),
        clocks=Clocks(stage),
        history=round_.history,
        lift=lift_of(round_, by=ITSELF),
        urged=urged_of(round_),
    )
