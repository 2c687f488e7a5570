"""The life cycle: what the table allows happens, and nothing else does."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from contracts.complaints import Channel, Finding, Mode, MoveNotAllowed, NotYourCase, NotYourRole, Outcome, State
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from services.complaints.domain.complaint import Complaint, Moved
from services.complaints.domain.life_cycle import BY_ACTION, MOVES, allowed_from

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
COMPLAINT = Complaint(
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
    department="civil_affairs",
)


def do(action: str, complaint: Complaint, by: Actor) -> Moved:
    acts = {
        "accept": lambda: complaint.accept(by=by, at=LATER),
        "dispatch": lambda: complaint.dispatch("civil_affairs", due_on=date(2026, 12, 8), by=by, at=LATER),
        "sign": lambda: complaint.sign(by=by, at=LATER),
        "reply": lambda: complaint.reply(Finding.SUBSTANTIATED, by=by, at=LATER),
        "verify": lambda: complaint.verify(by=by, at=LATER),
        "close": lambda: complaint.close(Outcome.RESOLVED, by=by, at=LATER),
    }
    return acts[action]()


def actor(role: Role, department: str | None = "civil_affairs") -> Actor:
    return Actor(id="somebody", roles=[role], department=department)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", sorted(BY_ACTION))
@pytest.mark.parametrize("state", State)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(
    state: State, action: str, role: Role
) -> None:
    move = BY_ACTION[action]
    complaint = replace(COMPLAINT, state=state)

    if role not in move.roles:
        with pytest.raises(NotYourRole):
            do(action, complaint, actor(role))
    elif state is not move.source:
        with pytest.raises(MoveNotAllowed) as refused:
            do(action, complaint, actor(role))
        assert refused.value.allowed == allowed_from(state)
    else:
        moved, fact = do(action, complaint, actor(role))
        assert (moved.state, moved.version, moved.changed_at) == (move.target, 4, LATER)
        assert (fact.state, fact.version, fact.number) == (move.target, 4, complaint.number)


@pytest.mark.parametrize("action", ["sign", "reply"])
def test_only_the_handling_department_signs_and_replies(action: str) -> None:
    move = BY_ACTION[action]
    stranger = actor(next(iter(move.roles)), department="taxation")

    with pytest.raises(NotYourCase):
        do(action, replace(COMPLAINT, state=move.source), stranger)


def test_a_refused_move_leaves_the_complaint_as_it_was() -> None:
    before = replace(COMPLAINT)

    with pytest.raises(MoveNotAllowed):
        do("close", COMPLAINT, actor(Role.OFFICER))

    assert before == COMPLAINT


def test_a_sender_that_has_seen_another_version_is_refused_with_both_versions() -> None:
    with pytest.raises(Outdated) as refused:
        COMPLAINT.expect(2)

    assert refused.value.args == ("3", "2")


def test_a_sender_that_names_no_version_is_not_refused() -> None:
    COMPLAINT.expect(None)
    COMPLAINT.expect(3)


def test_the_table_leads_from_the_registration_to_the_end() -> None:
    path = [move.target for move in MOVES]

    assert path == list(State)[1:]
    assert allowed_from(State.CLOSED) == ()
