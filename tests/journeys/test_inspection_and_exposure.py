"""The office looks for itself: a covert inspection, what it finds, and what is made known of it."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from contracts.people import Role
from mingcha.client import Json, Mingcha, Problem
from tests.journeys.inspecting import TODAY, Department, act, next_of

Named = Callable[[], tuple[str, Mingcha]]
SECRET = "金丝雀方案"
HASH = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def director(client: Callable[..., Mingcha]) -> Mingcha:
    return client(Role.DIRECTOR)


def plan_of(department: str, *inspectors: str, **changes: Any) -> Json:
    plan: Json = {
        "departments": [department],
        "inspectors": [{"id": id_} for id_ in inspectors],
        "topic": SECRET,
        "from_on": str(TODAY),
        "until_on": str(TODAY + timedelta(days=5)),
    }
    return plan | changes


def found(**changes: Any) -> Json:
    finding: Json = {
        "category": "slow",
        "gravity": "major",
        "problem": "三个窗口只开一个",
        "rule": "条例第三十五条",
        "evidence": [{"attachment": "a-1", "sha256": HASH}],
    }
    return finding | changes


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo that somebody has taken."""
    taken = tmp_path_factory.mktemp("photos") / "window.jpg"
    taken.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)))
    return taken


@pytest.fixture(scope="module")
def attested(director: Mingcha, pair: dict[str, Mingcha], photo: Path) -> Callable[[str], tuple[str, str, str]]:
    """A covert inspection of a department with two findings that both inspectors have seen."""

    def make(department: str) -> tuple[str, str, str]:
        first, second = pair.values()
        order = {"mode": "covert", "plan": plan_of(department, *pair)}
        number = str(director.post("/v1/inspections", order)["number"])
        act(first, f"inspections/{number}", "carry_out", record="10时30分到窗口")
        kept = first.attach(number, photo, resource="inspections")
        for evidence in ({"attachment": "a-1", "sha256": kept["digest"]}, {"attachment": kept["id"], "sha256": HASH}):
            with pytest.raises(Problem) as unproven:
                act(first, f"inspections/{number}", "record_finding", **found(evidence=[evidence]))
            assert (unproven.value.status, unproven.value.code) == (422, "invalid")
        evidence = {"attachment": kept["id"], "sha256": kept["digest"]}
        numbers = [
            str(
                act(first, f"inspections/{number}", "record_finding", **found(gravity=gravity, evidence=[evidence]))[
                    "number"
                ]
            )
            for gravity in ("major", "minor")
        ]
        seen = photo.with_name("seen.jpg")
        second.save_attachment(number, kept["id"], seen, reason="共同确认", resource="inspections")
        assert seen.read_bytes() == photo.read_bytes()
        assert [one["id"] for one in second.attachments(number, resource="inspections")["attachments"]] == [kept["id"]]
        for one in numbers:
            act(second, f"inspection-findings/{one}", "attest")
        return number, numbers[0], numbers[1]

    return make


def test_nobody_learns_of_a_covert_inspection_before_a_finding_is_served(
    office: Mingcha,
    director: Mingcha,
    pair: dict[str, Mingcha],
    inspector: Named,
    department: Department,
    engine: Callable[[str], Engine],
    count: Callable[..., int],
) -> None:
    bureau = department("insp_covert")
    _, stranger = inspector()
    number = director.post("/v1/inspections", {"mode": "covert", "plan": plan_of("insp_covert", *pair)})["number"]
    path = f"inspections/{number}"

    assert office.get(f"/v1/{path}")["department"] is None
    assert count("complaints", "history", "aggregate = 'inspection' AND data LIKE '%insp_covert%'") == 0
    with engine("complaints").connect() as connection:
        tables = connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        for table in tables:
            assert not any(SECRET in str(row) for row in connection.execute(text(f'SELECT * FROM "{table}"'))), table
    drawn = next(iter(pair.values())).get(f"/v1/{path}/plan", reason="出发前")
    assert (drawn["department"], drawn["pair"], drawn["plan"]["topic"]) == ("insp_covert", sorted(pair), SECRET)
    with pytest.raises(Problem) as refused:
        stranger.get(f"/v1/{path}/plan", reason="好奇")
    assert refused.value.code == "not_of_the_pair"
    with pytest.raises(Problem) as covert:
        act(director, path, "announce")
    assert (covert.value.status, covert.value.code) == (403, "not_your_role")
    with pytest.raises(Problem) as early:
        act(next(iter(pair.values())), path, "record_finding", **found())
    assert (early.value.status, early.value.allowed) == (409, ["carry_out", "cancel", "expire"])
    act(director, path, "cancel", reason="台风")
    assert next(iter(bureau.hear(patience=0.5)), None) is None


