"""Whose duty it was: what the director has ruled is what the office is proposed the next time."""

from collections.abc import Callable

from contracts.people import Role
from mingcha.client import Json, Mingcha
from mingcha.publisher import DepartmentMail

UNITS = ("ruled_first", "ruled_second", "ruled_third")


def test_the_ruling_after_the_second_return_is_proposed_for_the_next_case_of_its_kind(
    office: Mingcha,
    client: Callable[..., Mingcha],
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
) -> None:
    for code in UNITS:
        department(code)
    first, second, third = UNITS
    kind = {"category": "window_service", "about": first}
    number = file(**kind)["number"]

    def give_back(code: str, rightful: str) -> None:
        liaison = client(Role.LIAISON, department=code)
        liaison.act(number, "request_return", basis="职责清单第三条", rightful=rightful)

    def proposed(case: str) -> list[tuple[str, str]]:
        found = office.get(f"/v1/complaints/{case}/routing")["proposals"]
        return [(one["department"], one["ground"]) for one in found]

    assert (third, "precedent") not in proposed(number)
    office.act(number, "accept")
    office.act(number, "dispatch", department=first)
    give_back(first, second)
    office.act(number, "grant_return", department=second)
    give_back(second, third)
    office.act(number, "adjudicate", department=third, ruling="属第三单位职责")

    assert proposed(file(**kind)["number"])[0] == (third, "precedent")
    assert (third, "precedent") not in proposed(file(category="window_service", about=second)["number"])
