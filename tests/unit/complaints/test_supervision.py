"""Notices: who may do what with them in which state, and to whom each level goes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from contracts.complaints import MoveNotAllowed, NotYourCase, NotYourRole, SamePerson
from contracts.people import Actor, Role
from contracts.refusals import Forbidden
from contracts.supervision import Level, NoHigherLevel, NoticeState, SupervisionFact
from contracts.wire import wire_name
from services.complaints.domain.clock_rules import clock_rules
from services.complaints.domain.clocks import Step
from services.complaints.supervision.domain import LEVEL_OF, LIFE_CYCLE, RUNGS, Notice, check_issuer

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
UNIT = "civil_affairs"
NOTICE = Notice(
    id=UUID(int=1),
    number="DB-2026-000001",
    version=1,
    state=NoticeState.ISSUED,
    level=Level.YELLOW,
    case="TS-2026-000001",
    issued_at=AT,
    issued_by="/services/complaints",
    department=UNIT,
    clock="sign",
    answer_by=date(2026, 11, 27),
)

Moved = tuple[Notice, SupervisionFact]
ACTS: dict[str, Callable[[Notice, Actor], Moved]] = {
    "acknowledge": lambda notice, by: notice.acknowledge(by=by),
    "answer": lambda notice, by: notice.respond("已办理", by=by),
    "lift": lambda notice, by: notice.lift(by=by, at=AT),
    "escalate": lambda notice, by: notice.escalate(by=by, at=AT),
}


def actor(role: Role, department: str | None = None) -> Actor:
    at_home = UNIT if role in {Role.LIAISON, Role.DEPUTY, Role.HEAD} else None
    return Actor(id="somebody", roles=[role], department=department or at_home)


@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    for state in NoticeState:
        for role in Role:
            _check(replace(NOTICE, state=state), action, role)


def _check(notice: Notice, action: str, role: Role) -> None:
    (row,) = LIFE_CYCLE.rows(action)
    of_the_late = action in {"acknowledge", "answer"}
    refusals = {
        NotYourRole: role not in row.roles,
        MoveNotAllowed: notice.state not in row.sources,
        NotYourCase: of_the_late and actor(role).department != UNIT,
        Forbidden: (action == "answer" and role not in notice.rung.answered_by)
        or (action == "escalate" and role not in RUNGS[Level.RED].issued_by),
    }
    refusal = next((refusal for refusal, holds in refusals.items() if holds), None)
    if refusal is not None:
        with pytest.raises(refusal):
            ACTS[action](notice, actor(role))
        return
    moved, fact = ACTS[action](notice, actor(role))
    assert (moved.state, moved.version, fact.version) == (row.target, 2, 2)
    assert wire_name(type(fact)) == row.fact


def test_the_ladder_leads_from_the_liaison_to_the_leading_group() -> None:
    assert [RUNGS[level].to[0] for level in Level] == [Role.LIAISON, Role.DEPUTY, Role.HEAD, Role.LEADER]
    assert {LEVEL_OF[step] for step in Step if step is not Step.PASSED} == set(Level)
    assert {code for rung in RUNGS.values() for code in (rung.clock, rung.lists) if code} <= set(clock_rules())


@pytest.mark.parametrize("level", Level)
def test_no_officer_alone_has_a_case_turn_red_or_listed(level: Level) -> None:
    high = level in {Level.RED, Level.LISTED}
    for role in Role:
        if role in {Role.DIRECTOR, Role.LEADER, Role.SYSTEM} or (role is Role.OFFICER and not high):
            check_issuer(level, actor(role))
        else:
            with pytest.raises(NotYourRole):
                check_issuer(level, actor(role))


def test_a_graver_notice_is_answered_higher_up() -> None:
    red = replace(NOTICE, level=Level.RED)

    with pytest.raises(NotYourRole):
        red.respond("已办理", by=actor(Role.DEPUTY))
    assert red.respond("已办理", by=actor(Role.HEAD))[0].state is NoticeState.ANSWERED


def test_another_department_answers_nothing() -> None:
    with pytest.raises(NotYourCase):
        NOTICE.respond("已办理", by=actor(Role.DEPUTY, department="taxation"))


def test_the_office_answers_for_itself_where_it_is_late_itself() -> None:
    own = replace(NOTICE, department=None)

    assert own.respond("已办理", by=actor(Role.DIRECTOR))[0].state is NoticeState.ANSWERED


def test_whoever_answered_does_not_lift_it() -> None:
    own, _ = replace(NOTICE, department=None).respond("已办理", by=actor(Role.DIRECTOR))

    with pytest.raises(SamePerson):
        own.lift(by=actor(Role.DIRECTOR), at=AT)


def test_nothing_stands_above_the_leading_group() -> None:
    with pytest.raises(NoHigherLevel):
        replace(NOTICE, level=Level.LISTED).escalate(by=actor(Role.OFFICER), at=AT)
