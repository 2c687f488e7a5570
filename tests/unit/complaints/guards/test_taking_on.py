"""What refusing a case and joining it to another need beyond state and role."""

from dataclasses import replace
from datetime import timedelta

import pytest

from contracts import complaints as says
from contracts.complaints import (
    Outcome,
    State,
)
from contracts.people import Role
from services.complaints.domain.complaint import Complaint
from tests.unit.complaints.cases import ACTS, AT, LATER, OTHER, UNIT, actor, standing

OFFICER, DIRECTOR = actor(Role.OFFICER), actor(Role.DIRECTOR)
S = State


def test_a_refusal_needs_a_proposal_of_another_person() -> None:
    with pytest.raises(says.NotProposed):
        ACTS["refuse"](standing(S.REGISTERED), DIRECTOR)

    proposed, _ = ACTS["propose_refusal"](standing(S.REGISTERED), DIRECTOR)
    with pytest.raises(says.SamePerson):
        ACTS["refuse"](proposed, DIRECTOR)

    refused, fact = ACTS["refuse"](proposed, actor(Role.DIRECTOR, id="another"))
    assert (refused.state, refused.proposed, fact.ground) == (S.REFUSED, None, says.RefusalGround.CIVIL_DISPUTE)  # type: ignore[attr-defined]


def test_a_second_proposal_waits_for_the_first() -> None:
    proposed, _ = ACTS["propose_refusal"](standing(S.REGISTERED), OFFICER)

    with pytest.raises(says.AlreadyProposed):
        ACTS["propose_refusal"](proposed, OFFICER)


@pytest.mark.parametrize(
    ("into", "followers", "refusal"),
    [
        (standing(S.REGISTERED), 0, says.MergedIntoItself),
        (OTHER, 1, says.MergeInARing),
        (replace(OTHER, state=S.CLOSED), 0, says.MergeTargetEnded),
        (replace(OTHER, state=S.MERGED), 0, says.MergeTargetEnded),
        (replace(OTHER, category="attitude"), 0, says.MergeOfAnotherMatter),
        (replace(OTHER, about="taxation"), 0, says.MergeOfAnotherMatter),
    ],
)
def test_a_case_is_not_joined_to_itself_nor_in_a_ring_nor_to_what_has_ended_or_is_another_matter(
    into: Complaint, followers: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        standing(S.REGISTERED, about=UNIT).merge(into, followed=followers > 0, by=OFFICER, at=LATER)


@pytest.mark.parametrize(("about", "into"), [(UNIT, UNIT), (None, UNIT), (UNIT, None), (None, None)])
def test_what_names_no_department_may_be_of_the_same_matter(about: str | None, into: str | None) -> None:
    case = standing(S.REGISTERED, about=about)

    merged, _ = case.merge(replace(OTHER, about=into), followed=False, by=OFFICER, at=LATER)

    assert (merged.state, merged.merged_into) == (S.MERGED, OTHER.number)


def test_a_joined_case_comes_out_as_it_went_in_within_fifteen_working_days() -> None:
    merged = standing(S.MERGED, outcome=Outcome.RESOLVED)

    back, fact = merged.unmerge(by=DIRECTOR, at=AT + timedelta(days=21))  # 2026-12-14, the fifteenth
    assert (back.state, back.merged_into, back.outcome, fact.out_of) == (S.ACCEPTED, None, None, OTHER.number)
    with pytest.raises(says.TooLate):
        merged.unmerge(by=DIRECTOR, at=AT + timedelta(days=22))
