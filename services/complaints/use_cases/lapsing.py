"""What becomes of a case by itself when its time is over."""

from dataclasses import replace
from functools import partial
from typing import Any

from kernel.sealing import KeyRing
from kernel.stage import Stage
from services.complaints.domain.case_clocks import HANDLING, subject_of
from services.complaints.domain.clocks import Clock, Step
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.life_cycle import OPEN
from services.complaints.rectification.storage import Rectifications
from services.complaints.retaliation.storage import Alarms, Watchlist
from services.complaints.retaliation.use_cases import Watching, watch_closed
from services.complaints.storage import Clocks, Complaints, Numbers, Vault
from services.complaints.supervision.consequences import lift_of, urged_of
from services.complaints.survey.storage import Surveys
from services.complaints.survey.use_cases import Surveying, invite_all
from services.complaints.sweeping import ITSELF, Round
from services.complaints.use_cases.closing import close_unreached
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


def close_called_in_vain(round_: Round, clock: Clock, step: Step) -> None:
    """Nobody was reached, and nobody has called back: the case is closed once its result should have been told."""
    del step
    close_unreached(_case(clock, round_), bench=_bench(round_), rectifications=round_.on(Rectifications))


def follow_closed(round_: Round, complaint: Complaint, *, keys: KeyRing) -> None:
    """Whoever complained is asked what they think, and protected from now on, as after a closing by hand."""
    now: dict[str, Any] = {"at": round_.at, "new_id": round_.new_id, "history": round_.history, "keys": keys}
    numbers = round_.on(Numbers)
    surveying = Surveying(surveys=round_.on(Surveys), clocks=round_.on(Clocks), numbers=numbers, **now)
    invite_all(complaint, complaints=round_.on(Complaints), surveying=surveying)
    watching = Watching(
        watchlist=round_.on(Watchlist), alarms=round_.on(Alarms), numbers=numbers, vault=round_.on(Vault), **now
    )
    watch_closed(complaint, complaints=round_.on(Complaints), watching=watching)


def archive_unreviewed(round_: Round, clock: Clock, step: Step) -> None:
    """Nobody has asked for a review in time: the case is filed away.

    One that was joined to a case that is still open waits for that one, so that its complainant hears what comes of it.
    """
    del step
    complaint, bench = _case(clock, round_), _bench(round_)
    if complaint.merged_into and bench.complaints.get(complaint.merged_into).state in OPEN:
        bench.clocks.stop(complaint.number, clock.code, at=round_.at)
        bench.clocks.start(clock.code, subject_of(complaint, clock.code), at=round_.at, new_id=round_.new_id)
        return
    bench.keep(complaint.archive(by=ITSELF, at=round_.at))


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
        closed=partial(round_.closed, round_),
    )
