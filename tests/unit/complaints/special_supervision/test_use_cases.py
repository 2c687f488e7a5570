"""Special supervision's use cases: what it comes of, what departments get, which clocks run, what is put right."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from contracts.complaints import CategoryUnknown, DepartmentUnknown, NotYourRole
from contracts.instruction import InstructionUnknown
from contracts.people import Actor, Role
from contracts.rectification import RectificationKind, RectificationState
from contracts.refusals import Invalid
from contracts.special_supervision import (
    CloseSpecialSupervision,
    DraftSpecialSupervision,
    FindSpecialSupervision,
    LaunchSpecialSupervision,
    NoProblemFound,
    OrderSpecialRectifications,
    PatternUnknown,
    ProblemFound,
    RecheckSpecialSupervision,
    RecordRound,
    ReportSpecialSupervision,
    SpecialSource,
    SpecialSupervisionNotYours,
    SpecialSupervisionState,
    StillOpen,
    SubmitSelfCheck,
)
from services.complaints.domain.redaction import MASK
from services.complaints.rectification.domain.patterns import Pattern
from services.complaints.special_supervision.use_cases import drafting, supervising
from services.complaints.special_supervision.use_cases.reading import find_special_supervision
from tests.unit.complaints.rectification.builders import BUREAU, RECTIFICATION
from tests.unit.complaints.rooms import actor
from tests.unit.complaints.special_supervision.builders import BOTH, ORDER, SPECIAL, Office, Orders, standing

S = SpecialSupervisionState
ZD = SPECIAL.number
OFFICER, DIRECTOR = actor(Role.OFFICER), actor(Role.DIRECTOR)
PATTERN = Pattern(id=UUID(int=88), category="slow", version=1, departments=("audit", "taxation"))


def changed(struct: Any, **changes: Any) -> Any:
    return type(struct)(**({name: getattr(struct, name) for name in struct.__struct_fields__} | changes))


def draft(office: Office, order: DraftSpecialSupervision = ORDER, by: Actor = OFFICER) -> None:
    drafting.draft(order, office.desk(by), occasions=office.occasions)


def test_a_pattern_brings_its_departments_with_it() -> None:
    office = Office(pattern=PATTERN)

    draft(office, changed(ORDER, source=SpecialSource.PATTERN, departments=[]))

    assert office.specials.only.departments == PATTERN.departments
    assert office.specials.only.reference == str(PATTERN.id)


def test_a_department_that_is_named_twice_is_supervised_once() -> None:
    office = Office()
    draft(office, changed(ORDER, departments=[BUREAU, BUREAU]))
    assert office.specials.only.departments == (BUREAU,)


@pytest.mark.parametrize(
    ("changes", "refusal", "pointer"),
    [
        ({"source": SpecialSource.PATTERN}, PatternUnknown, None),
        ({"source": SpecialSource.LEADER}, Invalid, "/reference"),
        ({"source": SpecialSource.LEADER, "reference": "PS-2026-000999"}, InstructionUnknown, None),
        ({"departments": []}, Invalid, "/departments"),
        ({"departments": [BUREAU, "nowhere"]}, DepartmentUnknown, None),
        ({"category": "weather"}, CategoryUnknown, None),
        ({"starts_on": date(2026, 3, 1)}, Invalid, "/starts_on"),
        ({"ends_on": SPECIAL.starts_on}, Invalid, "/ends_on"),
        ({"ends_on": date(9999, 12, 31)}, Invalid, "/ends_on"),
    ],
)
def test_a_draft_that_is_refused_names_the_field_and_takes_no_number(
    changes: dict[str, Any], refusal: type[Exception], pointer: str | None
) -> None:
    office = Office()
    with pytest.raises(refusal) as refused:
        draft(office, changed(ORDER, **changes))
    with pytest.raises(NotYourRole):
        draft(office, changed(ORDER, **changes), actor(Role.LEADER))

    if isinstance(refused.value, Invalid) and pointer:
        assert [fault.pointer for fault in refused.value.faults] == [pointer]
    assert (office.specials.all, office.numbers.given, office.told.facts) == ({}, [], [])


def test_a_leaders_instruction_is_what_it_comes_of() -> None:
    office = Office()
    draft(office, changed(ORDER, source=SpecialSource.LEADER, reference="PS-2026-000001"))
    assert office.specials.only.reference == "PS-2026-000001"


def test_every_department_gets_the_plan_and_has_ten_working_days() -> None:
    office = Office(SPECIAL)

    supervising.launch(LaunchSpecialSupervision(number=ZD), office.desk(DIRECTOR))

    assert [queue for queue, _ in office.parcels] == ["department.civil_affairs", "department.taxation"]
    assert {(served.plan, served.self_check_until) for _, served in office.parcels} == {
        ("先自查后实地", date(2026, 3, 16))
    }
    assert office.clocks.running() == [
        ("self_check", date(2026, 3, 16)),
        ("special_supervision", date(2026, 4, 30)),
    ]


def test_once_everybody_has_reported_nobody_is_waited_for() -> None:
    office = Office(standing(S.LAUNCHED))
    office.desk(DIRECTOR).start("self_check", SPECIAL)

    for department, running in (("taxation", 1), (BUREAU, 0)):
        by = actor(Role.DEPUTY, department=department)
        supervising.submit_self_check(SubmitSelfCheck(number=ZD, report="自查无问题"), office.desk(by))
        assert len(office.clocks.running()) == running
    assert [paper.about for paper in office.papers.all[1:]] == ["taxation", BUREAU]


@pytest.mark.parametrize(
    ("by", "refused"), [(actor(Role.HEAD), False), (actor(Role.HEAD, department="taxation"), True)]
)
def test_a_department_adds_to_its_report_what_it_has_brought_in_itself(by: Actor, *, refused: bool) -> None:
    office = Office(standing(S.LAUNCHED))
    report = SubmitSelfCheck(number=ZD, report="自查无问题", attachments=["a-1"])

    if refused:
        with pytest.raises(Invalid) as no:
            supervising.submit_self_check(report, office.desk(by))
        assert [(fault.pointer, fault.rule) for fault in no.value.faults] == [("/attachments/0", "unknown_attachment")]
    else:
        supervising.submit_self_check(report, office.desk(by))
        assert office.papers.all[-1].attachments == ("a-1",)


def visited(*problems: ProblemFound) -> Office:
    """An office that has visited both departments, and found something at one."""
    office = Office(standing(S.ON_SITE))
    desk = office.desk(actor(Role.INSPECTOR))
    supervising.record_round(RecordRound(number=ZD, department=BUREAU, record="到窗口", problems=list(problems)), desk)
    supervising.record_round(RecordRound(number=ZD, department="taxation", record="无问题"), desk)
    office.desk(DIRECTOR).start("special_supervision", SPECIAL)
    supervising.report(ReportSpecialSupervision(number=ZD, report="督查报告"), office.desk(OFFICER))
    return office


def test_every_problem_becomes_an_order_to_the_department_at_which_it_was_found() -> None:
    office = visited(
        ProblemFound(problem="未一次告知,电话 13800000000", cause="行政许可法第三十二条"),
        ProblemFound(problem="收费未公示", cause="条例第二十五条"),
    )
    assert office.clocks.running() == []
    command = OrderSpecialRectifications(number=ZD, due_on=date(2026, 4, 1))

    supervising.order_rectifications(command, office.desk(OFFICER), order=office.orders)

    orders = office.orders.given
    assert [(order.problem, order.cause) for order in orders] == [
        (f"未一次告知,电话 {MASK}", "行政许可法第三十二条"),
        ("收费未公示", "条例第二十五条"),
    ]
    assert {(order.department, order.origin, order.kind, order.due_on) for order in orders} == {
        (BUREAU, ZD, RectificationKind.DEPARTMENT_WIDE, date(2026, 4, 1))
    }
    assert office.specials.only.rectifications == ("ZG-2026-000001", "ZG-2026-000002")


def test_where_nothing_was_found_nothing_is_ordered_and_it_ends() -> None:
    office = visited()
    with pytest.raises(NoProblemFound):
        supervising.order_rectifications(
            OrderSpecialRectifications(number=ZD), office.desk(OFFICER), order=office.orders
        )
    assert office.orders.given == []

    supervising.close(CloseSpecialSupervision(number=ZD, remark="情况良好"), office.desk(DIRECTOR))

    assert {(queue, parcel.result) for queue, parcel in office.parcels} == {
        ("department.civil_affairs", "nothing_found"),
        ("department.taxation", "nothing_found"),
    }


def test_it_is_rechecked_once_everything_that_it_ordered_is_struck_off() -> None:
    ours = replace(RECTIFICATION, origin=ZD)
    another = replace(RECTIFICATION, number="ZG-2026-000099", origin="ZD-2026-000099")
    orders = Orders(ours, another)
    office = Office(standing(S.RECTIFYING), orders=orders)
    command = RecheckSpecialSupervision(number=ZD, remark="复查到位")

    with pytest.raises(StillOpen) as refused:
        supervising.recheck(command, office.desk(OFFICER))
    assert another.number not in refused.value.text("zh")
    orders.all = [replace(ours, state=RectificationState.ACCEPTED), another]
    supervising.recheck(command, office.desk(OFFICER))

    assert office.specials.only.state is S.RECHECKED


def test_a_department_reads_the_plan_and_what_is_about_itself_alone() -> None:
    office = visited(ProblemFound(problem="未一次告知", cause="行政许可法第三十二条"))
    known = replace(office.specials.only, self_check_until=date(2026, 3, 16), self_checked=BOTH)
    office.specials.keep(known)
    shelves: Any = {"specials": office.specials, "papers": office.papers}
    query = FindSpecialSupervision(number=ZD)

    theirs = find_special_supervision(query, by=actor(Role.DEPUTY, department="taxation"), **shelves)
    everything = find_special_supervision(query, by=OFFICER, **shelves)

    assert [paper.act for paper in theirs.papers] == ["draft", "round"]
    assert (theirs.departments, theirs.self_checked, theirs.faulty) == (["taxation"], ["taxation"], [])
    assert [paper.act for paper in everything.papers] == ["draft", "round", "problem", "round", "report"]
    assert everything.departments == list(BOTH)


@pytest.mark.parametrize("by", [actor(Role.HEAD), actor(Role.HEAD, department="audit")])
def test_a_draft_is_nobodys_to_read_and_a_launched_one_its_departments(by: Actor) -> None:
    office = Office(standing(S.LAUNCHED, self_check_until=date(2026, 3, 16)) if by.department == "audit" else SPECIAL)
    shelves: Any = {"specials": office.specials, "papers": office.papers}
    with pytest.raises(SpecialSupervisionNotYours):
        find_special_supervision(FindSpecialSupervision(number=ZD), by=by, **shelves)
