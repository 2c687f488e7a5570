"""What an act needs beyond its state and its role while a case is under way: contact, waiting, more time."""

from datetime import UTC, date, datetime

import pytest

from contracts import complaints as says
from contracts.complaints import (
    Outcome,
    State,
    SuspensionGround,
)
from contracts.people import Role
from tests.unit.complaints.cases import ACTS, DUE, LATER, actor, standing

OFFICER, DIRECTOR = actor(Role.OFFICER), actor(Role.DIRECTOR)
S = State


def test_the_investigation_needs_the_first_contact_where_somebody_can_be_contacted() -> None:
    deputy = actor(Role.DEPUTY)

    with pytest.raises(says.ContactMissing):
        ACTS["investigate"](standing(S.SIGNED, is_contacted=False), deputy)
    assert ACTS["investigate"](standing(S.SIGNED, is_contacted=False, party=None), deputy)[0].state is S.INVESTIGATING


def test_the_office_handles_itself_what_it_hands_to_nobody() -> None:
    own, _ = ACTS["investigate"](standing(S.ACCEPTED, is_contacted=True), OFFICER)

    assert (own.handling, own.department, own.due_on) == (says.Handling.SELF, None, DUE)
    assert ACTS["reply"](own, OFFICER)[0].state is S.REPLIED
    with pytest.raises(says.NotYourCase):
        ACTS["reply"](own, actor(Role.DEPUTY))


def test_rounds_of_mediation_are_counted() -> None:
    case = standing(S.INVESTIGATING)
    for _ in range(3):
        case, fact = case.mediate(by=actor(Role.DEPUTY), at=LATER)

    ended, fact = case.end_mediation(agreed=True, by=actor(Role.DEPUTY), at=LATER)
    assert (fact.rounds, ended.state) == (3, S.INVESTIGATING)


@pytest.mark.parametrize(
    ("until", "refusal"),
    [(date(2026, 11, 24), says.InThePast), (date(2026, 1, 1), says.InThePast), (date(2027, 6, 1), says.TooLong)],
)
def test_a_case_waits_for_a_day_ahead_and_sixty_working_days_at_most(until: date, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        standing(S.INVESTIGATING).suspend(SuspensionGround.COURT, until, by=DIRECTOR, at=LATER)


def test_a_suspended_case_goes_on_where_it_stood() -> None:
    assert ACTS["resume"](standing(S.SUSPENDED), DIRECTOR)[0].state is S.MEDIATING


def test_more_time_is_asked_for_once_and_before_the_time_is_over() -> None:
    deputy = actor(Role.DEPUTY)
    case = standing(S.INVESTIGATING)

    with pytest.raises(says.TooLate):
        case.request_extension(by=deputy, at=datetime(2026, 12, 9, 8, tzinfo=UTC))
    asked, _ = case.request_extension(by=deputy, at=LATER)
    with pytest.raises(says.ExtendedBefore):
        asked.request_extension(by=deputy, at=LATER)
    with pytest.raises(says.NotProposed):
        ACTS["decide_extension"](case, DIRECTOR)
    denied, fact = asked.decide_extension(granted=False, due_on=date(2026, 12, 22), by=DIRECTOR, at=LATER)
    assert (denied.due_on, type(fact)) == (DUE, says.ExtensionDenied)


def test_more_time_is_not_granted_once_the_time_is_over() -> None:
    asked = standing(S.INVESTIGATING, extension="asked")
    late = datetime(2026, 12, 9, 8, tzinfo=UTC)

    with pytest.raises(says.TooLate):
        asked.decide_extension(granted=True, due_on=date(2026, 12, 22), by=DIRECTOR, at=late)
    denied, _ = asked.decide_extension(granted=False, due_on=date(2026, 12, 22), by=DIRECTOR, at=late)
    assert denied.extension == "denied"


def test_the_ceiling_is_extended_before_it_has_passed_and_leaves_the_day_of_the_answer() -> None:
    case, later = standing(S.INVESTIGATING), date(2027, 2, 22)
    last, over = datetime(2026, 12, 8, 15, tzinfo=UTC), datetime(2026, 12, 8, 16, tzinfo=UTC)

    moved, fact = case.extend_ceiling(ceiling=DUE, until=later, by=DIRECTOR, at=last)
    assert (moved.due_on, moved.state, fact.until) == (DUE, S.INVESTIGATING, later)
    with pytest.raises(says.TooLate):
        case.extend_ceiling(ceiling=DUE, until=later, by=DIRECTOR, at=over)


@pytest.mark.parametrize("action", ["grant_return", "adjudicate"])
@pytest.mark.parametrize(("before", "after"), [("asked", None), ("denied", None), ("granted", "granted")])
def test_the_next_unit_may_ask_for_more_time_unless_the_case_has_had_it(
    action: str, before: str, after: str | None
) -> None:
    moved, _ = ACTS[action](standing(S.RETURN_REQUESTED, extension=before), DIRECTOR)

    assert (moved.department, moved.extension) == ("taxation", after)


def test_the_office_closes_nothing_as_withdrawn() -> None:
    with pytest.raises(says.WithdrawnByNobody) as refused:
        standing(S.VERIFIED, is_reached=True).close(Outcome.WITHDRAWN, by=OFFICER, at=LATER)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/outcome", "withdrawn_by_nobody")]
