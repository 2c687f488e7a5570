"""Inspection's use cases: how the lot falls, who gets to know what and when, and what follows from a finding."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from contracts.complaints import CategoryUnknown, DepartmentUnknown, MoveNotAllowed, NotYourRole, TestimonyUnreadable
from contracts.inspection import (
    AnnounceInspection,
    AttestFinding,
    CancelInspection,
    CarryOutInspection,
    DisputeFinding,
    DrawnPlan,
    DropFinding,
    Evidence,
    FindFinding,
    FindingNotYours,
    FindingState,
    Gravity,
    InspectionMode,
    InspectionPlan,
    InspectionState,
    Inspector,
    NotOfThePair,
    OpenCaseOnFinding,
    PlanInspection,
    ReadInspectionPlan,
    RecordFinding,
    RectifyFinding,
    UpholdFinding,
)
from contracts.people import Actor, Role
from contracts.rectification import OrderRectification, RectificationKind, RectificationProgress, RectificationState
from contracts.refusals import Invalid
from contracts.wire import read, write
from services.complaints.domain.redaction import MASK
from services.complaints.inspection.domain.lots import hash_of
from services.complaints.inspection.use_cases import finding, following, inspecting
from services.complaints.inspection.use_cases.reading import find_finding, read_inspection_plan
from tests.unit.complaints.accountability.builders import KEYS
from tests.unit.complaints.books import Books
from tests.unit.complaints.inspection.builders import DONE, DRAWN, FOUND, HASH, INSPECTION, PLAN, Office
from tests.unit.complaints.rectification.builders import AT
from tests.unit.complaints.rooms import Directory, actor

MC, FX = INSPECTION.number, FOUND.number
DIRECTOR = actor(Role.DIRECTOR, id="director")
FIRST, SECOND = (actor(Role.INSPECTOR, id=id) for id in ("first", "second"))
RECORD = RecordFinding(
    number=MC,
    category="slow",
    gravity=Gravity.MINOR,
    problem="窗口未一次性告知,电话 13800000000",
    rule="行政许可法第三十二条",
    evidence=[Evidence(attachment="a-1", sha256=HASH)],
)


def changed(struct: Any, **changes: Any) -> Any:
    return type(struct)(**({name: getattr(struct, name) for name in struct.__struct_fields__} | changes))


def plan(office: Office, by: Actor = DIRECTOR, said: InspectionPlan = PLAN) -> None:
    order = PlanInspection(mode=InspectionMode.COVERT, plan=KEYS.seal("complaints", write(said)))
    inspecting.plan_inspection(order, office.desk(by), departments=cast(Any, Directory()))


def test_department_and_pair_are_drawn_and_the_pair_keeps_away_from_nobody_it_looks_at() -> None:
    office = Office()
    plan(office, said=changed(PLAN, inspectors=[*reversed(PLAN.inspectors)]))

    drawn = office.plans.of(office.inspections.only)
    assert (drawn.department, drawn.pair) == ("civil_affairs", ["first", "second"])
    assert office.clocks.running() == [("inspection_window", date(2026, 3, 13))]
    assert office.inspections.only.department is None


def test_the_told_hash_proves_the_plan_and_a_changed_one_does_not_fit_it() -> None:
    office = Office()
    plan(office)

    drawn = office.plans.of(office.inspections.only)
    told = office.told.facts[0].plan_hash
    assert told == hash_of(drawn)
    assert told != hash_of(changed(drawn, pair=["first", "third"]))
    assert told != hash_of(changed(drawn, salt="another"))


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"from_on": date(2026, 3, 1)}, "/from_on"),
        ({"until_on": date(2026, 3, 1)}, "/until_on"),
        ({"inspectors": [Inspector(id="first"), Inspector(id="first")]}, "/inspectors"),
        ({"inspectors": [Inspector(id="first"), Inspector(id="second", avoids=["taxation"])]}, "/inspectors"),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused_and_names_no_department(
    changes: dict[str, Any], pointer: str
) -> None:
    office = Office()
    with pytest.raises(Invalid) as refused:
        plan(office, said=changed(PLAN, **changes))

    (fault,) = refused.value.faults
    assert fault.pointer == pointer
    assert "taxation" not in repr(fault)
    assert (office.inspections.all, office.numbers.given) == ({}, [])


def test_what_is_no_plan_of_ours_is_refused() -> None:
    with pytest.raises(NotYourRole):
        plan(Office(), actor(Role.OFFICER))
    with pytest.raises(DepartmentUnknown):
        plan(Office(), said=changed(PLAN, departments=["nowhere"]))
    order = PlanInspection(mode=InspectionMode.OPEN, plan="bm8gYm94")
    with pytest.raises(TestimonyUnreadable):
        inspecting.plan_inspection(order, Office().desk(DIRECTOR), departments=cast(Any, Directory()))


def test_an_open_inspection_is_told_to_the_drawn_department_alone() -> None:
    office = Office(replace(INSPECTION, mode=InspectionMode.OPEN))

    inspecting.announce(AnnounceInspection(number=MC), office.desk(DIRECTOR))

    ((queue, notice),) = office.parcels
    assert (queue, notice.topic) == ("department.civil_affairs", PLAN.topic)
    assert "taxation" not in repr(notice)


def test_of_a_covert_inspection_the_department_hears_when_a_finding_is_served() -> None:
    office = Office(INSPECTION)
    plan_clock(office)
    inspecting.carry_out(CarryOutInspection(number=MC, record="10时到窗口"), office.desk(FIRST))
    assert office.clocks.running() == []
    recorded = finding.record(RECORD, office.desk(FIRST))
    assert office.parcels == []

    finding.attest(AttestFinding(number=recorded.number), office.desk(SECOND))

    ((queue, served),) = office.parcels
    assert (queue, served.answer_until) == ("department.civil_affairs", date(2026, 3, 5))
    assert served.problem == f"窗口未一次性告知,电话 {MASK}"
    assert office.clocks.running() == [("finding_confirmation", date(2026, 3, 5))]
    assert office.clocks.all[-1].department is None
    assert office.findings.only.evidence == (HASH,)


def plan_clock(office: Office) -> None:
    office.desk(DIRECTOR).start("inspection_window", INSPECTION, until=PLAN.until_on)


@pytest.mark.parametrize(
    ("inspection", "order", "by", "refusal"),
    [
        (INSPECTION, RECORD, FIRST, MoveNotAllowed),
        (DONE, RECORD, actor(Role.INSPECTOR, id="third"), NotOfThePair),
        (DONE, RECORD, actor(Role.OFFICER, id="first"), NotYourRole),
        (DONE, changed(RECORD, category="weather"), FIRST, CategoryUnknown),
    ],
)
def test_a_finding_that_is_refused_takes_no_number(
    inspection: Any, order: RecordFinding, by: Actor, refusal: type[Exception]
) -> None:
    office = Office(inspection)
    with pytest.raises(refusal):
        finding.record(order, office.desk(by))
    assert (office.findings.all, office.numbers.given, office.papers.all) == ({}, [], [])


@pytest.mark.parametrize(
    ("evidence", "fault"),
    [
        (Evidence(attachment="a-2", sha256=HASH), ("/evidence/0/attachment", "unknown_attachment")),
        (Evidence(attachment="a-1", sha256="b" * 64), ("/evidence/0/sha256", "other_content")),
    ],
)
def test_evidence_is_among_the_inspections_files_and_is_what_is_said(
    evidence: Evidence, fault: tuple[str, str]
) -> None:
    office = Office(DONE)
    with pytest.raises(Invalid) as refused:
        finding.record(changed(RECORD, evidence=[evidence]), office.desk(FIRST))
    assert [(one.pointer, one.rule) for one in refused.value.faults] == [fault]
    assert (office.findings.all, office.numbers.given) == ({}, [])


def test_a_stranger_neither_attests_nor_drops_what_the_pair_has_found() -> None:
    stranger = Office(DONE, FOUND).desk(actor(Role.INSPECTOR, id="third"))
    with pytest.raises(NotOfThePair):
        finding.attest(AttestFinding(number=FX), stranger)
    with pytest.raises(NotOfThePair):
        finding.drop(DropFinding(number=FX, reason="x"), stranger)


def test_a_disputed_finding_is_decided_by_the_director_and_the_department_hears_why() -> None:
    served = replace(FOUND, state=FindingState.SERVED, answer_until=date(2026, 3, 5))
    office = Office(DONE, served)
    office.desk(DIRECTOR).start("finding_confirmation", served)

    finding.dispute(DisputeFinding(number=FX, statement="当日停电"), office.desk(actor(Role.DEPUTY)))
    assert office.clocks.running() == []
    assert [lifted.code for lifted in office.lifted] == ["finding_confirmation"]
    finding.uphold(UpholdFinding(number=FX, reason="供电记录不符"), office.desk(DIRECTOR))

    assert [(parcel.state, parcel.reason) for _, parcel in office.parcels] == [("confirmed", "供电记录不符")]


def test_what_the_department_never_had_is_dropped_in_silence() -> None:
    office = Office(DONE, FOUND)

    finding.drop(DropFinding(number=FX, reason="照片不清"), office.desk(SECOND))

    assert (office.findings.only.state, office.parcels) == (FindingState.DROPPED, [])


class Orders:
    """Rectifications as they are ordered."""

    def __init__(self) -> None:
        self.given: list[OrderRectification] = []

    def __call__(self, order: OrderRectification) -> RectificationProgress:
        self.given.append(order)
        state = RectificationState.ORDERED
        return RectificationProgress(id="1", number="ZG-2026-000007", version=1, state=state, due_on=date(2026, 3, 23))


def test_a_confirmed_finding_is_put_right_by_a_rectification_that_names_it() -> None:
    office, orders = Office(DONE, replace(FOUND, state=FindingState.CONFIRMED)), Orders()

    progress = following.rectify(RectifyFinding(number=FX), office.desk(actor(Role.OFFICER)), order=orders)

    (order,) = orders.given
    assert (order.kind, order.origin, order.department) == (RectificationKind.DEPARTMENT_WIDE, FX, "civil_affairs")
    assert (order.problem, order.cause) == ("窗口未一次性告知", "行政许可法第三十二条")
    assert (progress.state, progress.follow_up) == (FindingState.FOLLOWED, "ZG-2026-000007")


@pytest.mark.parametrize("state", [state for state in FindingState if state is not FindingState.CONFIRMED])
def test_nothing_follows_from_a_finding_that_does_not_hold(state: FindingState) -> None:
    office, orders = Office(DONE, replace(FOUND, state=state)), Orders()
    by, books = actor(Role.OFFICER), Books()
    with pytest.raises(MoveNotAllowed):
        following.rectify(RectifyFinding(number=FX), office.desk(by), order=orders)
    with pytest.raises(MoveNotAllowed):
        following.open_case(
            OpenCaseOnFinding(number=FX), office.desk(by), bench=books.bench(by, AT), testimonies=cast(Any, books)
        )
    assert (orders.given, books.cases, office.numbers.given) == ([], {}, [])


def test_a_case_of_our_own_motion_is_about_the_department_and_has_no_complainant() -> None:
    office, books = Office(DONE, replace(FOUND, state=FindingState.CONFIRMED)), Books()
    by = actor(Role.OFFICER)

    progress = following.open_case(
        OpenCaseOnFinding(number=FX), office.desk(by), bench=books.bench(by, AT), testimonies=cast(Any, books)
    )

    (case,) = books.cases.values()
    assert (case.channel, case.about, case.party, case.external_id) == ("inspection", "civil_affairs", None, FX)
    assert progress.follow_up == case.number
    assert office.findings.only.follow_up == case.number


class Log:
    """The vault's log of looks."""

    def __init__(self) -> None:
        self.looks: list[dict[str, Any]] = []

    def note(self, **look: Any) -> None:
        self.looks.append(look)


