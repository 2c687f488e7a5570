"""Whatever way a complaint goes through its life cycle, what it counts for is how it stands."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from contracts.complaints import (
    Channel,
    ClockClass,
    ComplaintFact,
    FileComplaint,
    Outcome,
    RelabelComplaint,
    ReviewDecision,
    State,
)
from contracts.people import Role
from contracts.refusals import Refused
from contracts.wire import wire_name, write
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.life_cycle import LIFE_CYCLE
from services.complaints.statistics.domain import Standing, Told, changes_of, filed_as
from services.complaints.statistics.storage.facts import said_in
from tests.unit.complaints.cases import ACTS, AT, DUE, LATER, WAITING, Act, actor

NOT_TAKEN_ON = {State.REGISTERED, State.AWAITING_INFO, State.REFUSED, State.MERGED, State.WITHDRAWN}
SIDE = {State.UNDER_REVIEW, State.FINALISED, State.ARCHIVED}


def relabel(case: Complaint, by: Any) -> tuple[Complaint, ComplaintFact]:
    other = "attitude" if case.category == "slow" else "slow"
    return case.relabel(RelabelComplaint(number=case.number, category=other), by=by, at=LATER)


def decide_review(case: Complaint, by: Any) -> tuple[Complaint, ComplaintFact]:
    decision = ReviewDecision.UPHELD if case.version % 2 else ReviewDecision.OVERTURNED
    return case.decide_review(decision, by=by, at=LATER)


WAYS: dict[str, Act] = {**ACTS, "relabel": relabel, "decide_review": decide_review}

ENDING = {"refuse", "merge", "withdraw", "archive"}
SHARE_OF_ENDS = 0.1
"""A walk that always ended where it can would seldom come far."""


def told(case: Complaint, fact: ComplaintFact, on: date) -> Told:
    """The fact as statistics reads it from the history."""
    return Told(case.id, case.version, wire_name(type(fact)), on, said_in(write(fact).decode()))


def filed(at: datetime) -> tuple[Complaint, ComplaintFact]:
    order = FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash="0" * 64)
    number = "TS-2026-000001"
    return Complaint.file(order, id=UUID(int=1), number=number, at=at, party=None, language="zh", content_print="")


def act(case: Complaint, action: str) -> tuple[Complaint, ComplaintFact] | None:
    """What comes of an action, by whoever may do it; None where what it waits for is not there."""
    ready = replace(case, **WAITING.get(action, {}))
    for role in Role:
        try:
            return WAYS[action](ready, actor(role, case.department, id=f"somebody {case.version}"))
        except Refused:
            continue
    return None


def walk(chance: Random, steps: int) -> list[tuple[Complaint, Told]]:
    """A complaint that does whatever its state allows, a day an act."""
    case, fact = filed(AT)
    course = [(case, told(case, fact, AT.date()))]
    for n in range(1, steps):
        action = chance.choice(LIFE_CYCLE.allowed_from(case.state) or ("archive",))
        moved = act(case, action) if action not in ENDING or chance.random() < SHARE_OF_ENDS else None
        if moved is not None:
            case = moved[0]
            course.append((case, told(*moved, AT.date() + timedelta(days=n))))
    return course


def test_every_state_on_every_way_counts_as_what_it_is() -> None:
    chance, seen = Random(4), set[State]()
    for _ in range(400):
        taken_on, standing = False, None
        for case, fact in walk(chance, 40):
            standing = (standing or filed_as(fact)).after(fact)
            taken_on |= case.state not in NOT_TAKEN_ON | SIDE
            seen.add(case.state)

            assert _read(standing) == _expected(case, taken_on=taken_on, again=standing.is_again), case.state
    assert seen == set(State)


def _read(standing: Standing) -> dict[str, Any]:
    return {
        "category": standing.category,
        "department": standing.department,
        "due_on": None if standing.is_again else standing.due_on,
        "accepted": standing.accepted_on is not None,
        "closed": standing.closed_on is not None,
        "ended": standing.is_ended,
    }


def _expected(case: Complaint, *, taken_on: bool, again: bool) -> dict[str, Any]:
    """The same from the complaint itself: an outcome of its own is there as long as the closing holds.

    The day of a redo is none by which the answer was in time, so it is not compared.
    """
    closed = case.outcome not in {None, Outcome.WITHDRAWN} and case.merged_into is None
    ended = {State.REFUSED, State.MERGED, State.WITHDRAWN} | (set() if closed else SIDE)
    return {
        "category": case.category,
        "department": case.department,
        "due_on": None if again else case.due_on,
        "accepted": taken_on,
        "closed": closed,
        "ended": case.state in ended,
    }


def test_what_all_versions_add_is_what_the_last_one_counts_for() -> None:
    chance = Random(5)
    for _ in range(100):
        facts = [fact for _, fact in walk(chance, 40)]
        last = filed_as(facts[0])
        for fact in facts:
            last = last.after(fact)
        added = {}
        for change in changes_of(facts):
            for cell, n in change.marks.items():
                added[cell] = added.get(cell, 0) + n

        assert {cell: n for cell, n in added.items() if n} == dict(last.marks)


@pytest.mark.parametrize(("late", "on_time"), [(0, True), (1, False)])
def test_what_the_office_handles_itself_has_its_day_from_the_investigation(late: int, *, on_time: bool) -> None:
    case, fact = filed(AT)
    facts = [told(case, fact, AT.date())]
    acts: list[tuple[Act, date]] = [
        (ACTS["accept"], AT.date()),
        (lambda c, by: c.investigate(by=by, at=LATER, due_on=DUE, clock_class=ClockClass.ORDINARY), AT.date()),
        (ACTS["reply"], DUE + timedelta(days=late)),
        (ACTS["verify"], DUE + timedelta(days=9)),
        (ACTS["close"], DUE + timedelta(days=9)),
    ]
    for n, (do, on) in enumerate(acts):
        case, fact = do(case, actor(Role.OFFICER, id=f"officer {n}"))
        facts.append(told(case, fact, on))
    standing = filed_as(facts[0])
    for one in facts:
        standing = standing.after(one)

    assert standing.is_on_time is on_time
