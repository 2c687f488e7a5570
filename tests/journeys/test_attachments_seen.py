"""Files are seen by those alone who may see them, and by nobody once the director has removed them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.publisher import DepartmentMail
from tests.journeys.files import photo

Attach = Callable[..., requests.Response]


def dispatched(office: Mingcha, file: Callable[..., Json], code: str) -> str:
    number = str(file()["number"])
    office.act(number, "accept")
    office.act(number, "dispatch", department=code)
    return number


def test_a_department_sees_what_the_office_shares_and_what_it_brought_in_itself(
    client: Callable[..., Mingcha],
    office: Mingcha,
    department: Callable[[str], DepartmentMail],
    attach: Attach,
    key: Callable[..., str],
    file: Callable[..., Json],
    tmp_path: Path,
) -> None:
    department("housing")
    number = dispatched(office, file, "housing")
    ours = client(Role.LIAISON, department="housing")
    theirs = client(Role.DEPUTY, department="taxation")
    by_office = attach(number, photo()).json()
    evidence = attach(number, photo(), key=key(Role.DEPUTY, department="housing")).json()

    def seen(by: Mingcha) -> set[str]:
        return {found["id"] for found in by.attachments(number)["attachments"]}

    assert (evidence["origin"], evidence["department"]) == ("department", "housing")
    assert seen(ours) == {evidence["id"]}
    with pytest.raises(Problem) as hidden:
        ours.save_attachment(number, by_office["id"], tmp_path / "x", reason="核查")
    assert (hidden.value.status, hidden.value.code) == (404, "attachment_unknown")

    office.act_on_attachment(number, by_office["id"], "share", version=1)
    assert seen(ours) == {evidence["id"], by_office["id"]}
    ours.save_attachment(number, by_office["id"], tmp_path / "x", reason="核查")
    with pytest.raises(Problem) as refused:
        theirs.attachments(number)
    assert refused.value.code == "not_your_case"
    with pytest.raises(Problem) as not_theirs:
        ours.act_on_attachment(number, evidence["id"], "share")
    assert not_theirs.value.status == 403

    office.act_on_attachment(number, by_office["id"], "withhold", version=2)
    assert seen(ours) == {evidence["id"]}


def test_what_the_director_removes_is_gone_and_its_tombstone_stays(
    client: Callable[..., Mingcha],
    office: Mingcha,
    attach: Attach,
    file: Callable[..., Json],
    tmp_path: Path,
    objects: Callable[[], set[str]],
) -> None:
    number = file()["number"]
    made = attach(number, photo()).json()
    with pytest.raises(Problem) as not_yours:
        client(Role.OFFICER).act_on_attachment(number, made["id"], "remove", reason="拍到无关人员")
    with pytest.raises(Problem) as no_reason:
        office.act_on_attachment(number, made["id"], "remove")
    assert made["id"] in objects()

    removed = office.act_on_attachment(number, made["id"], "remove", version=1, reason="拍到无关人员")

    assert (not_yours.value.status, no_reason.value.status) == (403, 422)
    assert (removed["state"], removed["digest"]) == ("removed", made["digest"])
    assert made["id"] not in objects()
    (tombstone,) = office.attachments(number)["attachments"]
    assert (tombstone["digest"], tombstone["removed_because"]) == (made["digest"], "拍到无关人员")
    with pytest.raises(Problem) as gone:
        office.save_attachment(number, made["id"], tmp_path / "x", reason="核对")
    with pytest.raises(Problem) as again:
        office.act_on_attachment(number, made["id"], "remove", reason="拍到无关人员")
    assert (gone.value.status, gone.value.code) == (404, "attachment_gone")
    assert (again.value.status, again.value.code) == (409, "move_not_allowed")


def test_an_operator_attaches_and_looks_at_nothing(
    client: Callable[..., Mingcha], attach: Attach, key: Callable[..., str], file: Callable[..., Json], tmp_path: Path
) -> None:
    number = file()["number"]
    made = attach(number, photo(), key=key(Role.OPERATOR)).json()

    assert made["origin"] == "operator"
    with pytest.raises(Problem) as refused:
        client(Role.OPERATOR).save_attachment(number, made["id"], tmp_path / "x", reason="好奇")
    assert refused.value.status == 403
