"""Who agrees to another label of a case."""

from typing import Any

import pytest

from contracts import complaints as says
from contracts.complaints import (
    RelabelComplaint,
    State,
)
from contracts.people import Role
from tests.unit.complaints.cases import LATER, actor, standing

OFFICER = actor(Role.OFFICER)
S = State


def _relabelling(**said: Any) -> RelabelComplaint:
    return RelabelComplaint(number="TS-2026-000001", **said)


def test_before_the_dispatch_a_case_is_relabelled_freely() -> None:
    moved, fact = standing(S.ACCEPTED, severity=3).relabel(_relabelling(severity=1), by=OFFICER, at=LATER)

    assert (moved.severity, type(fact)) == (1, says.ComplaintRelabelled)


@pytest.mark.parametrize("said", [{"severity": 2}, {"kind": says.Kind.CONSULTATION}])
def test_after_the_dispatch_a_second_person_agrees_to_what_makes_it_lighter(said: dict[str, Any]) -> None:
    proposed, fact = standing(S.SIGNED, severity=3).relabel(_relabelling(**said), by=OFFICER, at=LATER)
    assert (type(fact), proposed.severity, proposed.kind) == (says.RelabelProposed, 3, says.Kind.COMPLAINT)

    with pytest.raises(says.SamePerson):
        proposed.confirm_relabel(agreed=True, by=OFFICER, at=LATER)
    another = actor(Role.OFFICER, id="another")
    kept, fact = proposed.confirm_relabel(agreed=False, by=another, at=LATER)
    assert (type(fact), kept.severity, kept.proposed) == (says.RelabelRefused, 3, None)
    lighter, done = proposed.confirm_relabel(agreed=True, by=another, at=LATER)
    assert isinstance(done, says.ComplaintRelabelled)
    assert (done.guarded, lighter.proposed) == (True, None)
    assert {name: getattr(lighter, name) for name in said} == said


def test_what_makes_it_graver_needs_nobody_else() -> None:
    moved, fact = standing(S.SIGNED).relabel(_relabelling(severity=3), by=OFFICER, at=LATER)

    assert (moved.severity, type(fact)) == (3, says.ComplaintRelabelled)


def test_a_graver_category_makes_the_case_as_grave_as_that_and_a_lighter_one_no_lighter() -> None:
    graver, fact = standing(S.SIGNED, severity=1).relabel(_relabelling(category="misconduct"), by=OFFICER, at=LATER)
    same, _ = standing(S.SIGNED, severity=3).relabel(_relabelling(category="attitude"), by=OFFICER, at=LATER)

    assert (graver.category, graver.severity, type(fact)) == ("misconduct", 3, says.ComplaintRelabelled)
    assert (same.category, same.severity) == ("attitude", 3)


def test_to_take_a_graver_category_for_lighter_than_it_is_needs_a_second_person() -> None:
    said = _relabelling(category="misconduct", severity=1)

    proposed, fact = standing(S.SIGNED, severity=1).relabel(said, by=OFFICER, at=LATER)
    assert (type(fact), proposed.category) == (says.RelabelProposed, "slow")
    free, _ = standing(S.ACCEPTED, severity=1).relabel(said, by=OFFICER, at=LATER)
    assert (free.category, free.severity) == ("misconduct", 1)


def test_a_relabelling_changes_something() -> None:
    with pytest.raises(says.NothingToChange):
        standing(S.SIGNED).relabel(_relabelling(severity=1), by=OFFICER, at=LATER)
