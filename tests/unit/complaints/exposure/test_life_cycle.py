"""The life cycles of exposures: what the tables allow happens with its fact, and nothing else does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.complaints import MoveNotAllowed, NotYourRole
from contracts.exposure import ExposureNotYours, ExposureState, Medium, ReplyNotOver, SameHand
from contracts.people import Role
from contracts.wire import wire_name, write
from services.complaints.exposure.domain import LIFE_CYCLES, Exposure
from tests.unit.complaints.exposure.builders import EXPOSURE, standing
from tests.unit.complaints.rectification.builders import AT, days
from tests.unit.complaints.rooms import actor

S = ExposureState
UNTIL = date(2026, 3, 5)
ACTS: dict[str, Callable[..., Any]] = {
    "revise": lambda one, **who: one.revise("新题", "新文", **who),
    "verify": Exposure.verify,
    "check_privacy": lambda one, **who: one.check_privacy(reply_until=UNTIL, **who),
    "reply": Exposure.reply,
    "lapse": Exposure.lapse,
    "approve": Exposure.approve,
    "reject": Exposure.reject,
    "publish": lambda one, **who: one.publish(expires_on=UNTIL, **who),
    "note_rectified": lambda one, **who: one.note_rectified("ZG-2026-000001", "已整改", **who),
    "correct": lambda one, **who: one.correct("更正", **who),
    "withdraw": Exposure.withdraw,
    "expire": Exposure.expire,
}


def expected(medium: Medium, action: str, state: ExposureState, role: Role) -> Any:
    """What the table says: a refusal, or the state that follows and the fact's name."""
    rows = LIFE_CYCLES[medium].rows(action)
    here = [row for row in rows if state in row.sources]
    if not here:
        may = frozenset[Role]().union(*(row.roles for row in rows))
        return MoveNotAllowed if role in may else NotYourRole
    allowed = [row for row in here if role in row.roles]
    return (allowed[0].target or state, allowed[0].fact) if allowed else NotYourRole


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("action", ACTS)
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str, medium: Medium) -> None:
    for state in S:
        before = standing(state, medium=medium, reply_lapsed_at=AT)
        for role in Role:
            wanted, by = expected(medium, action, state, role), actor(role)
            if isinstance(wanted, tuple):
                moved, fact = ACTS[action](before, by=by, at=days(1))
                assert (moved.state, wire_name(type(fact)), moved.version) == (*wanted, 2), (state, role)
                assert (fact.state, fact.version, moved.changed_at) == (moved.state, 2, days(1)), (state, role)
            else:
                with pytest.raises(wanted) as refused:
                    ACTS[action](before, by=by, at=days(1))
                if wanted is MoveNotAllowed:
                    assert refused.value.allowed == LIFE_CYCLES[medium].allowed_from(state)


@pytest.mark.parametrize("medium", Medium)
def test_every_action_of_the_tables_is_an_act(medium: Medium) -> None:
    assert set(LIFE_CYCLES[medium].actions) - {"propose"} == set(ACTS)


@pytest.mark.parametrize("role", Role)
def test_the_office_proposes(role: Role) -> None:
    names = ("id", "number", "medium", "ground", "department", "category", "title", "text")
    said = {name: getattr(EXPOSURE, name) for name in names}
    if role in {Role.OFFICER, Role.DIRECTOR}:
        assert Exposure.propose(by=actor(role), at=AT, **said)[0].state is S.PROPOSED
    else:
        with pytest.raises(NotYourRole):
            Exposure.propose(by=actor(role), at=AT, **said)


def test_the_media_need_the_leading_group() -> None:
    replied = standing(S.REPLIED, medium=Medium.MEDIA)
    with pytest.raises(NotYourRole):
        replied.approve(by=actor(Role.DIRECTOR), at=AT)
    assert replied.approve(by=actor(Role.LEADER), at=AT)[0].state is S.APPROVED


@pytest.mark.parametrize("action", ["verify", "check_privacy", "approve", "reject"])
def test_who_wrote_it_neither_verifies_nor_checks_nor_decides(action: str) -> None:
    before = {"verify": S.PROPOSED, "check_privacy": S.VERIFIED}.get(action, S.REPLIED)
    with pytest.raises(SameHand) as refused:
        ACTS[action](standing(before), by=actor(Role.DIRECTOR, id="writer"), at=AT)
    assert refused.value.text("zh") != refused.value.text("en")


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_who_verified_does_not_decide(action: str) -> None:
    with pytest.raises(SameHand):
        ACTS[action](standing(S.REPLIED, verified_by="checker"), by=actor(Role.DIRECTOR, id="checker"), at=AT)


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_nothing_is_decided_before_the_department_was_heard_or_had_its_time(action: str) -> None:
    served, by = standing(S.RIGHT_OF_REPLY, reply_until=UNTIL), actor(Role.DIRECTOR)
    with pytest.raises(ReplyNotOver) as refused:
        ACTS[action](served, by=by, at=AT)
    assert "2026-03-05" in refused.value.text("zh")

    for after in (served.reply(by=actor(Role.DEPUTY), at=AT)[0], served.lapse(by=actor(Role.SYSTEM), at=AT)[0]):
        assert ACTS[action](after, by=by, at=AT)


def test_what_is_written_anew_is_verified_and_heard_anew_and_its_writer_does_neither() -> None:
    replied = standing(S.REPLIED, verified_by="checker", reply_until=UNTIL, replied_at=AT, reply_lapsed_at=AT)

    revised, _ = replied.revise("新题", "新文", by=actor(Role.OFFICER, id="checker"), at=AT)

    assert (revised.state, revised.text, revised.proposed_by) == (S.PROPOSED, "新文", "checker")
    assert (revised.verified_by, revised.reply_until, revised.replied_at, revised.reply_lapsed_at) == (None,) * 4
    with pytest.raises(SameHand):
        revised.verify(by=actor(Role.OFFICER, id="checker"), at=AT)


def test_another_department_speaks_for_itself_alone() -> None:
    with pytest.raises(ExposureNotYours):
        standing(S.RIGHT_OF_REPLY).reply(by=actor(Role.HEAD, department="taxation"), at=AT)


def test_what_is_told_holds_nothing_of_what_was_written() -> None:
    for state in S:
        for action, act in ACTS.items():
            for role in Role:
                before = replace(standing(state, reply_lapsed_at=AT), note="说明", correction="订正")
                if isinstance(expected(Medium.WEB, action, state, role), tuple):
                    _, fact = act(before, by=actor(role), at=AT)
                    for secret in ("退件", "新文", "已整改", "更正", "说明", "订正"):
                        assert secret.encode() not in write(fact), fact
