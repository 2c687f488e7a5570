"""The directory, from outside: who sees whom, and what is refused."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from mingcha.demo.outside import Outside
from mingcha.publisher import DepartmentMail

LIAISON = {"name": "示例联络员甲", "phone": "0519-00000000", "email": "liaison@mingcha.example"}


def test_a_bureau_is_entered_staffed_and_looked_up(
    office: Mingcha, client: Callable[..., Mingcha], count: Callable[..., int]
) -> None:
    bureau = f"bureau_{uuid4().hex[:8]}"
    citizen = client()
    office.enter_department(bureau, "示例局")
    office.amend_department(bureau, "publish_phone", version=1, phone="0519-00000000")
    appointed = office.amend_department(
        bureau, "appoint", version=2, post="liaison", official=LIAISON, since="2026-01-05"
    )
    assert appointed == {"code": bureau, "title": "示例局", "version": 3}

    seen = citizen.department(bureau)
    assert (seen["unit"], seen["phones"], seen["version"]) == ("department", ["0519-00000000"], 3)
    assert {post["post"]: post["is_vacant"] for post in seen["posts"]} == {
        "head": True,
        "deputy": True,
        "liaison": False,
    }
    assert LIAISON["name"] not in repr((seen, citizen.departments(after=bureau[:-1] + "0", limit=100)))
    assert LIAISON["name"] not in repr(client(Role.LIAISON, department=bureau).department(bureau))

    before = count("complaints", "vault_reads", f"reason LIKE 'directory {bureau} %'")
    [holder] = office.department(bureau)["posts"][2]["holders"]
    assert (holder["official"]["name"], holder["since"]) == (LIAISON["name"], "2026-01-05")
    assert count("complaints", "vault_reads", f"reason LIKE 'directory {bureau} %'") == before + 1

    office.amend_department(bureau, "relieve", version=3, post="liaison", until="2026-06-01")
    assert office.department(bureau)["posts"][2]["is_vacant"]
    [former] = office.department(bureau, on="2026-05-31")["posts"][2]["holders"]
    assert (former["official"]["name"], former["until"]) == (LIAISON["name"], "2026-06-01")
    for name in (LIAISON["name"], LIAISON["email"], "0519-00000000"):
        assert count("complaints", "history", f"data LIKE '%{name}%'") == 0


@pytest.mark.parametrize(
    ("action", "order", "status", "code", "pointer"),
    [
        ("publish_phone", {"phone": "打电话"}, 422, "phone_unfit", "/phone"),
        ("publish_phone", {"phone": "2888110", "since": "2999-01-01"}, 422, "day_ahead", "/since"),
        ("appoint", {"post": "head", "official": {"phone": "0519-00000000"}}, 422, "invalid", "/official/name"),
        ("appoint", {"post": "director", "official": LIAISON}, 422, "post_not_of_unit", None),
        ("appoint", {"post": "liaison", "official": LIAISON}, 409, "post_held", None),
        ("appoint", {"post": "king", "official": LIAISON}, 422, "invalid", "/post"),
        ("relieve", {"post": "head"}, 409, "post_vacant", None),
        ("withdraw_phone", {"phone": "12345"}, 409, "phone_not_published", None),
    ],
)
def test_what_is_wrong_is_refused_with_its_field_and_changes_nothing(
    office: Mingcha, action: str, order: dict[str, Any], status: int, code: str, pointer: str | None
) -> None:
    bureau = "refusing_bureau"
    office.enter_department(bureau, "示例局")
    if office.department(bureau)["posts"][2]["is_vacant"]:
        office.amend_department(bureau, "appoint", post="liaison", official=LIAISON)
    before = office.department(bureau)

    with pytest.raises(Problem) as refused:
        office.amend_department(bureau, action, **order)

    assert (refused.value.status, refused.value.code) == (status, code)
    assert pointer is None or pointer in {error["pointer"] for error in refused.value.errors}
    assert office.department(bureau) == before


def test_a_department_that_does_not_exist_and_a_version_that_has_passed_are_refused(office: Mingcha) -> None:
    with pytest.raises(Problem) as unknown:
        office.department("no_such_bureau")
    office.enter_department("stale_bureau", "示例局")
    office.amend_department("stale_bureau", "publish_phone", phone=f"0519-{uuid4().int % 10**8:08d}")
    with pytest.raises(Problem) as stale:
        office.amend_department("stale_bureau", "publish_phone", version=1, phone="2888110")

    assert (unknown.value.status, unknown.value.code) == (404, "department_not_entered")
    assert (stale.value.status, stale.value.code) == (412, "outdated")


def test_a_notice_goes_to_whoever_holds_the_post_and_past_a_vacant_one(
    office: Mingcha,
    department: Callable[[str], DepartmentMail],
    file: Callable[..., Json],
    outside: Outside,
    wait: Callable[..., Any],
) -> None:
    bureau = department("ladder_bureau")
    deputy = {"name": "示例分管副局长", "email": "deputy@mingcha.example", "language": "en"}
    if office.department("ladder_bureau")["posts"][1]["is_vacant"]:
        office.amend_department("ladder_bureau", "appoint", post="deputy", official=deputy)
    number = file()["number"]
    office.act(number, "accept")
    office.act(number, "dispatch", department="ladder_bureau")

    order = {"case": number, "level": "blue", "reason": "请尽快签收"}
    notice = office.post("/v1/supervision", order)["number"]

    [reached] = office.get(f"/v1/supervision/{notice}")["addressees"]
    assert (reached["department"], reached["post"], reached["instead_of"]) == ("ladder_bureau", "deputy", ["liaison"])
    served = next(found for found in bureau.hear() if found is not None and found.type == "notice_served")
    assert (served.data["number"], served.data["posts"]) == (notice, ["deputy"])
    [mail] = wait(lambda: [mail for mail in outside.mails.taken if notice in str(mail["Subject"])])
    assert mail["To"] == deputy["email"]
    assert "an urging" in str(mail.get_content())
