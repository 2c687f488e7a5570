"""Whom a case may be given to, and how it comes back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from contracts import complaints as says
from contracts.complaints import (
    State,
)
from contracts.people import Role
from services.complaints.domain.complaint import Complaint
from tests.unit.complaints.cases import ACTS, AT, DUE, LATER, UNIT, actor, standing

OFFICER, DIRECTOR = actor(Role.OFFICER), actor(Role.DIRECTOR)
S = State


@pytest.mark.parametrize(
    ("about", "section", "department", "to_section", "refusal"),
    [
        (UNIT, "window", UNIT, "window", says.SectionAccused),
        (UNIT, "window", UNIT, None, says.SectionAccused),
        (UNIT, "window", UNIT, "discipline", None),
        (UNIT, None, UNIT, None, None),
        (UNIT, "window", "taxation", None, None),
        ("office", None, UNIT, None, says.OfficeAccused),
        ("office", None, "leading_group", None, None),
    ],
)
def test_never_to_the_accused_section_and_a_case_about_the_office_to_the_leading_group(
    about: str, section: str | None, department: str, to_section: str | None, refusal: type[Exception] | None
) -> None:
    complaint = standing(S.ACCEPTED, about=about, about_section=section)

    def dispatch() -> Complaint:
        return complaint.dispatch(department, section=to_section, due_on=DUE, by=OFFICER, at=LATER)[0]

    if refusal is None:
        assert dispatch().department == department
    else:
        with pytest.raises(refusal):
            dispatch()


@pytest.mark.parametrize(
    ("about", "section", "assisting", "refusal"),
    [
        (UNIT, "window", (UNIT,), says.SectionAccused),
        (UNIT, "window", ("housing", UNIT), says.SectionAccused),
        (UNIT, "window", ("housing",), None),
        (UNIT, None, (UNIT,), None),
        ("office", None, ("office",), says.OfficeAccused),
        ("office", None, ("housing",), None),
    ],
)
def test_who_is_accused_does_not_assist_either(
    about: str, section: str | None, assisting: tuple[str, ...], refusal: type[Exception] | None
) -> None:
    complaint = standing(S.ACCEPTED, about=about, about_section=section)
    lead = "leading_group" if about == "office" else "taxation"

    def dispatch() -> Complaint:
        return complaint.dispatch(lead, assisting=assisting, due_on=DUE, by=OFFICER, at=LATER)[0]

    if refusal is None:
        assert dispatch().assisting == assisting
    else:
        with pytest.raises(refusal):
            dispatch()


@pytest.mark.parametrize("action", ["grant_return", "adjudicate"])
@pytest.mark.parametrize(("about", "section"), [("taxation", "window"), ("office", None)])
def test_a_transfer_does_not_reach_who_is_accused_either(action: str, about: str, section: str | None) -> None:
    complaint = standing(S.RETURN_REQUESTED, about=about, about_section=section)
    decider = actor(Role.LEADER) if about == "office" else DIRECTOR

    with pytest.raises((says.SectionAccused, says.OfficeAccused)):
        ACTS[action](complaint, decider)


def test_a_case_may_be_ruled_to_stay_with_another_section_of_the_accused_department() -> None:
    twice = standing(S.RETURN_REQUESTED, about=UNIT, about_section="window", section="discipline", returns=2)

    ruled, fact = twice.adjudicate(UNIT, by=DIRECTOR, at=LATER)

    assert (ruled.state, ruled.department, ruled.section) == (S.SIGNED, UNIT, "discipline")
    assert fact.department == UNIT
    with pytest.raises(says.SectionAccused):
        replace(twice, section="window").adjudicate(UNIT, by=DIRECTOR, at=LATER)


def test_the_office_does_not_investigate_itself() -> None:
    with pytest.raises(says.OfficeAccused):
        ACTS["investigate"](standing(S.ACCEPTED, about="office", is_contacted=True), actor(Role.LEADER))


def test_a_case_is_returned_within_two_working_days() -> None:
    liaison = actor(Role.LIAISON)
    complaint = standing(S.SIGNED)  # dispatched on Monday

    assert complaint.request_return("taxation", by=liaison, at=AT + timedelta(days=2))[0].returns == 1
    with pytest.raises(says.TooLate):
        complaint.request_return("taxation", by=liaison, at=AT + timedelta(days=3))


@pytest.mark.parametrize(
    ("moment", "is_late"),
    [
        (None, False),  # it does not say when
        (AT - timedelta(days=365), True),
        (datetime(2026, 11, 22, 15, 54, tzinfo=UTC), True),
        (datetime(2026, 11, 22, 15, 56, tzinfo=UTC), False),  # its clock may be minutes off: in the city it is midnight
        (datetime(2026, 11, 22, 16, tzinfo=UTC), False),  # before the hour of the dispatch, on its day
        (AT + timedelta(days=30), False),  # its system was away
    ],
)
def test_what_happened_before_the_day_of_the_dispatch_is_of_another_round(
    moment: datetime | None, *, is_late: bool
) -> None:
    case = standing(S.DISPATCHED, dispatched_at=AT)
    if not is_late:
        case.check_happened(moment)
        return
    with pytest.raises(says.HappenedBefore):
        case.check_happened(moment)


def test_the_second_return_forces_the_directors_ruling() -> None:
    twice = standing(S.RETURN_REQUESTED, returns=2)

    for action in ("grant_return", "refuse_return"):
        with pytest.raises(says.AdjudicationNeeded):
            ACTS[action](twice, OFFICER)
    ruled, fact = twice.adjudicate(UNIT, by=DIRECTOR, at=LATER)
    assert (ruled.state, fact.department, fact.category) == (S.SIGNED, UNIT, "slow")
    moved, fact = twice.adjudicate("taxation", by=DIRECTOR, at=LATER)
    assert (moved.state, fact.previous, fact.due_on) == (S.DISPATCHED, UNIT, DUE)


def test_a_transfer_keeps_the_day_by_which_the_case_must_be_answered() -> None:
    moved, fact = ACTS["grant_return"](standing(S.RETURN_REQUESTED), OFFICER)

    assert (moved.department, moved.due_on, fact.due_on) == ("taxation", DUE, DUE)  # type: ignore[attr-defined]
