"""Whoever is not of the office sees what is published, and nothing else."""

import pytest

from contracts.approvals import DraftsNotPublic, ItemStatus
from contracts.people import Actor, Role
from services.approvals.domain.roles import status_for

OFFICE = (Role.REGISTRAR, Role.OFFICER, Role.DIRECTOR, Role.ADMIN)
OTHERS = [[], *([role] for role in Role if role not in OFFICE)]


@pytest.mark.parametrize("role", OFFICE)
@pytest.mark.parametrize("asked", [None, *ItemStatus])
def test_the_office_sees_what_it_asks_for(role: Role, asked: ItemStatus | None) -> None:
    assert status_for(Actor(id="a", roles=[role]), asked) is asked


@pytest.mark.parametrize("roles", OTHERS)
@pytest.mark.parametrize("asked", [None, ItemStatus.PUBLISHED])
def test_others_see_what_is_published(roles: list[Role], asked: ItemStatus | None) -> None:
    assert status_for(Actor(id="a", roles=roles), asked) is ItemStatus.PUBLISHED


@pytest.mark.parametrize("roles", OTHERS)
def test_drafts_are_refused_to_others(roles: list[Role]) -> None:
    with pytest.raises(DraftsNotPublic):
        status_for(Actor(id="a", roles=roles), ItemStatus.DRAFT)
