"""``MINGCHA_PROCESSES``: what is read of it, and what is refused with the part that cannot be understood."""

import pytest

from mingcha.local.fleet import Fleet, service_of
from mingcha.local.troubles import ProcessesUnclear


@pytest.mark.parametrize("said", ["", " ", ","])
def test_nothing_said_is_one_process_each(said: str) -> None:
    assert list(Fleet.read(said)) == ["complaints", "approvals", "notifications", "gateway"]


def test_the_second_process_of_a_service_has_a_name_of_its_own() -> None:
    fleet = Fleet.read("complaints=3, notifications=2")

    assert fleet.of("complaints") == ["complaints", "complaints-2", "complaints-3"]
    assert fleet.of("notifications") == ["notifications", "notifications-2"]
    assert fleet.of("approvals") == ["approvals"]
    assert {service_of(name) for name in fleet} == {"complaints", "notifications", "approvals", "gateway"}


@pytest.mark.parametrize(
    "part",
    ["complaints", "complaints=", "complaints=0", "complaints=-1", "complaints=17", "gateway=2", "parks=2", "=2"],
)
def test_what_cannot_be_understood_is_refused_by_name(part: str) -> None:
    with pytest.raises(ProcessesUnclear) as refused:
        Fleet.read(f"approvals=1,{part}")

    assert repr(part) in str(refused.value)
