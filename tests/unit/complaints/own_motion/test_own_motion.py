"""Cases of the office's own motion: what opens one, what does not, and what is refused."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from contracts.approvals import ApprovalCompleted, ApprovalOverdue
from contracts.complaints import (
    CaseGoneOnWith,
    Channel,
    DepartmentUnknown,
    GoneOnWithBefore,
    GoOnWithCase,
    Mode,
    MoveNotAllowed,
    NotGrave,
    SourceReused,
    State,
)
from contracts.own_motion import CommitmentMissed, DeedNotYours, FeeCharged
from contracts.people import Actor, Role
from contracts.refusals import Invalid
from services.complaints.domain.complaint import Complaint
from services.complaints.own_motion.use_cases import (
    go_on_with,
    hear_commitment,
    hear_completed,
    hear_fee,
    hear_overdue,
)
from tests.unit.complaints.cases import standing
from tests.unit.complaints.shelves import Shelves

AT = datetime(2026, 11, 24, 2, tzinfo=UTC)
APPROVALS = Actor(id="/services/approvals", roles=[Role.SYSTEM])
UNIT = Actor(id="/departments/civil_affairs", roles=[Role.LIAISON], department="civil_affairs")
ENTERPRISE = "91320413MA00000000"


def overdue(**changes: Any) -> ApprovalOverdue:
    said = {"case": "BJ-1", "version": 3, "item": "item-7", "department": "civil_affairs", "due_on": date(2026, 11, 23)}
    return ApprovalOverdue(**(said | changes))


def fee(**changes: Any) -> FeeCharged:
    said = {
        "charge": "bill-1",
        "department": "civil_affairs",
        "fee": "fee-3",
        "amount_fen": 12_050,
        "limit_fen": 10_000,
        "catalogue": "2026.1",
        "charged_on": date(2026, 11, 20),
        "enterprise": ENTERPRISE,
    }
    return FeeCharged(**(said | changes))


def missed(**changes: Any) -> CommitmentMissed:
    said = {"commitment": "gongan-20-3", "department": "civil_affairs", "missed_on": date(2026, 11, 20)}
    return CommitmentMissed(**(said | changes))


def hear(event: Any, by: Actor | None = None, shelves: Shelves | None = None, at: datetime = AT) -> Shelves:
    heard = shelves or Shelves()
    use_case: Any = {
        ApprovalOverdue: hear_overdue,
        ApprovalCompleted: hear_completed,
        FeeCharged: hear_fee,
        CommitmentMissed: hear_commitment,
    }[type(event)]
    sender = by or (UNIT if isinstance(event, FeeCharged | CommitmentMissed) else APPROVALS)
    use_case(event, by=sender, own_motion=heard.own_motion(sender, at))
    return heard


def only(shelves: Shelves) -> Complaint:
    (case,) = shelves.books.cases.values()
    return case


def test_a_late_approval_is_a_case_of_slowness_about_its_department() -> None:
    case = only(hear(overdue()))

    assert (case.channel, case.category, case.about) == (Channel.EVENT, "slow", "civil_affairs")
    assert (case.source, case.external_id) == ("/services/approvals", "BJ-1")
    assert (case.state, case.mode, case.party) == (State.REGISTERED, Mode.ANONYMOUS, None)


def test_the_same_approval_is_one_case_however_often_it_is_told() -> None:
    shelves = hear(overdue())
    hear(overdue(version=4, due_on=date(2026, 11, 22)), shelves=shelves)

    assert only(shelves).number == "TS-2026-000001"
    assert shelves.taken == {"TS": 1}


def test_a_charge_above_the_catalogue_is_a_case_with_the_difference_as_its_text() -> None:
    shelves = hear(fee())

    said = shelves.testimonies[only(shelves).id]
    assert (only(shelves).category, only(shelves).severity) == ("illegal_fee", 3)
    assert "实收 120.50 元,目录标准 100.00 元(目录版本 2026.1),超出 20.50 元" in said.text
    assert ENTERPRISE not in said.title + said.text


@pytest.mark.parametrize("amount", [0, 9_999, 10_000])
def test_a_charge_within_the_catalogue_is_none(amount: int) -> None:
    shelves = hear(fee(amount_fen=amount))

    assert (shelves.books.cases, shelves.taken) == ({}, {})


def test_what_the_catalogue_does_not_have_is_charged_without_right() -> None:
    shelves = hear(fee(limit_fen=None))

    assert "目录内无此项目(目录版本 2026.1),超出 120.50 元" in shelves.testimonies[only(shelves).id].text


@pytest.mark.parametrize("event", [fee(), missed()], ids=["fee", "commitment"])
def test_a_department_that_was_renamed_between_two_deliveries_has_one_case(event: Any) -> None:
    shelves = hear(event)
    shelves.title = "民政和社会保障局"
    hear(event, shelves=shelves)

    assert shelves.taken == {"TS": 1}


def test_another_amount_is_a_conflict_after_a_renaming_too() -> None:
    shelves = hear(fee())
    shelves.title = "民政和社会保障局"

    with pytest.raises(SourceReused):
        hear(fee(amount_fen=99_999), shelves=shelves)


def test_the_same_charge_again_is_the_same_case_and_another_under_its_number_is_a_conflict() -> None:
    shelves = hear(fee())
    hear(fee(), shelves=shelves)
    assert shelves.taken == {"TS": 1}

    with pytest.raises(SourceReused):
        hear(fee(amount_fen=99_999), shelves=shelves)


def test_a_missed_commitment_is_a_case_each_time() -> None:
    shelves = hear(missed())
    hear(missed(), shelves=shelves)
    hear(missed(missed_on=date(2026, 11, 21)), shelves=shelves)

    assert [case.category for case in shelves.books.cases.values()] == ["promise_breach"] * 2


def test_a_late_approval_that_is_completed_is_noted_with_its_case() -> None:
    done = ApprovalCompleted(
        case="BJ-1",
        version=4,
        item="item-7",
        department="civil_affairs",
        due_on=date(2026, 11, 23),
        decided_on=date(2026, 11, 24),
    )

    assert hear(done, shelves=hear(overdue())).supplements == ["审批办件 BJ-1 已于 2026-11-24 办结。"]
    assert hear(done).supplements == []


@pytest.mark.parametrize(
    ("event", "field", "rule"),
    [
        (overdue(due_on=date(2026, 11, 24)), "/due_on", "in_the_future"),  # its last day is today: not late yet
        (overdue(due_on=date(2025, 11, 22)), "/due_on", "too_late"),
        (fee(charged_on=date(2026, 11, 25)), "/charged_on", "in_the_future"),
        (fee(charged_on=date(2025, 11, 23)), "/charged_on", "too_late"),
        (missed(missed_on=date(2026, 11, 25)), "/missed_on", "in_the_future"),
        (missed(missed_on=date(2025, 11, 23)), "/missed_on", "too_late"),
    ],
)
def test_a_day_that_lies_ahead_or_a_year_back_is_refused(event: Any, field: str, rule: str) -> None:
    shelves = Shelves()
    with pytest.raises(Invalid) as refused:
        hear(event, shelves=shelves)

    (fault,) = refused.value.faults
    assert (fault.pointer, fault.rule) == (field, rule)
    assert (fault.zh != fault.en, shelves.taken) == (True, {})


def test_an_event_exactly_a_year_old_is_taken() -> None:
    assert only(hear(fee(charged_on=date(2025, 11, 24))))


@pytest.mark.parametrize(
    "event", [overdue(department="nowhere"), fee(department="nowhere"), missed(department="nowhere")]
)
def test_a_department_that_does_not_exist_is_refused(event: Any) -> None:
    with pytest.raises(DepartmentUnknown):
        hear(event)


@pytest.mark.parametrize("event", [fee(department="finance"), missed(department="finance")])
def test_a_department_tells_of_its_own_deeds_alone(event: Any) -> None:
    with pytest.raises(DeedNotYours):
        hear(event)


OFFICER = Actor(id="officer", roles=[Role.OFFICER])
GRAVE = standing(State.WITHDRAWN, number="TS-2026-000900", severity=3, about="civil_affairs")


def go_on(shelves: Shelves, case: Complaint = GRAVE) -> Any:
    shelves.books.cases[case.number] = case
    return go_on_with(GoOnWithCase(number=case.number), own_motion=shelves.own_motion(OFFICER, AT))


def test_a_grave_case_that_was_taken_back_goes_on_as_one_of_the_offices_own_as_grave_and_without_its_complainant() -> (
    None
):
    shelves = Shelves()

    progress = go_on(shelves)

    (opened,) = (case for case in shelves.books.cases.values() if case.channel is Channel.EVENT)
    assert (opened.mode, opened.party, opened.about, opened.category) == (Mode.ANONYMOUS, None, "civil_affairs", "slow")
    assert (opened.severity, opened.state, opened.external_id) == (3, State.REGISTERED, GRAVE.number)
    assert GRAVE.number in shelves.testimonies[opened.id].text
    assert (progress.number, progress.state) == (GRAVE.number, State.WITHDRAWN)
    told = shelves.books.facts[-1]
    assert isinstance(told, CaseGoneOnWith)
    assert told.opened == opened.number


def test_the_office_goes_on_once() -> None:
    shelves = Shelves()
    go_on(shelves)

    with pytest.raises(GoneOnWithBefore):
        go_on(shelves, shelves.books.cases[GRAVE.number])
    assert shelves.taken == {"TS": 1}


@pytest.mark.parametrize(
    ("changes", "refusal"), [({"severity": 2}, NotGrave), ({"state": State.CLOSED}, MoveNotAllowed)]
)
def test_what_is_not_grave_or_was_not_taken_back_opens_nothing(
    changes: dict[str, Any], refusal: type[Exception]
) -> None:
    shelves = Shelves()

    with pytest.raises(refusal):
        go_on(shelves, replace(GRAVE, **changes))
    assert (shelves.taken, shelves.books.facts) == ({}, [])
