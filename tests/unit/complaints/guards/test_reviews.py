"""Which reviews may be asked for, by whom they are decided, and when a case is filed away."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts import complaints as says
from contracts.complaints import (
    Outcome,
    ReviewDecision,
    State,
)
from contracts.people import Role
from tests.unit.complaints.cases import ACTS, AT, DUE, LATER, actor, standing

OFFICER, DIRECTOR = actor(Role.OFFICER), actor(Role.DIRECTOR)
S = State


def test_two_reviews_each_once_and_within_thirty_days() -> None:
    operator = actor(Role.OPERATOR)
    closed = standing(S.CLOSED, ended_at=AT)

    with pytest.raises(says.TooLate):
        closed.request_review(by=operator, at=AT + timedelta(days=31))
    first, _ = closed.request_review(by=operator, at=LATER)
    upheld, _ = first.decide_review(ReviewDecision.UPHELD, by=actor(Role.REVIEWER, id="first"), at=LATER)
    second, fact = upheld.request_review(by=operator, at=LATER)
    assert (upheld.state, fact.tier) == (S.CLOSED, 2)
    with pytest.raises(says.NotYourRole):
        second.decide_review(ReviewDecision.UPHELD, by=actor(Role.REVIEWER, id="second"), at=LATER)
    with pytest.raises(says.SamePerson):
        second.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER, id="first"), at=LATER)
    final, _ = second.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER, id="second"), at=LATER)
    assert final.state is S.FINALISED
    with pytest.raises(says.ReviewedBefore):
        replace(final, state=S.CLOSED).request_review(by=operator, at=LATER)


@pytest.mark.parametrize("state", [S.CLOSED, S.REFUSED])
def test_a_case_is_not_filed_away_by_hand_while_a_review_may_be_asked_for(state: State) -> None:
    ended = standing(state, ended_at=AT)
    last, over = AT + timedelta(days=30), AT + timedelta(days=31)

    assert ended.request_review(by=actor(Role.OPERATOR), at=last)[0].state is S.UNDER_REVIEW
    with pytest.raises(says.ReviewStillOpen) as refused:
        ended.archive(by=DIRECTOR, at=last)
    assert [fault.rule for fault in refused.value.faults] == ["review_still_open"]
    assert ended.archive(by=DIRECTOR, at=over)[0].state is S.ARCHIVED


@pytest.mark.parametrize(("state", "reviews"), [(S.FINALISED, 2), (S.CLOSED, 2), (S.MERGED, 0), (S.WITHDRAWN, 0)])
def test_what_is_not_reviewed_any_more_is_filed_away_at_once(state: State, reviews: int) -> None:
    ended = standing(state, ended_at=AT, reviews=reviews)

    assert ended.archive(by=DIRECTOR, at=LATER)[0].state is S.ARCHIVED


def test_what_a_review_overturns_is_handled_again_from_the_beginning_of_the_end() -> None:
    review = standing(S.UNDER_REVIEW, outcome=Outcome.RESOLVED, is_reached=True)

    again, _ = review.decide_review(ReviewDecision.OVERTURNED, by=actor(Role.REVIEWER), at=LATER)

    assert (again.state, again.outcome, again.is_reached, again.ended_at) == (S.INVESTIGATING, None, False, None)


def test_who_refused_a_case_does_not_decide_its_review() -> None:
    proposed, _ = ACTS["propose_refusal"](standing(S.REGISTERED), actor(Role.OFFICER, id="proposer"))
    refused, _ = ACTS["refuse"](proposed, actor(Role.DIRECTOR, id="decider"))
    review, _ = refused.request_review(by=actor(Role.OPERATOR), at=LATER)

    for id_ in ("proposer", "decider"):
        with pytest.raises(says.SamePerson):
            review.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER, id=id_), at=LATER)
    assert review.decide_review(ReviewDecision.UPHELD, by=actor(Role.LEADER), at=LATER)[0].state is S.REFUSED


def test_a_refusal_that_a_review_overturns_is_taken_on_and_dispatched() -> None:
    refused = standing(S.REFUSED, ended_at=AT, about="office")
    review, _ = refused.request_review(by=actor(Role.OPERATOR), at=LATER)

    again, fact = review.decide_review(ReviewDecision.OVERTURNED, by=actor(Role.LEADER), at=LATER)

    assert (again.state, again.previous, again.ended_at, fact.state) == (S.ACCEPTED, None, None, S.ACCEPTED)
    assert again.dispatch("leading_group", due_on=DUE, by=OFFICER, at=LATER)[0].state is S.DISPATCHED
