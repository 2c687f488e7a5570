"""What closes a case: three people, somebody who was reached, or calls in vain."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from contracts import complaints as says
from contracts.complaints import (
    Mode,
    Outcome,
    Satisfaction,
    Solved,
    State,
)
from contracts.people import Role
from services.complaints.domain.complaint import Complaint
from tests.unit.complaints.cases import ACTS, AT, LATER, actor, reached, standing

OFFICER, AGENT = actor(Role.OFFICER), actor(Role.CALLBACK_AGENT)
S = State
IN_VAIN = reached(reached=False, satisfaction=None, solved=None)


@pytest.mark.parametrize("answers", [0, 1, 3])
def test_a_reply_answers_each_claim_that_the_office_has_named_and_no_other(answers: int) -> None:
    accepted, _ = standing(S.REGISTERED).accept(claims=("请求补办", "请求致歉"), by=OFFICER, at=LATER)
    case = replace(accepted, state=S.INVESTIGATING)

    with pytest.raises(says.ClaimsUnanswered) as refused:
        case.reply(says.Finding.PARTLY, answers=answers, by=OFFICER, at=LATER)
    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/answers", "one_a_claim")]
    assert case.reply(says.Finding.PARTLY, answers=2, by=OFFICER, at=LATER)[0].state is S.REPLIED


def test_whoever_answered_does_not_verify() -> None:
    with pytest.raises(says.SamePerson):
        ACTS["verify"](standing(S.REPLIED, replied_by="somebody"), OFFICER)


def test_a_grave_case_takes_two_officers() -> None:
    grave = standing(S.REPLIED, severity=3)

    begun, fact = ACTS["verify"](grave, OFFICER)
    assert (begun.state, type(fact)) == (S.REPLIED, says.VerificationBegun)
    with pytest.raises(says.SamePerson):
        ACTS["verify"](begun, OFFICER)
    verified, fact = ACTS["verify"](begun, actor(Role.OFFICER, id="another"))
    assert (verified.state, type(fact)) == (S.VERIFIED, says.ComplaintVerified)


@pytest.mark.parametrize("before", ["replied_by", "verified_by", "checked_by"])
def test_three_people_close_a_case(before: str) -> None:
    with pytest.raises(says.SamePerson):
        ACTS["call_back"](standing(S.VERIFIED, **{before: "somebody"}), AGENT)


def test_who_was_reached_has_said_what_they_think() -> None:
    with pytest.raises(says.SurveyMissing):
        standing(S.VERIFIED).call_back(reached(solved=None), by=AGENT, at=LATER)


def _called(complaint: Complaint, *moments: datetime) -> Complaint:
    for moment in moments:
        complaint, _ = complaint.call_back(IN_VAIN, by=AGENT, at=moment)
    return complaint


@pytest.mark.parametrize("moments", [(), (LATER, LATER, LATER), (AT, LATER)])
def test_a_case_is_not_closed_before_somebody_was_reached(moments: tuple[datetime, ...]) -> None:
    with pytest.raises(says.NotCalledBack):
        _called(standing(S.VERIFIED), *moments).close(Outcome.RESOLVED, by=AGENT, at=LATER)


def test_a_case_is_closed_after_three_calls_in_vain_on_two_days() -> None:
    called = _called(standing(S.VERIFIED), AT, AT, LATER)

    assert called.close(Outcome.UNRESOLVED_EXPLAINED, by=AGENT, at=LATER)[0].state is S.CLOSED


@pytest.mark.parametrize(
    ("finding", "outcome"),
    [
        (says.Finding.SUBSTANTIATED, Outcome.RESOLVED),
        (says.Finding.PARTLY, Outcome.PARTLY_RESOLVED),
        (says.Finding.NOT_SUBSTANTIATED, Outcome.UNFOUNDED),
        (says.Finding.UNDETERMINABLE, Outcome.UNRESOLVED_EXPLAINED),
    ],
)
def test_time_closes_what_was_called_in_vain_as_it_was_checked_and_says_that_nobody_was_reached(
    finding: says.Finding, outcome: Outcome
) -> None:
    called = _called(standing(S.VERIFIED, finding=finding), AT, AT, LATER)

    closed, fact = called.close_unreached(by=actor(Role.SYSTEM), at=LATER)

    assert (closed.state, closed.outcome, closed.finding) == (S.CLOSED, outcome, finding)
    assert (fact.outcome, fact.unreached) == (outcome, True)
    with pytest.raises(says.NotCalledBack):
        _called(standing(S.VERIFIED), AT, LATER).close_unreached(by=actor(Role.SYSTEM), at=LATER)


def test_a_case_that_was_reached_after_all_was_not_called_in_vain() -> None:
    reached_at_last, _ = _called(standing(S.VERIFIED), AT, AT, LATER).call_back(reached(), by=AGENT, at=LATER)

    assert reached_at_last.close(Outcome.RESOLVED, by=AGENT, at=LATER)[1].unreached is False


@pytest.mark.parametrize("changes", [{"party": None}, {"mode": Mode.ANONYMOUS}])
def test_nobody_is_called_where_the_vault_knows_nobody(changes: dict[str, Any]) -> None:
    assert ACTS["close"](standing(S.VERIFIED, **changes), OFFICER)[0].state is S.CLOSED


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"satisfaction": Satisfaction.VERY_DISSATISFIED, "solved": None}, "/satisfaction"),
        ({"satisfaction": None, "solved": Solved.YES}, "/solved"),
    ],
)
def test_a_call_says_nothing_of_satisfaction_when_nobody_was_reached(said: dict[str, Any], field: str) -> None:
    with pytest.raises(says.NobodyReached) as refused:
        standing(S.VERIFIED).call_back(reached(reached=False, **said), by=AGENT, at=LATER)
    assert [fault.pointer for fault in refused.value.faults] == [field]

    _, fact = standing(S.VERIFIED).call_back(IN_VAIN, by=AGENT, at=LATER)
    assert (fact.satisfaction, fact.solved, fact.attempts) == (None, None, 1)
