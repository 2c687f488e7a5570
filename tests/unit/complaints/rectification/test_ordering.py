"""Ordering: the clock starts, the order goes to the department's own queue, and what is refused keeps nothing."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import pytest

from contracts.complaints import (
    CategoryUnknown,
    ComplaintUnknown,
    DepartmentUnknown,
    Finding,
    MoveNotAllowed,
    NotYourRole,
    Reporter,
    State,
)
from contracts.departments import RectificationServed
from contracts.people import Actor, Role
from contracts.rectification import NothingToRectify, OrderRectification, RectificationKind, RectificationOrdered
from contracts.refusals import Invalid
from services.complaints.rectification.use_cases.ordering import order_rectification
from tests.unit.complaints.rectification.builders import AT, BUREAU, COMPLAINT, DEPUTY, OFFICER, Office

K = RectificationKind


def an_order(**changes: Any) -> OrderRectification:
    said = {"kind": K.CASE, "problem": "三次退件", "cause": "行政许可法第三十二条", "complaint": COMPLAINT.number}
    return OrderRectification(**(said | changes))


def place(office: Office, command: OrderRectification, by: Actor = OFFICER, reporter: str | None = None) -> None:
    shelf = cast(Any, office.shelf)
    vault = SimpleNamespace(find=lambda _party, keys: Reporter(name=reporter))  # noqa: ARG005 - the vault's own
    order_rectification(
        command,
        office.desk(by),
        keys=cast(Any, None),
        complaints=shelf,
        departments=shelf,
        vault=cast(Any, vault),
        numbers=cast(Any, office.numbers),
    )


def test_a_case_takes_category_and_department_from_its_complaint_and_has_15_working_days() -> None:
    office = Office(COMPLAINT)

    place(office, an_order())

    assert (office.only.number, office.only.category, office.only.department) == ("ZG-2026-000001", "slow", BUREAU)
    assert office.clocks.running() == [("rectification", date(2026, 3, 23))]
    assert office.only.due_on == date(2026, 3, 23)
    assert [type(fact) for fact in office.told.facts] == [RectificationOrdered]


def test_whoever_is_complained_of_is_to_put_it_right_rather_than_whoever_handles_it() -> None:
    office = Office(replace(COMPLAINT, about=BUREAU, department="taxation"))

    place(office, an_order())

    assert office.only.department == BUREAU


def test_the_order_goes_to_the_departments_own_queue() -> None:
    office = Office(COMPLAINT)

    place(office, an_order())

    ((queue, served),) = office.told.sent
    assert queue == f"department.{BUREAU}"
    assert isinstance(served, RectificationServed)
    assert (served.problem, served.due_on, served.complaint) == ("三次退件", date(2026, 3, 23), COMPLAINT.number)


def test_neither_queue_nor_paper_tells_who_complained() -> None:
    office = Office(replace(COMPLAINT, party=UUID(int=5)))

    place(office, an_order(problem="示例人(13800000000)三次被退件"), reporter="示例人")

    ((_, served),) = office.told.sent
    (paper,) = office.shelf.papers
    for text in (cast(RectificationServed, served).problem, paper.text):
        assert "示例人" not in text
        assert "13800000000" not in text


def test_a_policy_proposal_is_to_be_answered_within_30_days() -> None:
    office = Office()

    place(office, an_order(kind=K.POLICY_PROPOSAL, complaint=None, category="policy_arbitrary", department=BUREAU))

    assert office.clocks.running() == [("policy_answer", date(2026, 4, 1))]


def test_a_day_that_the_office_sets_is_the_clocks_last_day() -> None:
    office = Office(COMPLAINT)

    place(office, an_order(due_on=date(2026, 3, 12)))

    assert office.clocks.running() == [("rectification", date(2026, 3, 12))]
    assert office.only.due_on == date(2026, 3, 12)


@pytest.mark.parametrize(
    ("changes", "complaint", "refusal"),
    [
        ({"complaint": None}, {}, Invalid),
        ({"complaint": "TS-2026-000999"}, {}, ComplaintUnknown),
        ({}, {"finding": Finding.NOT_SUBSTANTIATED}, NothingToRectify),
        ({}, {"state": State.CLOSED}, MoveNotAllowed),
        ({}, {"state": State.FINALISED}, MoveNotAllowed),
        *(
            ({"kind": kind}, {"state": state, "finding": None}, MoveNotAllowed)
            for kind in RectificationKind
            for state in (State.REFUSED, State.WITHDRAWN, State.MERGED, State.ARCHIVED)
        ),
        ({}, {"department": None}, Invalid),
        ({"department": "nowhere"}, {}, DepartmentUnknown),
        (
            {"kind": K.DEPARTMENT_WIDE, "complaint": None, "category": "weather", "department": BUREAU},
            {},
            CategoryUnknown,
        ),
        ({"kind": K.DEPARTMENT_WIDE, "complaint": None, "department": BUREAU}, {}, Invalid),
        ({"due_on": date(2026, 3, 2)}, {}, Invalid),
        ({"due_on": date(2026, 3, 1)}, {}, Invalid),
        ({"due_on": date(9999, 12, 31)}, {}, Invalid),
    ],
)
def test_what_is_refused_keeps_nothing_and_takes_no_number(
    changes: dict[str, Any], complaint: dict[str, Any], refusal: type[Exception]
) -> None:
    office = Office(replace(COMPLAINT, **complaint))

    with pytest.raises(refusal):
        place(office, an_order(**changes))

    assert (office.shelf.kept, office.numbers.given, office.told.facts, office.told.sent) == (0, [], [], [])


@pytest.mark.parametrize("kind", [K.DEPARTMENT_WIDE, K.POLICY_PROPOSAL])
def test_what_a_closed_case_has_shown_of_a_department_or_a_policy_can_still_be_put_right(kind: K) -> None:
    office = Office(replace(COMPLAINT, state=State.CLOSED))

    place(office, an_order(kind=kind))

    assert office.only.complaint == COMPLAINT.number


def test_what_a_case_about_the_office_has_shown_the_leading_group_orders_of_the_office() -> None:
    office = Office(replace(COMPLAINT, about="office", department="leading_group"))
    forward = an_order(department=BUREAU)

    with pytest.raises(NotYourRole):
        place(office, forward)
    place(office, forward, by=Actor(id="leader", roles=[Role.LEADER]))

    assert (office.only.department, office.told.sent, office.clocks.all[0].department) == ("office", [], None)


def test_a_department_cannot_order() -> None:
    office = Office(COMPLAINT)

    with pytest.raises(NotYourRole):
        place(office, an_order(), by=DEPUTY)

    assert office.numbers.given == []


def test_a_day_that_is_past_is_refused_with_field_and_rule_in_both_languages() -> None:
    with pytest.raises(Invalid) as refused:
        place(Office(COMPLAINT), an_order(due_on=date(2026, 3, 1)))

    (fault,) = refused.value.faults
    assert (fault.pointer, fault.rule) == ("/due_on", "out_of_range")
    assert "2026-03-03" in fault.zh
    assert "2026-03-03" in fault.en


def test_the_whole_department_may_be_ordered_after_a_case_is_closed() -> None:
    office = Office(replace(COMPLAINT, state=State.CLOSED))

    place(office, an_order(kind=K.DEPARTMENT_WIDE))

    assert office.only.kind is K.DEPARTMENT_WIDE
    assert office.shelf.papers[0].written_at == AT
