"""Accountability's use cases: on what it may rest, who is named where, and which clocks run."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest

from contracts.accountability import (
    AccountabilityNotYours,
    AccountabilityState,
    Accountable,
    Allegation,
    AppealAccountability,
    BasisUnknown,
    DecideAccountability,
    DecideAppeal,
    ExecuteAccountability,
    GroundNotSubstantiated,
    GroundOfAnother,
    GroundUnknown,
    HearAccountability,
    Measure,
    MeasureNotForTarget,
    NoAccountable,
    ProposeAccountability,
    ReadAccountable,
    Target,
    TransferAccountability,
)
from contracts.complaints import DepartmentUnknown, Finding, NotYourRole, TestimonyUnreadable
from contracts.departments import AccountabilityTold
from contracts.inspection import FindingState
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from contracts.wire import read, write
from services.complaints.accountability.domain.bases import basis_documents
from services.complaints.accountability.use_cases import moving
from services.complaints.accountability.use_cases.grounds import Grounds
from services.complaints.accountability.use_cases.proposing import propose_accountability
from services.complaints.accountability.use_cases.reading import find_basis_documents, read_accountable
from services.complaints.domain.clocks import Subject
from tests.unit.complaints.accountability.builders import ACCOUNTABILITY, KEYS, Office, actor, changed, standing
from tests.unit.complaints.inspection.builders import FOUND
from tests.unit.complaints.rectification.builders import AT, BUREAU, COMPLAINT, DEPUTY, RECTIFICATION, Shelf

S = AccountabilityState
ZR = ACCOUNTABILITY.number
SOMEBODY = Accountable(name="示例某", post="窗口负责人")
OFFICER = actor(Role.OFFICER)


def sealed(facts: str = "三次退件", person: Accountable | None = None) -> str:
    return KEYS.seal("complaints", write(Allegation(facts=facts, person=person)))


ORDER = ProposeAccountability(
    ground=COMPLAINT.number,
    department=BUREAU,
    target=Target.UNIT,
    measure=Measure.FAULT_NOTICE,
    basis="business_environment_regulations",
    article="第六十九条第一项",
    allegation=sealed(),
)
OF_A_PERSON = changed(ORDER, target=Target.PERSON, allegation=sealed("示例某三次退件", SOMEBODY))


def propose(office: Office, order: ProposeAccountability, by: Actor = OFFICER) -> None:
    shelf = cast(Any, office.shelf)
    propose_accountability(
        order,
        office.desk(by),
        grounds=Grounds(shelf, shelf, cast(Any, office.findings)),
        departments=shelf,
        numbers=cast(Any, office.numbers),
    )


def office_with(state: AccountabilityState, *clocks: str, **more: Any) -> Office:
    one = standing(state, **more)
    office = Office(one)
    for code in clocks:
        subject = Subject(kind="accountability", id=one.id, number=one.number)
        office.clocks.start(code, subject, at=AT, new_id=office.new_id)
    return office


def test_a_proposal_gives_the_unit_five_working_days_for_its_statement() -> None:
    office = Office()

    propose(office, ORDER)

    assert office.only.number == "ZR-2026-000001"
    assert office.clocks.running() == [("hearing", date(2026, 3, 9))]
    assert office.told.facts[0].hearing_until == office.only.hearing_until == date(2026, 3, 9)


def test_the_office_is_held_to_account_by_the_leading_group_and_reads_of_it_without_a_queue() -> None:
    office = Office(shelf=Shelf(replace(COMPLAINT, about="office", department="leading_group")))
    of_itself = changed(ORDER, department="office")

    with pytest.raises(NotYourRole):
        propose(office, of_itself)
    propose(office, of_itself, by=actor(Role.LEADER))
    statement = HearAccountability(number=office.only.number, statement="当日系统故障")
    moving.hear(statement, office.desk(actor(Role.DIRECTOR, id="director")))

    assert (office.only.state, office.told.sent, office.clocks.all[0].department) == (S.HEARD, [], None)


def test_the_person_is_in_no_event_and_no_paper() -> None:
    office = Office()

    propose(office, OF_A_PERSON)

    (paper,) = office.cabinet.papers
    assert office.cabinet.people == {office.only.id: SOMEBODY}
    assert SOMEBODY.name not in paper.text + repr(office.told.facts) + repr(office.told.sent) + repr(office.only)


def test_a_statement_that_names_the_person_is_kept_without_the_name() -> None:
    office = office_with(S.PROPOSED, "hearing", target=Target.PERSON)
    office.cabinet.people[ACCOUNTABILITY.id] = SOMEBODY

    moving.hear(HearAccountability(number=ZR, statement="示例某当日请假"), office.desk(DEPUTY))

    assert office.cabinet.papers[0].text == "▇▇▇当日请假"
    assert office.clocks.running() == []
    assert [lifted.code for lifted in office.lifted] == ["hearing"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"basis": "hearsay"}, BasisUnknown),
        ({"department": "nowhere"}, DepartmentUnknown),
        ({"measure": Measure.ADMONITION}, MeasureNotForTarget),
        ({"measure": Measure.REMOVAL, "target": Target.HEAD}, NotYourRole),
        ({"ground": "TS-2026-000999"}, GroundUnknown),
        ({"ground": "ZG-2026-000999"}, GroundUnknown),
        ({"ground": "FX-2026-000999"}, GroundUnknown),
        ({"ground": "XX-2026-000001"}, GroundUnknown),
        ({"allegation": "bm8gYm94"}, TestimonyUnreadable),
        ({"target": Target.PERSON}, Invalid),
        ({"allegation": sealed(person=SOMEBODY)}, Invalid),
    ],
)
def test_what_is_refused_keeps_nothing_and_takes_no_number(changes: dict[str, Any], refusal: type[Exception]) -> None:
    office = Office()

    with pytest.raises(refusal):
        propose(office, changed(ORDER, **changes))

    assert (office.cabinet.all, office.numbers.given, office.told.facts) == ({}, [], [])


@pytest.mark.parametrize("finding", [None, *Finding])
def test_only_what_was_found_true_is_a_ground(finding: Finding | None) -> None:
    office = Office(shelf=Shelf(replace(COMPLAINT, finding=finding)))
    if finding in {Finding.SUBSTANTIATED, Finding.PARTLY}:
        propose(office, ORDER)
        assert office.only.ground == COMPLAINT.number
    else:
        with pytest.raises(GroundNotSubstantiated):
            propose(office, ORDER)


def test_a_rectification_is_a_ground_against_the_department_that_owes_it() -> None:
    office = Office(shelf=Shelf(RECTIFICATION))

    propose(office, changed(ORDER, ground=RECTIFICATION.number))

    assert office.only.ground == RECTIFICATION.number


@pytest.mark.parametrize(
    "shelf", [Shelf(replace(COMPLAINT, department="taxation")), Shelf(replace(RECTIFICATION, department="taxation"))]
)
def test_nobody_is_held_to_account_for_another_departments_matter(shelf: Shelf) -> None:
    (ground,) = (*shelf.complaints, *shelf.rectifications)

    with pytest.raises(GroundOfAnother):
        propose(Office(shelf=shelf), changed(ORDER, ground=ground))


@pytest.mark.parametrize("state", FindingState)
def test_a_finding_is_a_ground_once_it_holds_and_against_the_inspected_department_alone(state: FindingState) -> None:
    office = Office()
    office.findings.add(replace(FOUND, state=state))
    order = changed(ORDER, ground=FOUND.number)
    if not replace(FOUND, state=state).holds:
        with pytest.raises(GroundNotSubstantiated):
            propose(office, order)
        return
    propose(office, order)
    assert office.only.ground == FOUND.number
    office.findings.keep(replace(FOUND, state=state, department="taxation"))
    with pytest.raises(GroundOfAnother):
        propose(office, order)


def test_an_unknown_basis_is_refused_with_the_register() -> None:
    with pytest.raises(BasisUnknown) as refused:
        propose(Office(), changed(ORDER, basis="hearsay"))

    assert "commerce_sanction_rules" in refused.value.text("en")


def test_the_register_holds_the_citys_documents_each_with_its_number() -> None:
    register = find_basis_documents()

    assert {"decision_soft_environment", "quality_service_year", "commerce_sanction_rules"} <= set(basis_documents())
    numbers = [document.number for document in register.documents]
    assert len(numbers) == len(set(numbers)) == len(basis_documents())


@pytest.mark.parametrize(
    ("act", "order"),
    [
        (moving.execute, ExecuteAccountability(number=ZR, remark="已送达")),
        (moving.transfer, TransferAccountability(number=ZR, authority="市纪委监委")),
    ],
)
def test_what_was_done_may_be_appealed_for_30_days(act: Any, order: Any) -> None:
    office = office_with(S.DECIDED, measure=Measure.FAULT_NOTICE)

    act(order, office.desk(actor(Role.DIRECTOR)))

    assert office.clocks.running() == [("appeal_window", date(2026, 4, 1))]
    assert office.only.appeal_until == date(2026, 4, 1)


def test_an_appeal_ends_the_window_and_is_decided_within_30_days() -> None:
    office = office_with(S.EXECUTED, "appeal_window", appeal_until=date(2026, 4, 1))

    moving.appeal(AppealAccountability(number=ZR, reason="事实有误"), office.desk(DEPUTY))
    assert office.clocks.running() == [("appeal", date(2026, 4, 1))]

    moving.decide_appeal(DecideAppeal(number=ZR, upheld=False, reason="撤销"), office.desk(actor(Role.REVIEWER)))
    assert office.clocks.running() == []
    assert [paper.act for paper in office.cabinet.papers] == ["appeal", "decide_appeal"]


def test_the_unit_finds_every_fact_in_its_own_queue_with_its_days() -> None:
    office = Office()
    propose(office, ORDER)
    office.cabinet.keep(replace(office.only, state=S.EXECUTED, appeal_until=date(2026, 4, 1)))
    number = office.only.number

    moving.appeal(AppealAccountability(number=number, reason="事实有误"), office.desk(DEPUTY))
    moving.decide_appeal(
        DecideAppeal(number=number, upheld=True, reason="维持"), office.desk(actor(Role.REVIEWER, id="reviewer"))
    )

    assert {queue for queue, _ in office.told.sent} == {f"department.{BUREAU}"}
    told = [cast(AccountabilityTold, content) for _, content in office.told.sent]
    assert [(one.fact, one.hearing_until, one.decision_due_on, one.outcome) for one in told] == [
        ("accountability_proposed", date(2026, 3, 9), None, None),
        ("accountability_appealed", None, date(2026, 4, 1), None),
        ("accountability_closed", None, None, "upheld"),
    ]
    assert [one.version for one in told] == [fact.version for fact in office.told.facts]


def test_a_decision_is_kept_with_its_reason() -> None:
    office = office_with(S.HEARD)

    moving.decide(DecideAccountability(number=ZR, reason="情节较轻"), office.desk(actor(Role.DIRECTOR)))

    assert (office.only.measure, office.cabinet.papers[0].text) == (Measure.FAULT_NOTICE, "情节较轻")


class Log:
    """The vault's log of looks."""

    def __init__(self) -> None:
        self.looks: list[dict[str, Any]] = []

    def note(self, **look: Any) -> None:
        self.looks.append(look)


