"""The life cycle: what the table allows happens, and nothing else does."""

from dataclasses import replace

import pytest

from contracts.complaints import ComplaintFact, MoveNotAllowed, NotYourCase, NotYourRole, State
from contracts.people import Role
from contracts.refusals import Outdated
from contracts.wire import wire_name
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.life_cycle import LIFE_CYCLE
from tests.unit.complaints.cases import ACTS, LATER, REGISTERED, WAITING, actor, standing


def ready(action: str, state: State) -> Complaint:
    return standing(state, **WAITING.get(action, {}))


def test_every_action_of_the_table_is_an_act_of_a_complaint() -> None:
    assert set(ACTS) == set(LIFE_CYCLE.actions) - {"file"}


@pytest.mark.parametrize("action", sorted(ACTS))
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str) -> None:
    for state in State:
        for role in Role:
            _check(state, action, role)


def _check(state: State, action: str, role: Role) -> None:
    rows = LIFE_CYCLE.rows(action)
    here = [row for row in rows if state in row.sources]
    may = {role for row in here or rows for role in row.roles}
    complaint = ready(action, state)

    if role not in may:
        with pytest.raises(NotYourRole):
            ACTS[action](complaint, actor(role))
    elif not here:
        with pytest.raises(MoveNotAllowed) as refused:
            ACTS[action](complaint, actor(role))
        assert refused.value.allowed == LIFE_CYCLE.allowed_from(state)
    elif actor(role).department != complaint.department and action in OF_ITS_HANDLER:
        with pytest.raises(NotYourCase):
            ACTS[action](complaint, actor(role))
    else:
        moved, fact = ACTS[action](complaint, actor(role))
        row = next(row for row in here if role in row.roles)
        assert (moved.version, moved.changed_at) == (4, LATER)
        assert moved.state in row.targets(state)
        assert (fact.state, fact.version, fact.number) == (moved.state, 4, complaint.number)
        assert wire_name(type(fact)) in {row.fact for row in here}


OF_ITS_HANDLER = {
    *("sign", "request_return", "contact", "investigate", "mediate", "end_mediation", "request_extension", "reply"),
}


@pytest.mark.parametrize("action", sorted(OF_ITS_HANDLER))
def test_another_department_does_nothing_with_a_case(action: str) -> None:
    row = LIFE_CYCLE.rows(action)[-1]
    role = next(iter(row.roles & {Role.LIAISON, Role.DEPUTY}))

    with pytest.raises(NotYourCase):
        ACTS[action](ready(action, row.sources[0]), actor(role, department="taxation"))


def test_a_refused_move_leaves_the_complaint_as_it_was() -> None:
    before = replace(REGISTERED)

    with pytest.raises(MoveNotAllowed):
        ACTS["close"](REGISTERED, actor(Role.OFFICER))

    assert before == REGISTERED


def test_a_sender_that_has_seen_another_version_is_refused_with_both_versions() -> None:
    with pytest.raises(Outdated) as refused:
        REGISTERED.expect(2)

    assert refused.value.args == ("3", "2")


def test_a_sender_that_names_no_version_is_not_refused() -> None:
    REGISTERED.expect(None)
    REGISTERED.expect(3)


def test_every_state_but_the_archive_leads_somewhere_and_every_state_can_be_reached() -> None:
    reached = {row.target for row in LIFE_CYCLE.moves if row.target}

    assert reached | {State.FINALISED} == set(State)
    assert [state for state in State if not LIFE_CYCLE.allowed_from(state)] == [State.ARCHIVED]


def test_every_fact_of_the_table_is_a_contract() -> None:
    def below(kind: type) -> set[str]:
        return {wire_name(kind)}.union(*(below(child) for child in kind.__subclasses__()))

    assert {row.fact for row in LIFE_CYCLE.moves} <= below(ComplaintFact)
