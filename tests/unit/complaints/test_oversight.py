"""A department sees what it has by now, and no other's; some see every department's."""

import pytest

from contracts.exposure import ExposureNotYours
from contracts.people import Actor, Role
from contracts.refusals import Forbidden
from services.complaints.domain.oversight import Oversight
from tests.unit.complaints.cases import UNIT, actor

OVERSIGHT = Oversight((Role.OFFICER, Role.LEADER), ExposureNotYours)
LIAISON, NOBODY = actor(Role.LIAISON), Actor(id="nobody", roles=[Role.INSPECTOR])


@pytest.mark.parametrize("have", [[UNIT], []])
def test_an_overseer_sees_what_any_department_has_and_what_none_has_yet(have: list[str]) -> None:
    OVERSIGHT.check("BG-2026-000001", have, actor(Role.LEADER))


@pytest.mark.parametrize(("by", "have"), [(LIAISON, []), (LIAISON, ["finance"]), (NOBODY, [UNIT])])
def test_what_somebody_does_not_have_is_refused_as_the_kinds_own_refusal(by: Actor, have: list[str]) -> None:
    OVERSIGHT.check("BG-2026-000001", [UNIT], LIAISON)
    with pytest.raises(ExposureNotYours) as refused:
        OVERSIGHT.check("BG-2026-000001", have, by)

    assert refused.value.args == ("BG-2026-000001", by.department or by.id)


@pytest.mark.parametrize("wanted", [None, "finance"])
def test_a_page_is_of_the_asking_department_and_an_overseers_of_whichever_they_want(wanted: str | None) -> None:
    assert OVERSIGHT.department_of(actor(Role.OFFICER), wanted) == wanted
    assert OVERSIGHT.department_of(LIAISON, wanted) == UNIT
    with pytest.raises(Forbidden):
        OVERSIGHT.department_of(NOBODY, wanted)
