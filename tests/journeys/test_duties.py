"""Whose case it may be: the list of duties, the lead of a category, and proposals that the directory does not have."""

from collections.abc import Callable

from mingcha.client import Json, Mingcha


def test_the_list_is_shown_and_a_proposed_unit_that_is_not_in_the_directory_is_marked(
    office: Mingcha, client: Callable[..., Mingcha], file: Callable[..., Json]
) -> None:
    listed = office.get("/v1/duties")
    assert {"word": "税", "department": "taxation"} in listed["duties"]
    assert listed["configuration"]
    assert listed["source"] == "市级部门职责清单"
    assert client().category("intermediary")["lead"] == "system_reform"
    assert client().category("slow")["lead"] == "duty_list"

    number = file(category="intermediary", title="计量收费")["number"]
    routing = f"/v1/complaints/{number}/routing"
    office.enter_department("system_reform", "体改办")
    proposed = {one["department"]: one["in_directory"] for one in office.get(routing)["proposals"]}
    assert proposed["system_reform"] is True
    assert proposed["quality"] is False
    office.enter_department("quality", "质监局")
    assert {one["department"]: one["in_directory"] for one in office.get(routing)["proposals"]}["quality"] is True
