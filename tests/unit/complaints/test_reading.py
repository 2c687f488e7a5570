"""Who may read the words of a complaint."""

import pytest

from contracts.complaints import NotYourRole, State
from contracts.people import Role
from services.complaints.use_cases.reading import check_reader
from tests.unit.complaints.cases import actor, standing


def test_a_leader_reads_the_words_of_what_is_about_the_office_alone() -> None:
    check_reader(standing(State.ACCEPTED, about="office"), actor(Role.LEADER))

    with pytest.raises(NotYourRole):
        check_reader(standing(State.ACCEPTED, about="taxation"), actor(Role.LEADER))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.DIRECTOR, Role.ADMIN])
def test_the_office_reads_the_words_of_what_is_about_others(role: Role) -> None:
    check_reader(standing(State.ACCEPTED, about="taxation"), actor(role))