def test_what_was_found_is_answered_put_right_investigated_and_answered_for(
    office: Mingcha,
    client: Callable[..., Mingcha],
    director: Mingcha,
    department: Department,
    attested: Callable[[str], tuple[str, str, str]],
    let_pass: Callable[[str, str], None],
    wait: Callable[..., Any],
) -> None:
    bureau = department("insp_window")
    inspection, disputed, silent = attested("insp_window")
    served = next_of(bureau, "finding_served")[0]
    assert (served["number"], served["problem"]) == (disputed, "三个窗口只开一个")

    def state(number: str) -> Any:
        return office.get(f"/v1/inspection-findings/{number}")["state"]

    bureau.post("finding_answered", {"number": disputed, "confirmed": False, "statement": "当日停电"})
    wait(lambda: state(disputed), lambda seen: seen == "disputed")
    proposal = {
        "ground": disputed,
        "medium": "web",
        "department": "insp_window",
        "title": "窗口",
        "text": "只开一个窗口",
    }
    account = {
        "ground": disputed,
        "department": "insp_window",
        "target": "unit",
        "measure": "interview",
        "basis": "business_environment_regulations",
        "facts": "窗口未开",
    }
    for resource, order, code in (
        ("exposures", proposal, "nothing_to_expose"),
        ("accountability", account, "ground_not_substantiated"),
    ):
        with pytest.raises(Problem) as unproven:
            office.post(f"/v1/{resource}", order)
        assert (unproven.value.status, unproven.value.code) == (409, code)
    act(director, f"inspection-findings/{disputed}", "uphold", reason="供电记录不符")
    let_pass(silent, "finding_confirmation")
    wait(lambda: state(silent), lambda seen: seen == "confirmed")
    assert office.get(f"/v1/inspection-findings/{silent}")["by_silence"] is True

    # The one is put right, the other investigated; then the inspection is over
    with pytest.raises(Problem) as unsettled:
        act(office, f"inspections/{inspection}", "close")
    assert unsettled.value.code == "findings_unsettled"
    rectification = act(office, f"inspection-findings/{disputed}", "rectify")["follow_up"]
    case = act(office, f"inspection-findings/{silent}", "open_case")["follow_up"]
    assert office.get(f"/v1/rectifications/{rectification}")["origin"] == disputed
    assert (office.complaint(case)["channel"], office.complaint(case)["state"]) == ("inspection", "registered")
    assert next_of(bureau, "rectification_served")[0]["number"] == rectification
    assert act(office, f"inspections/{inspection}", "close")["state"] == "closed"
    ended = office.get("/v1/inspections", department="insp_window", state="closed")["inspections"]
    assert [one["number"] for one in ended] == [inspection]
    unit, neighbour = (client(Role.HEAD, department=code) for code in ("insp_window", "insp_covert"))
    page = unit.get("/v1/inspection-findings", limit=1)
    assert ([one["number"] for one in page["findings"]], page["next"] is not None) == ([silent], True)
    page = unit.get("/v1/inspection-findings", limit=1, after=page["next"])
    assert [one["number"] for one in page["findings"]] == [disputed]
    assert neighbour.get("/v1/inspection-findings")["findings"] == []
    assert office.post("/v1/accountability", account)["state"] == "proposed"


