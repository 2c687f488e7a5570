"""Moving: which clocks run when, what is written, and what the department finds in its queue."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from contracts.attachments import AttachmentState
from contracts.complaints import MoveNotAllowed
from contracts.departments import RectificationRuledOn, RectificationServed
from contracts.rectification import (
    AcceptRectification,
    AcceptRectificationPlan,
    AnswerPolicyProposal,
    RecheckRectification,
    RectificationKind,
    RectificationState,
    RefuseRectification,
    RejectRectification,
    RelapseRectification,
    ReportRectification,
    Responsible,
    ReturnRectificationPlan,
    SubmitRectificationPlan,
)
from contracts.refusals import Invalid, Outdated
from services.complaints.domain.clocks import Subject
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.use_cases import moving
from services.complaints.sweeping import ITSELF
from tests.unit.complaints.rectification.builders import AT, DEPUTY, OFFICER, RECTIFICATION, Files, Office, days

S, K = RectificationState, RectificationKind
ZG = RECTIFICATION.number


def office_with(state: RectificationState, *clocks: str, **more: Any) -> Office:
    """An office with one rectification in a state, and clocks of it that run."""
    one: Rectification = replace(RECTIFICATION, state=state, **more)
    office = Office(one)
    for code in clocks:
        subject = Subject(kind="rectification", id=one.id, number=one.number, department=one.department)
        office.clocks.start(code, subject, at=AT, new_id=office.new_id)
    return office


def sent(office: Office) -> list[Any]:
    return [parcel for _, parcel in office.told.sent]


def test_a_plan_names_the_measures_and_the_post_and_the_clock_goes_on() -> None:
    office = office_with(S.ORDERED, "rectification")
    plan = SubmitRectificationPlan(
        number=ZG, measures="设首问负责岗", responsible=Responsible.DEPUTY, post="分管副局长"
    )

    moving.submit_plan(plan, office.desk(DEPUTY))

    paper = office.shelf.papers[-1]
    assert (paper.act, paper.text, paper.responsible, paper.post) == ("plan", "设首问负责岗", "deputy", "分管副局长")
    assert [code for code, _ in office.clocks.running()] == ["rectification"]


def test_a_returned_plan_tells_the_department_why() -> None:
    office = office_with(S.PLAN_SUBMITTED)

    moving.return_plan(ReturnRectificationPlan(number=ZG, reason="措施不具体"), office.desk(OFFICER))

    (ruling,) = sent(office)
    assert isinstance(ruling, RectificationRuledOn)
    assert (ruling.state, ruling.reason) == (S.PLAN_RETURNED, "措施不具体")
    assert office.shelf.papers[-1].text == "措施不具体"


def test_an_accepted_plan_is_told_to_the_department() -> None:
    office = office_with(S.PLAN_SUBMITTED)

    moving.accept_plan(AcceptRectificationPlan(number=ZG), office.desk(OFFICER))

    assert [ruling.state for ruling in sent(office)] == [S.PLAN_ACCEPTED]


@pytest.mark.parametrize("clock", ["rectification", "rectification_again"])
def test_a_report_meets_the_clock(clock: str) -> None:
    office = office_with(S.IN_PROGRESS, clock)

    moving.report(ReportRectification(number=ZG, evidence="见照片", attachments=["a-1"]), office.desk(DEPUTY))

    assert office.clocks.running() == []
    assert [lifted.code for lifted in office.lifted] == [clock]
    assert office.shelf.papers[-1].attachments == ("a-1",)


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (Files(), ["a-2"]),
        (Files(number="ZG-2026-000009"), ["a-1"]),
        (Files(department=None), ["a-1"]),
        (Files(state=AttachmentState.REMOVED), ["a-1"]),
    ],
    ids=["none", "another matter's", "not shown", "removed"],
)
def test_what_a_department_names_as_its_evidence_is_there_or_the_report_is_refused(
    files: Files, named: list[str]
) -> None:
    office = Office(replace(RECTIFICATION, state=S.IN_PROGRESS))
    office.files = files

    with pytest.raises(Invalid) as refused:
        moving.report(ReportRectification(number=ZG, evidence="见照片", attachments=named), office.desk(DEPUTY))

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/attachments/0", "unknown_attachment")]
    assert (office.shelf.kept, office.told.facts) == (0, [])


@pytest.mark.parametrize(
    "files", [Files(number="TS-2026-000001"), Files(state=AttachmentState.SHARED, department=None)]
)
def test_a_file_of_the_case_and_one_that_the_office_has_shown_are_evidence_too(files: Files) -> None:
    office = Office(replace(RECTIFICATION, state=S.IN_PROGRESS))
    office.files = files

    moving.report(ReportRectification(number=ZG, evidence="见照片", attachments=["a-1"]), office.desk(DEPUTY))

    assert office.only.state is S.REPORTED


def test_an_answer_meets_the_clock_of_a_policy_proposal() -> None:
    office = office_with(S.ORDERED, "policy_answer", kind=K.POLICY_PROPOSAL)

    moving.answer(AnswerPolicyProposal(number=ZG, adopted=False, answer="与上位法不符"), office.desk(DEPUTY))

    assert office.clocks.running() == []
    assert [lifted.code for lifted in office.lifted] == ["policy_answer"]
    assert (office.only.adopted, office.shelf.papers[-1].text) == (False, "与上位法不符")


def test_a_rejected_report_gives_five_working_days_and_not_the_whole_time_again() -> None:
    office = office_with(S.REPORTED)

    moving.reject(RejectRectification(number=ZG, reason="窗口仍未公示"), office.desk(OFFICER))

    assert office.clocks.running() == [("rectification_again", date(2026, 3, 9))]
    assert office.only.due_on == date(2026, 3, 9)
    assert [ruling.reason for ruling in sent(office)] == ["窗口仍未公示"]


def test_an_accepted_rectification_is_looked_at_again_after_90_days() -> None:
    office = office_with(S.REPORTED)

    moving.accept(AcceptRectification(number=ZG), office.desk(OFFICER))

    assert office.clocks.running() == [("recheck", date(2026, 6, 1))]  # 31 May is a Sunday


def test_a_proposal_that_was_not_taken_up_is_not_looked_at_again() -> None:
    office = office_with(S.REPORTED, kind=K.POLICY_PROPOSAL, adopted=False)

    moving.accept(AcceptRectification(number=ZG), office.desk(OFFICER))

    assert office.clocks.running() == []


def test_the_time_to_look_back_makes_it_due_and_the_look_ends_the_clock() -> None:
    office = office_with(S.ACCEPTED, "recheck", accepted_at=AT)
    (clock,) = office.clocks.all

    moving.fall_due(clock, office.desk(ITSELF, days(91)))
    moving.recheck(RecheckRectification(number=ZG, remark="未见反弹"), office.desk(OFFICER, days(92)))

    assert office.only.state is S.RECHECKED
    assert office.clocks.running() == []
    assert [fact.version for fact in office.told.facts] == [4, 5]


def test_a_relapse_has_the_whole_time_again_and_the_order_is_served_anew() -> None:
    office = office_with(S.ACCEPTED, "recheck", accepted_at=AT)

    moving.relapse(RelapseRectification(number=ZG, reason="现场又见退件"), office.desk(OFFICER))

    assert office.clocks.running() == [("rectification", date(2026, 3, 23))]
    (served,) = sent(office)
    assert isinstance(served, RectificationServed)
    assert served.problem == "窗口三次退件未一次告知"
    assert office.shelf.papers[-1].text == "现场又见退件"


def test_a_refusal_is_told_and_the_clock_goes_on() -> None:
    office = office_with(S.ORDERED, "rectification")

    watched: list[Rectification] = []
    moving.refuse(RefuseRectification(number=ZG, reason="不属本局职责"), office.desk(DEPUTY), watch=watched.append)

    assert [code for code, _ in office.clocks.running()] == ["rectification"]
    assert office.told.facts[-1].state is S.ORDERED
    assert watched == [office.only]


def test_what_is_refused_keeps_nothing_and_touches_no_clock() -> None:
    office = office_with(S.ORDERED, "rectification")
    refused = [
        (moving.report, ReportRectification(number=ZG, evidence="x"), DEPUTY, MoveNotAllowed),
        (moving.reject, RejectRectification(number=ZG, reason="x"), OFFICER, MoveNotAllowed),
        (moving.relapse, RelapseRectification(number=ZG, reason="x"), OFFICER, MoveNotAllowed),
        (moving.accept, AcceptRectification(number=ZG, version=2), OFFICER, Outdated),
    ]
    for act, command, by, refusal in refused:
        with pytest.raises(refusal):
            act(command, office.desk(by))  # type: ignore[operator] - each act with its own command

    assert (office.shelf.kept, office.told.facts, office.told.sent) == (0, [], [])
    assert [code for code, _ in office.clocks.running()] == ["rectification"]