@pytest.mark.parametrize("by", [DIRECTOR, SECOND])
def test_the_plan_is_read_by_its_maker_and_the_pair_and_the_look_is_written_down(by: Actor) -> None:
    office, log = Office(INSPECTION), Log()

    view = read_inspection_plan(ReadInspectionPlan(number=MC, reason="出发前"), office.desk(by), vault=cast(Any, log))

    assert read(DrawnPlan, KEYS.open("gateway", view.sealed)) == DRAWN
    assert [(look["reader"], look["reason"]) for look in log.looks] == [(by.id, "出发前")]


@pytest.mark.parametrize(
    ("by", "refusal"),
    [(actor(Role.OFFICER), NotYourRole), (actor(Role.INSPECTOR, id="third"), NotOfThePair)],
)
def test_nobody_else_reads_the_plan(by: Actor, refusal: type[Exception]) -> None:
    log = Log()
    with pytest.raises(refusal):
        read_inspection_plan(
            ReadInspectionPlan(number=MC, reason="x"), Office(INSPECTION).desk(by), vault=cast(Any, log)
        )
    assert log.looks == []


def test_an_inspection_that_is_given_up_waits_for_nothing() -> None:
    office = Office(INSPECTION)
    plan_clock(office)

    inspecting.cancel(CancelInspection(number=MC, reason="台风"), office.desk(DIRECTOR))

    assert (office.inspections.only.state, office.clocks.running()) == (InspectionState.CANCELLED, [])


@pytest.mark.parametrize(
    ("department", "served", "seen"),
    [("civil_affairs", True, True), ("civil_affairs", False, False), ("taxation", True, False)],
)
def test_a_department_sees_its_own_findings_once_they_were_served(
    department: str,
    served: bool,  # noqa: FBT001 - a case of the table
    seen: bool,  # noqa: FBT001
) -> None:
    office = Office(replace(FOUND, answer_until=date(2026, 3, 5) if served else None))
    shelves: Any = {"findings": office.findings, "papers": office.papers}
    by, query = actor(Role.HEAD, department=department), FindFinding(number=FX)
    if seen:
        assert find_finding(query, by=by, **shelves).papers[0].text == "窗口未一次性告知"
        return
    with pytest.raises(FindingNotYours):
        find_finding(query, by=by, **shelves)
