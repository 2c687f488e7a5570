"""Complaints in any state, everybody who may act on them, and every act."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from contracts.complaints import (
    CallBack,
    Channel,
    ClockClass,
    ContactResult,
    Finding,
    Handling,
    Mode,
    Outcome,
    RedoReason,
    RefusalGround,
    RelabelComplaint,
    ReopenReason,
    ReviewDecision,
    Satisfaction,
    Solved,
    State,
    SuspensionGround,
)
from contracts.people import Actor, Role
from services.complaints.domain.complaint import Complaint, Moved

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DUE = date(2026, 12, 8)
UNIT = "civil_affairs"

REGISTERED = Complaint(
    id=UUID(int=1),
    number="TS-2026-000001",
    version=3,
    state=State.REGISTERED,
    channel=Channel.WEB,
    category="slow",
    mode=Mode.NAMED,
    receipt_hash="0" * 64,
    content_print="",
    filed_at=AT,
    changed_at=AT,
    party=UUID(int=2),
)
OTHER = replace(REGISTERED, id=UUID(int=9), number="TS-2026-000009")

_WITH_UNIT = {
    "department": UNIT,
    "handling": Handling.ASSIGNED,
    "clock_class": ClockClass.ORDINARY,
    "dispatched_at": AT,
    "due_on": DUE,
    "is_contacted": True,
}
_SIDE_TRACKS = {
    State.RETURN_REQUESTED: {"previous": State.SIGNED, "returns": 1},
    State.SUSPENDED: {"previous": State.MEDIATING},
    State.UNDER_REVIEW: {"previous": State.CLOSED, "reviews": 1},
    State.MERGED: {"previous": State.ACCEPTED, "merged_into": OTHER.number, "ended_at": AT},
}
_BEFORE = {State.REGISTERED, State.AWAITING_INFO, State.ACCEPTED, State.REFUSED, State.MERGED}


def standing(state: State, **changes: Any) -> Complaint:
    """A complaint that stands there, as it would have come there."""
    with_unit = {} if state in _BEFORE else _WITH_UNIT
    answered = {"replied_by": "somebody-else"} if state in {State.REPLIED, State.VERIFIED, State.CLOSED} else {}
    said = {**with_unit, **answered, **_SIDE_TRACKS.get(state, {}), **changes}
    return replace(REGISTERED, state=state, **said)


def actor(role: Role, department: str | None = None, id: str = "somebody") -> Actor:
    """Somebody with one role; who acts for a department is of ``civil_affairs``."""
    at_home = UNIT if role in {Role.LIAISON, Role.DEPUTY, Role.HEAD} else None
    return Actor(id=id, roles=[role], department=department or at_home)


def reached(**changes: Any) -> CallBack:
    said = {"satisfaction": Satisfaction.SATISFIED, "solved": Solved.YES, "reached": True} | changes
    return CallBack(number=REGISTERED.number, **said)


def _relabel(complaint: Complaint, by: Actor) -> Moved:
    return complaint.relabel(RelabelComplaint(number=complaint.number, severity=2), by=by, at=LATER)


Act = Callable[[Complaint, Actor], Moved]

ACTS: dict[str, Act] = {
    "request_info": lambda c, by: c.request_info(by=by, at=LATER),
    "provide_info": lambda c, by: c.provide_info(by=by, at=LATER),
    "accept": lambda c, by: c.accept(by=by, at=LATER),
    "propose_refusal": lambda c, by: c.propose_refusal(RefusalGround.CIVIL_DISPUTE, by=by, at=LATER),
    "refuse": lambda c, by: c.refuse(by=by, at=LATER),
    "merge": lambda c, by: c.merge(OTHER, followed=False, by=by, at=LATER),
    "unmerge": lambda c, by: c.unmerge(by=by, at=LATER),
    "follow": lambda c, by: c.follow(replace(OTHER, outcome=Outcome.RESOLVED), by=by, at=LATER),
    "dispatch": lambda c, by: c.dispatch(UNIT, due_on=DUE, by=by, at=LATER),
    "sign": lambda c, by: c.sign(by=by, at=LATER),
    "request_return": lambda c, by: c.request_return("taxation", by=by, at=LATER),
    "grant_return": lambda c, by: c.grant_return("taxation", by=by, at=LATER),
    "refuse_return": lambda c, by: c.refuse_return(by=by, at=LATER),
    "adjudicate": lambda c, by: c.adjudicate("taxation", by=by, at=LATER),
    "contact": lambda c, by: c.contact(ContactResult.REACHED, by=by, at=LATER),
    "investigate": lambda c, by: c.investigate(by=by, at=LATER, due_on=DUE, clock_class=ClockClass.ORDINARY),
    "mediate": lambda c, by: c.mediate(by=by, at=LATER),
    "end_mediation": lambda c, by: c.end_mediation(agreed=True, by=by, at=LATER),
    "suspend": lambda c, by: c.suspend(SuspensionGround.COURT, date(2026, 12, 30), by=by, at=LATER),
    "resume": lambda c, by: c.resume(due_on=DUE, by=by, at=LATER),
    "request_extension": lambda c, by: c.request_extension(by=by, at=LATER),
    "decide_extension": lambda c, by: c.decide_extension(granted=True, due_on=date(2026, 12, 22), by=by, at=LATER),
    "extend_ceiling": lambda c, by: c.extend_ceiling(ceiling=DUE, until=date(2027, 2, 22), by=by, at=LATER),
    "reply": lambda c, by: c.reply(Finding.SUBSTANTIATED, by=by, at=LATER),
    "redo": lambda c, by: c.redo(RedoReason.INCOMPLETE, by=by, at=LATER),
    "verify": lambda c, by: c.verify(by=by, at=LATER),
    "call_back": lambda c, by: c.call_back(reached(), by=by, at=LATER),
    "close": lambda c, by: c.close(Outcome.RESOLVED, by=by, at=LATER),
    "reopen": lambda c, by: c.reopen(ReopenReason.NEW_EVIDENCE, by=by, at=LATER),
    "request_review": lambda c, by: c.request_review(by=by, at=LATER),
    "decide_review": lambda c, by: c.decide_review(ReviewDecision.OVERTURNED, by=by, at=LATER),
    "withdraw": lambda c, by: c.withdraw(by=by, at=LATER),
    "go_on": lambda c, by: c.go_on(OTHER.number, by=by, at=LATER),
    "archive": lambda c, by: c.archive(by=by, at=LATER),
    "relabel": _relabel,
    "confirm_relabel": lambda c, by: c.confirm_relabel(agreed=True, by=by, at=LATER),
}

WAITING: dict[str, dict[str, Any]] = {
    "investigate": {"is_contacted": True},
    "refuse": {"proposed": "refusal", "proposed_by": "another", "proposed_as": RefusalGround.CIVIL_DISPUTE},
    "confirm_relabel": {"proposed": "relabel", "proposed_by": "another", "proposed_as": '{"severity": 1}'},
    "decide_extension": {"extension": "asked"},
    "close": {"is_reached": True},
    "reopen": {},
    "go_on": {"severity": 3},
    "archive": {"ended_at": datetime(2026, 10, 1, 8, 0, tzinfo=UTC)},
}
"""What a complaint must have seen before so that an act can be done."""
