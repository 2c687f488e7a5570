"""The life cycle: what the table allows happens, and nothing else does."""

from dataclasses import replace

import pytest

from contracts.complaints import ComplaintFact, MoveNotAllowed, NotYourCase, NotYourRole, OfficeAccused, State
from contracts.people import Actor, Role
from contracts.refusals import Outdated
from contracts.wire import wire_name
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.life_cycle import ABOUT_THE_OFFICE, LIFE_CYCLE, life_cycle_about
from tests.unit.complaints.cases import ACTS, LATER, REGISTERED, WAITING, actor, standing


def ready(action: str, state: State, about: str | None = None) -> Complaint:
    return standing(state, **WAITING.get(action, {}), about=about)


def test_every_action_of_the_table_is_an_act_of_a_complaint() -> None:
    assert set(ACTS) == set(LIFE_CYCLE.actions) - {"file"}


@pytest.mark.parametrize("about", [None, "office"])
@pytest.mark.parametrize("action", sorted(ACTS))
def test_every_state_action_and_role_is_allowed_or_refused_as_the_table_says(action: str, about: str | None) -> None:
    for state in State:
        for role in Role:
            _check(state, action, role, about)


def _check(state: State, action: str, role: Role, about: str | None) -> None:
    rows = life_cycle_about(about).rows(action)
    here = [row for row in rows if state in row.sources]
    may = {role for row in here or rows for role in row.roles}
    complaint = ready(action, state, about)

    if role not in may:
        with pytest.raises(NotYourRole):
            ACTS[action](complaint, actor(role))
    elif not here:
        with pytest.raises(MoveNotAllowed) as refused:
            ACTS[action](complaint, actor(role))
        assert refused.value.allowed == LIFE_CYCLE.allowed_from(state)
    elif about and (action in HANDED_ON or (action == "investigate" and complaint.department is None)):
        with pytest.raises(OfficeAccused):  # to anybody but the leading group
            ACTS[action](complaint, actor(role))
    elif action in OF_ITS_HANDLER and not _handles(actor(role), complaint):
        with pytest.raises(NotYourCase):
            ACTS[action](complaint, actor(role))
    else:
        moved, fact = ACTS[action](complaint, actor(role))
        row = next(row for row in here if role in row.roles)
        assert (moved.version, moved.changed_at) == (4, LATER)
        assert moved.state in row.targets(state)
        assert (fact.state, fact.version, fact.number) == (moved.state, 4, complaint.number)
        assert wire_name(type(fact)) in {row.fact for row in here}


def _handles(by: Actor, complaint: Complaint) -> bool:
    if complaint.about == "office" and complaint.department and Role.LEADER in by.roles:
        return True
    return by.department == complaint.department


HANDED_ON = {"dispatch", "grant_return", "adjudicate"}
OF_ITS_HANDLER = {
    *("sign", "request_return", "contact", "investigate", "mediate", "end_mediation", "request_extension", "reply"),
}


DECIDED_BY_THE_OFFICE = {
    *("propose_refusal", "refuse", "merge", "unmerge", "grant_return", "refuse_return", "adjudicate"),
    *("suspend", "resume", "decide_extension", "extend_ceiling", "redo", "verify", "close", "reopen", "decide_review"),
    *("withdraw", "go_on", "archive", "relabel", "confirm_relabel"),
}


def test_the_accused_office_decides_nothing_about_itself_and_the_leading_group_everything() -> None:
    office = {Role.OPERATOR, Role.OFFICER, Role.DIRECTOR, Role.CALLBACK_AGENT, Role.REVIEWER}
    rows = [row for row in ABOUT_THE_OFFICE.moves if row.action in DECIDED_BY_THE_OFFICE]

    assert {row.action for row in rows} == DECIDED_BY_THE_OFFICE
    assert not [row for row in rows if row.roles & office]
    assert all(Role.LEADER in row.roles for row in ABOUT_THE_OFFICE.moves)


def test_what_is_about_others_is_no_leaders_to_decide() -> None:
    assert [row.action for row in LIFE_CYCLE.moves if Role.LEADER in row.roles] == ["decide_review"]


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