def look(office: Office, by: Actor, log: Log) -> Accountable:
    view = read_accountable(ReadAccountable(number=ZR, reason="决定前核对"), office.desk(by), vault=cast(Any, log))
    return read(Accountable, KEYS.open("gateway", view.sealed))


def test_whoever_decides_may_learn_whom_it_is_about_and_the_look_is_written_down() -> None:
    office, log = office_with(S.HEARD, target=Target.PERSON), Log()
    office.cabinet.people[ACCOUNTABILITY.id] = SOMEBODY

    assert look(office, actor(Role.LEADER, id="leader"), log) == SOMEBODY
    assert [(seen["reader"], seen["reason"], seen["party"]) for seen in log.looks] == [
        ("leader", "决定前核对", ACCOUNTABILITY.id)
    ]


@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        (actor(Role.OFFICER), NotYourRole),
        (actor(Role.LIAISON, department=BUREAU), NotYourRole),
        (actor(Role.HEAD, department="taxation"), AccountabilityNotYours),
        (actor(Role.HEAD), AccountabilityNotYours),
    ],
)
def test_others_do_not_learn_whom_it_is_about(by: Actor, refusal: type[Exception]) -> None:
    office, log = office_with(S.HEARD, target=Target.PERSON), Log()
    office.cabinet.people[ACCOUNTABILITY.id] = SOMEBODY

    with pytest.raises(refusal):
        look(office, by, log)
    assert log.looks == []


def test_where_a_unit_is_held_to_account_there_is_nobody_to_see() -> None:
    with pytest.raises(NoAccountable):
        look(office_with(S.HEARD), actor(Role.DIRECTOR), Log())
