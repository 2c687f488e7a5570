"""What a substantiated complaint shows: relapses reopen the rectification, and like cases call for a supervision."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

import pytest

from contracts.complaints import Finding, MoveNotAllowed
from contracts.departments import RectificationServed
from contracts.directory import Post
from contracts.rectification import (
    RectificationKind,
    RectificationRelapsed,
    RectificationState,
    SpecialSupervisionProposed,
)
from services.complaints.directory.domain.ladder import Ladder
from services.complaints.domain.complaint import Complaint
from services.complaints.rectification.domain.patterns import LikeCase, Pattern, propose_special_supervision
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.use_cases.detecting import follow_substantiated
from tests.unit.complaints.rectification.builders import (
    AT,
    BUREAU,
    COMPLAINT,
    OFFICER,
    RECTIFICATION,
    Office,
    Seen,
    days,
)

S = RectificationState
DIRECTOR = UUID(int=77)
LADDER = Ladder(None, lambda _, post: DIRECTOR if post is Post.DIRECTOR else None)
STRUCK_OFF = replace(RECTIFICATION, state=S.ACCEPTED, accepted_at=AT)


def complaint(n: int, *, filed: int = 10, **changes: Any) -> Complaint:
    return replace(COMPLAINT, id=UUID(int=n), number=f"TS-2026-{n:06d}", filed_at=days(filed), **changes)


def follow(office: Office, complaint: Complaint, seen: Seen | None = None, at: datetime | None = None) -> Seen:
    seen = seen or Seen()
    follow_substantiated(complaint, office.desk(OFFICER, at or days(20)), cast(Any, seen), office=LADDER)
    return seen


def case(n: int, day: int, department: str = BUREAU, category: str = "slow") -> LikeCase:
    return LikeCase(
        complaint_id=UUID(int=n), number=f"TS-2026-{n:06d}", category=category, department=department, at=days(day)
    )


def test_a_like_complaint_reopens_what_was_struck_off_and_serves_the_order_anew() -> None:
    office = Office(STRUCK_OFF)

    follow(office, complaint(2))

    (fact,) = office.told.facts
    assert isinstance(fact, RectificationRelapsed)
    assert (fact.state, fact.proof, fact.due_on) == (S.RELAPSED, "TS-2026-000002", date(2026, 4, 13))
    assert office.clocks.running() == [("rectification", date(2026, 4, 13))]
    assert [type(parcel) for _, parcel in office.told.sent] == [RectificationServed]


@pytest.mark.parametrize("state", [S.ACCEPTED, S.RECHECKED])
def test_a_look_back_that_went_well_does_not_keep_it_closed(state: RectificationState) -> None:
    office = Office(replace(STRUCK_OFF, state=state))

    follow(office, complaint(2))

    assert office.only.state is S.RELAPSED


@pytest.mark.parametrize(
    "other",
    [
        complaint(2, category="attitude"),
        complaint(2, department="taxation"),
        complaint(2, about="taxation"),
        complaint(2, filed=-1),
        complaint(2, filed=181),
        complaint(2, finding=Finding.NOT_SUBSTANTIATED),
        complaint(2, finding=Finding.UNDETERMINABLE),
        complaint(2, finding=None),
        complaint(2, department=None),
    ],
    ids=["category", "department", "about", "before", "after", "unfounded", "unclear", "unfinished", "nobody"],
)
def test_another_matter_reopens_nothing(other: Complaint) -> None:
    office = Office(STRUCK_OFF)

    follow(office, other, at=days(200))

    assert office.only == STRUCK_OFF
    assert office.told.facts == []


def test_whoever_is_complained_of_counts_not_whoever_handled_it() -> None:
    office = Office(STRUCK_OFF)

    follow(office, complaint(2, about=BUREAU, department="taxation"))

    assert office.only.state is S.RELAPSED


def test_a_proposal_that_was_not_taken_up_neither_relapses_nor_hides_what_was_put_right_before() -> None:
    declined = replace(
        STRUCK_OFF,
        id=UUID(int=3),
        number="ZG-2026-000003",
        kind=RectificationKind.POLICY_PROPOSAL,
        adopted=False,
        accepted_at=days(1),
    )
    office = Office(STRUCK_OFF, declined)

    follow(office, complaint(2))

    states = {number: one.state for number, one in office.shelf.rectifications.items()}
    assert states == {"ZG-2026-000001": S.RELAPSED, "ZG-2026-000003": S.ACCEPTED}
    with pytest.raises(MoveNotAllowed):
        declined.relapse(due_on=date(2026, 5, 1), by=OFFICER, at=AT)


def test_only_the_one_that_was_struck_off_last_is_reopened_and_once() -> None:
    older: Rectification = replace(
        STRUCK_OFF, id=UUID(int=3), number="ZG-2026-000003", accepted_at=days(-30), state=S.RECHECKED
    )
    office = Office(older, STRUCK_OFF)

    seen = follow(office, complaint(2))
    follow(office, complaint(3), seen)

    states = {number: one.state for number, one in office.shelf.rectifications.items()}
    assert states == {"ZG-2026-000003": S.RECHECKED, "ZG-2026-000001": S.RELAPSED}
    assert len(office.told.facts) == 1


def test_a_complaint_that_is_verified_again_is_no_second_case() -> None:
    office = Office(STRUCK_OFF)
    seen = follow(office, complaint(2))

    office.shelf.keep(replace(office.only, state=S.ACCEPTED))
    follow(office, complaint(2), seen)

    assert (office.only.state, len(seen.cases)) == (S.ACCEPTED, 1)


# Like cases


def test_three_like_cases_across_two_departments_call_for_a_special_supervision() -> None:
    cases = [case(1, 0), case(2, 10, "taxation"), case(3, 30)]

    assert propose_special_supervision(cases) == tuple(cases)


@pytest.mark.parametrize(
    "cases",
    [
        [],
        [case(1, 0), case(2, 10, "taxation")],
        [case(1, 0), case(2, 10), case(3, 20)],
        [case(1, 0), case(2, 10, "taxation"), case(3, 31)],
        [case(1, 0), case(2, 10, "taxation"), case(3, 20, category="attitude")],
    ],
    ids=["none", "two", "one department", "31 days", "another category"],
)
def test_fewer_or_farther_apart_or_unlike_ones_do_not(cases: list[LikeCase]) -> None:
    assert propose_special_supervision(cases) == ()


def test_the_third_like_case_proposes_it_naming_the_cases() -> None:
    office, seen = Office(), Seen(case(1, 0), case(2, 10, "taxation"))

    follow(office, complaint(3), seen)

    (fact,) = office.told.facts
    assert isinstance(fact, SpecialSupervisionProposed)
    assert [(one.post, one.party) for one in fact.addressees] == [(Post.DIRECTOR, str(DIRECTOR))]
    assert fact.complaints == ["TS-2026-000001", "TS-2026-000002", "TS-2026-000003"]
    assert (fact.departments, fact.first_on, fact.last_on) == (
        [BUREAU, "taxation"],
        date(2026, 3, 2),
        date(2026, 3, 22),
    )


def test_a_window_sees_one_proposal_and_the_next_window_another() -> None:
    office, seen = Office(), Seen(case(1, 0), case(2, 10, "taxation"))
    for number, day in ((3, 20), (4, 22), (5, 40), (6, 50), (7, 51)):
        department = "taxation" if number % 2 else BUREAU
        follow(office, complaint(number, department=department), seen, at=days(day))

    assert [(fact.version, fact.complaints[0], fact.last_on) for fact in office.told.facts] == [
        (1, "TS-2026-000001", date(2026, 3, 22)),
        (2, "TS-2026-000004", date(2026, 4, 22)),
    ]


def test_a_pattern_passes_over_cases_of_another_category() -> None:
    pattern = Pattern(id=UUID(int=1), category="attitude")

    assert pattern.see([case(1, 0), case(2, 1, "taxation"), case(3, 2)], at=days(2)) is None
