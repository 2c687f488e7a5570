"""What comes at the wrong time, about the wrong thing or twice at once is refused, and changes nothing."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any, NamedTuple

import pytest
import requests
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha
from mingcha.local.platform import Platform
from mingcha.publisher import DepartmentMail, Incoming

BUREAU = "wrong_moments"
FAR = "9999-12-31"


class No(NamedTuple):
    """What is asked for, and the "no" that it gets: status, code, and the fields with their rules."""

    path: str
    body: Json
    status: int
    code: str
    fields: tuple[tuple[str, str], ...] = ()


@pytest.fixture(scope="module")
def bureau(department: Callable[[str], DepartmentMail]) -> DepartmentMail:
    return department(BUREAU)


@pytest.fixture(scope="module")
def as_role(platform: Platform, key: Callable[..., str]) -> Callable[..., requests.Response]:
    """Posts as somebody with all roles that matter, in a language."""
    office = key(Role.OFFICER, Role.DIRECTOR, Role.OPERATOR, Role.LEADER)
    unit = key(Role.LIAISON, Role.DEPUTY, department=BUREAU)

    def post(
        path: str, body: Json, *, of_unit: bool = False, language: str = "en", version: str = "*"
    ) -> requests.Response:
        headers = {
            "Authorization": f"Bearer {unit if of_unit else office}",
            "Accept-Language": language,
            "If-Match": version,
        }
        return requests.post(platform.gateway_url + path, json=body, headers=headers, timeout=30)

    return post


@pytest.fixture
def at_work(office: Mingcha, file: Callable[..., Json], bureau: DepartmentMail, wait: Callable[..., Any]) -> str:
    """A case that the department investigates."""
    number = str(file()["number"])
    office.act(number, "accept")
    office.act(number, "dispatch", department=BUREAU)
    for type_, more in (("case_signed_for", {}), ("complainant_reached", {"result": "reached"}), ("case_taken_up", {})):
        bureau.post(type_, {"number": number, **more})
    wait(lambda: office.complaint(number)["state"], lambda state: state == "investigating")
    return number


@pytest.fixture
def closed(
    at_work: str, office: Mingcha, client: Callable[..., Mingcha], bureau: DepartmentMail, wait: Callable[..., Any]
) -> str:
    """A case that has been closed."""
    bureau.post("case_answered", {"number": at_work, "finding": "partly", "measures": "x", "basis": "y"})
    wait(lambda: office.complaint(at_work)["state"], lambda state: state == "replied")
    office.act(at_work, "verify", evidence="已查看")
    client(Role.CALLBACK_AGENT).act(at_work, "call_back", reached=True, satisfaction="satisfied", solved="yes")
    office.act(at_work, "close", outcome="resolved")
    return at_work


def told_no(mail: DepartmentMail, event: str) -> Json:
    """The refusal of an event, as its department finds it in its queue."""
    silence = 0
    for incoming in mail.hear(patience=0.5):
        if isinstance(incoming, Incoming) and incoming.data.get("event_id") == event:
            return dict(incoming.data)
        silence += incoming is None
        assert silence < 60, f"{event} was not refused"
    raise AssertionError


def post_at(mail: DepartmentMail, type_: str, data: Json, moment: str) -> str:
    """Posts an event that says that it happened at a moment."""
    id_ = f"{type_}-{data['number']}-{moment}"
    headers = {"ce-specversion": "1.0", "ce-id": id_, "ce-source": f"/departments/{BUREAU}", "ce-type": type_}
    mail._publish(f"{BUREAU}.{type_}", json.dumps(data), headers | {"ce-time": moment}, id_)
    return id_


def check(noes: list[No], post: Callable[..., requests.Response], **more: Any) -> None:
    """Each "no" as it should be, in both languages, each saying something of its own."""
    for no in noes:
        said = [post(no.path, no.body, language=language, **more) for language in ("zh", "en")]
        zh, en = (reply.json() for reply in said)
        assert [reply.status_code for reply in said] == [no.status] * 2, (no, zh)
        fields = tuple((error["pointer"], error["rule"]) for error in en["errors"]) if no.fields else ()
        assert (en["code"], fields) == (no.code, no.fields), no
        assert zh["title"] != en["title"]
        assert all(a["detail"] != b["detail"] for a, b in zip(zh.get("errors", []), en.get("errors", []), strict=True))


def test_dates_departments_and_mergers_that_cannot_be_are_refused_and_change_nothing(
    office: Mingcha,
    at_work: str,
    file: Callable[..., Json],
    as_role: Callable[..., requests.Response],
    count: Callable[..., int],
) -> None:
    first, second = (str(file()["number"]) for _ in range(2))
    office.act(second, "merge", into=first)
    accepted = str(file()["number"])
    office.act(accepted, "accept")
    case, merge = f"/v1/complaints/{at_work}/actions", "actions/merge"
    wait_for = {"ground": "court", "evidence": "案号"}
    order = {"kind": "department_wide", "department": BUREAU, "category": "slow", "problem": "p", "cause": "c"}
    told = {"case": at_work, "post": "member", "text": "请核实"}
    before = count("complaints", "history"), count("complaints", "clocks"), count("complaints", "numbers")

    check(
        [
            No(f"{case}/suspend", wait_for | {"until": FAR}, 422, "too_long", (("/until", "out_of_range"),)),
            No(f"{case}/suspend", wait_for | {"until": "2020-01-01"}, 422, "in_the_past", (("/until", "in_the_past"),)),
            No(f"{case}/suspend", wait_for | {"until": "2026-02-30"}, 422, "invalid", (("/until", "malformed"),)),
            No("/v1/instructions", told | {"due_on": FAR}, 422, "invalid", (("/due_on", "out_of_range"),)),
            No("/v1/rectifications", order | {"due_on": FAR}, 422, "invalid", (("/due_on", "out_of_range"),)),
            No(
                "/v1/supervision",
                {"case": at_work, "level": "red", "reason": "x", "department": "atlantis"},
                422,
                "department_unknown",
                (("/department", "unknown"),),
            ),
            No(
                f"/v1/complaints/{accepted}/actions/dispatch",
                {"department": "atlantis"},
                422,
                "department_unknown",
                (("/department", "unknown"),),
            ),
            No(
                f"/v1/complaints/{accepted}/actions/dispatch",
                {"department": BUREAU, "assisting": ["atlantis"]},
                422,
                "department_unknown",
                (("/assisting/0", "unknown"),),
            ),
            No(
                f"/v1/complaints/{accepted}/{merge}",
                {"into": accepted},
                409,
                "merged_into_itself",
                (("/into", "itself"),),
            ),
            No(f"/v1/complaints/{first}/{merge}", {"into": accepted}, 409, "merge_in_a_ring", (("/into", "ring"),)),
            No(
                f"/v1/complaints/{accepted}/{merge}", {"into": second}, 409, "merge_target_ended", (("/into", "ended"),)
            ),
            No(f"/v1/complaints/{second}/{merge}", {"into": first}, 409, "move_not_allowed"),
            No(f"/v1/complaints/{accepted}/{merge}", {"into": "TS-2026-999999"}, 404, "complaint_unknown"),
        ],
        as_role,
    )

    assert (count("complaints", "history"), count("complaints", "clocks"), count("complaints", "numbers")) == before


def test_what_comes_too_late_is_refused_and_changes_nothing(
    office: Mingcha,
    at_work: str,
    as_role: Callable[..., requests.Response],
    engine: Callable[[str], Engine],
) -> None:
    with engine("complaints").begin() as connection:
        connection.execute(
            text("UPDATE complaints SET due_on = '2020-01-01' WHERE number = :number"), {"number": at_work}
        )
    before = office.complaint(at_work)

    path = f"/v1/complaints/{at_work}/actions/request_extension"
    check([No(path, {"reason": "案情复杂"}, 409, "too_late")], as_role, of_unit=True)

    assert office.complaint(at_work) == before


def test_a_closed_case_is_moved_by_nobody_and_events_that_come_late_or_early_do_nothing(
    office: Mingcha, closed: str, as_role: Callable[..., requests.Response], bureau: DepartmentMail
) -> None:
    before = office.complaint(closed)
    path = f"/v1/complaints/{closed}/actions"
    answer = {"number": closed, "finding": "partly", "measures": "x", "basis": "y"}
    check(
        [
            No(f"{path}/accept", {}, 409, "move_not_allowed"),
            No(f"{path}/dispatch", {"department": BUREAU}, 409, "move_not_allowed"),
            No(f"{path}/verify", {"evidence": "x"}, 409, "move_not_allowed"),
            No(f"{path}/redo", {"reason": "incomplete"}, 409, "move_not_allowed"),
            No(f"{path}/suspend", {"ground": "court", "evidence": "x", "until": "2026-12-31"}, 409, "move_not_allowed"),
            No(f"{path}/withdraw", {}, 409, "move_not_allowed"),
        ],
        as_role,
    )
    for type_, data in (("case_signed_for", {"number": closed}), ("case_answered", answer)):
        refused = told_no(bureau, bureau.post(type_, data))["refusal"]
        assert (refused["code"], refused["allowed"]) == ("move_not_allowed", ["reopen", "request_review", "archive"])
    early = told_no(bureau, post_at(bureau, "case_signed_for", {"number": closed}, f"{FAR}T23:59:59-14:00"))
    assert (early["refusal"]["code"], early["refusal"]["faults"][0]["pointer"]) == ("not_yet_happened", "/time")
    assert early["reason_zh"] != early["reason_en"]

    assert office.complaint(closed) == before


def test_an_event_before_its_turn_is_refused_with_what_may_come_first(
    office: Mingcha, file: Callable[..., Json], bureau: DepartmentMail
) -> None:
    number = str(file()["number"])
    office.act(number, "accept")
    office.act(number, "dispatch", department=BUREAU)

    refused = told_no(
        bureau, bureau.post("case_answered", {"number": number, "finding": "partly", "measures": "x", "basis": "y"})
    )
    last_year = (datetime.now(UTC) - timedelta(days=365)).isoformat()
    late = told_no(bureau, post_at(bureau, "case_signed_for", {"number": number}, last_year))["refusal"]

    assert (late["code"], late["faults"][0]["pointer"]) == (
        "happened_before",
        "/time",
    )  # of an earlier round, if of any
    assert (refused["refusal"]["code"], office.complaint(number)["version"]) == ("move_not_allowed", 3)
    assert "sign" in refused["refusal"]["allowed"]


@pytest.mark.parametrize(("seen", "status"), [('"3"', 412), ("*", 409)])
def test_of_four_who_sign_at_once_one_has_signed(
    seen: str,
    status: int,
    office: Mingcha,
    file: Callable[..., Json],
    bureau: DepartmentMail,
    as_role: Callable[..., requests.Response],
    count: Callable[..., int],
) -> None:
    number = str(file()["number"])
    office.act(number, "accept")
    office.act(number, "dispatch", department=bureau.department)
    together = Barrier(4)

    def sign(_: int) -> int:
        together.wait()
        return as_role(f"/v1/complaints/{number}/actions/sign", {}, of_unit=True, version=seen).status_code

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(sign, range(4)))

    assert answers == [200, status, status, status]
    assert office.complaint(number)["version"] == 4
    assert count("complaints", "history", f"data LIKE '%{number}%' AND type = 'complaint_signed'") == 1