def test_what_holds_is_made_known_after_another_has_verified_it_and_the_department_was_heard(
    office: Mingcha,
    client: Callable[..., Mingcha],
    director: Mingcha,
    department: Department,
    attested: Callable[[str], tuple[str, str, str]],
    wait: Callable[..., Any],
    count: Callable[..., int],
) -> None:
    bureau = department("insp_board")
    unit, neighbour = (client(Role.HEAD, department=code) for code in ("insp_board", "insp_window"))
    _, finding, _ = attested("insp_board")
    act(unit, f"inspection-findings/{finding}", "confirm", statement="情况属实")
    proposal = {"ground": finding, "department": "insp_board", "medium": "web", "title": "窗口", "text": "只开一个窗口"}
    number = office.post("/v1/exposures", proposal)["number"]
    path = f"exposures/{number}"
    with pytest.raises(Problem) as own:
        act(office, path, "verify", remark="x")
    assert own.value.code == "same_hand"
    act(client(Role.OFFICER), path, "verify", remark="与检查记录相符")
    assert unit.get("/v1/exposures")["exposures"] == []
    act(client(Role.CUSTODIAN), path, "check_privacy", remark="无可识别信息")
    with pytest.raises(Problem) as unheard:
        act(director, path, "approve", reason="x")
    assert (unheard.value.status, unheard.value.code) == (409, "reply_not_over")
    assert next_of(bureau, "exposure_served")[0]["text"] == "只开一个窗口"
    bureau.post("exposure_answered", {"number": number, "statement": "已整改"})
    wait(lambda: office.get(f"/v1/{path}")["state"], lambda seen: seen == "replied")
    act(director, path, "approve", reason="性质典型")
    act(office, path, "publish")

    def board() -> list[Json]:
        entries: list[Json] = client().get("/v1/exposure-board", department="insp_board")["exposures"]
        return entries

    assert [one["number"] for one in unit.get("/v1/exposures")["exposures"]] == [number]
    assert neighbour.get("/v1/exposures")["exposures"] == []
    assert [(entry["number"], entry["text"]) for entry in board()] == [(number, "只开一个窗口")]
    act(director, path, "correct", correction="当日开两个窗口")
    assert board()[0]["correction"] == "当日开两个窗口"
    act(director, path, "withdraw", reason="已整改到位")
    assert board() == []
    assert [told["state"] for told in next_of(bureau, "exposure_ruled_on", 4)] == [
        "approved",
        "published",
        "published",
        "withdrawn",
    ]

    # The same for the departments alone: every liaison is told, and reads it without what was written on the way
    internal = office.post("/v1/exposures", proposal | {"medium": "internal"})["number"]
    for who, action, said in (
        (client(Role.OFFICER), "verify", {"remark": "相符"}),
        (client(Role.CUSTODIAN), "check_privacy", {"remark": "无"}),
        (unit, "reply", {"statement": "已整改"}),
        (director, "approve", {"reason": "引以为戒"}),
        (office, "publish", {}),
    ):
        act(who, f"exposures/{internal}", action, **said)
    told = f"rule = 'circulated_to_departments' AND number = '{internal}' AND department = 'insp_window'"
    wait(lambda: count("notifications", "messages", told))
    assert [one["number"] for one in neighbour.get("/v1/exposures")["exposures"]] == [internal]
    assert neighbour.get(f"/v1/exposures/{internal}")["papers"] == board() == []


def test_bad_orders_name_field_and_rule_and_leave_nothing(
    office: Mingcha, director: Mingcha, department: Department, pair: dict[str, Mingcha], count: Callable[..., int]
) -> None:
    department("insp_bad")
    first = next(iter(pair))
    yesterday, far = str(date.today() - timedelta(days=2)), "9999-12-31"  # noqa: DTZ011 - any past day will do
    special: Json = {
        "source": "campaign",
        "topic": "t",
        "category": "slow",
        "plan": "p",
        "checklist": ["c"],
        "departments": ["insp_bad"],
        "starts_on": str(TODAY),
        "ends_on": str(TODAY + timedelta(days=30)),
    }
    exposure: Json = {"ground": "TS-1999-000001", "medium": "web", "department": "insp_bad", "title": "t", "text": "x"}
    past, nowhere = plan_of("insp_bad", *pair, from_on=yesterday), plan_of("no_such", *pair)
    bad: list[tuple[str, Json, str, list[str]]] = [
        ("inspections", {"mode": "hidden", "plan": plan_of("insp_bad", *pair)}, "invalid", ["/mode"]),
        ("inspections", {"mode": "covert", "plan": plan_of("insp_bad", first)}, "invalid", ["/plan/inspectors"]),
        ("inspections", {"mode": "covert", "plan": plan_of("insp_bad", first, first)}, "invalid", ["/inspectors"]),
        ("inspections", {"mode": "covert", "plan": past}, "invalid", ["/from_on"]),
        ("inspections", {"mode": "covert", "plan": nowhere}, "department_unknown", ["/plan/departments/0"]),
        ("special-supervisions", special | {"departments": ["no_such"]}, "department_unknown", ["/departments/0"]),
        ("special-supervisions", special | {"departments": []}, "invalid", ["/departments"]),
        ("special-supervisions", special | {"source": "pattern", "category": "attitude"}, "pattern_unknown", []),
        ("special-supervisions", special | {"source": "leader"}, "invalid", ["/reference"]),
        ("special-supervisions", special | {"ends_on": far}, "invalid", ["/ends_on"]),
        ("special-supervisions", special | {"checklist": []}, "invalid", ["/checklist"]),
        ("exposures", exposure, "exposure_ground_unknown", []),
        ("exposures", exposure | {"ground": "letter 5"}, "invalid", ["/ground"]),
        ("exposures", exposure | {"medium": "shouting"}, "invalid", ["/medium"]),
        ("exposures", exposure | {"department": "no_such"}, "department_unknown", ["/department"]),
    ]
    tables = ("inspections", "special_supervisions", "exposures", "papers")
    before = [count("complaints", table) for table in tables]
    for resource, order, code, pointers in bad:
        with pytest.raises(Problem) as refused:
            (director if resource == "inspections" else office).post(f"/v1/{resource}", order)
        assert (refused.value.code, [error["pointer"] for error in refused.value.errors]) == (code, pointers), order
    assert [count("complaints", table) for table in tables] == before
