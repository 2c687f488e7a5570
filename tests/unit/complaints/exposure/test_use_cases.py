"""Exposure's use cases: on what it may rest, what may not stand in it, which clocks run and what departments hear."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, cast

import pytest

from contracts.complaints import DepartmentUnknown, Finding, NotYourRole, State
from contracts.directory import Post
from contracts.exposure import (
    ApproveExposure,
    CheckExposurePrivacy,
    CorrectExposure,
    ExposureGroundUnknown,
    ExposureNotYours,
    ExposureOfAnother,
    ExposureState,
    FindExposure,
    Medium,
    NoteRectified,
    NothingToExpose,
    NotPutRight,
    ProposeExposure,
    PublishExposure,
    RejectExposure,
    ReplyToExposure,
    ReviseExposure,
    WithdrawExposure,
)
from contracts.inspection import FindingState
from contracts.people import Actor, Role
from contracts.rectification import RectificationState
from contracts.refusals import Invalid
from contracts.supervision import Addressee
from services.complaints.exposure.use_cases import exposing
from services.complaints.exposure.use_cases.reading import find_exposure
from tests.unit.complaints.exposure.builders import CANARY, CASE, EXPOSURE, ORDER, Office, standing
from tests.unit.complaints.inspection.builders import FOUND
from tests.unit.complaints.rectification.builders import RECTIFICATION, Shelf
from tests.unit.complaints.rooms import Directory, actor

S = ExposureState
BG = EXPOSURE.number
LIAISON = Addressee(department="taxation", post=Post.LIAISON, party="7")
publish = partial(exposing.publish, liaisons=lambda: [LIAISON])
OFFICER, DIRECTOR = actor(Role.OFFICER), actor(Role.DIRECTOR)


def changed(struct: Any, **changes: Any) -> Any:
    return type(struct)(**({name: getattr(struct, name) for name in struct.__struct_fields__} | changes))


def propose(office: Office, order: ProposeExposure = ORDER, by: Actor = OFFICER) -> None:
    exposing.propose(order, office.desk(by), departments=cast(Any, Directory()))


def waiting(office: Office, code: str) -> Office:
    office.desk(DIRECTOR).start(code, office.exposures.only)
    return office


@pytest.mark.parametrize("finding", [None, *Finding])
@pytest.mark.parametrize("state", State)
def test_only_a_complaint_that_was_found_true_and_verified_is_exposed(state: State, finding: Finding | None) -> None:
    office = Office(replace(CASE, state=state, finding=finding))
    checked = {State.VERIFIED, State.CLOSED, State.FINALISED, State.ARCHIVED}
    if state in checked and finding in {Finding.SUBSTANTIATED, Finding.PARTLY}:
        propose(office)
        assert (office.exposures.only.number, office.exposures.only.category) == (BG, "slow")
    else:
        with pytest.raises(NothingToExpose):
            propose(office)


@pytest.mark.parametrize("state", FindingState)
def test_only_a_finding_that_holds_is_exposed(state: FindingState) -> None:
    finding = replace(FOUND, state=state)
    office = Office(finding)
    if finding.holds:
        propose(office, changed(ORDER, ground=FOUND.number))
        assert office.exposures.only.ground == FOUND.number
    else:
        with pytest.raises(NothingToExpose):
            propose(office, changed(ORDER, ground=FOUND.number))


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        (changed(ORDER, ground="TS-2026-000999"), ExposureGroundUnknown),
        (changed(ORDER, ground="FX-2026-000999"), ExposureGroundUnknown),
        (changed(ORDER, department="taxation"), ExposureOfAnother),
        (changed(ORDER, ground=FOUND.number, department="taxation"), ExposureOfAnother),
        (changed(ORDER, department="nowhere"), DepartmentUnknown),
    ],
)
def test_what_is_refused_takes_no_number(order: ProposeExposure, refusal: type[Exception]) -> None:
    office = Office(replace(FOUND, state=FindingState.CONFIRMED))
    with pytest.raises(refusal):
        propose(office, order)
    with pytest.raises(NotYourRole):
        propose(office, order, actor(Role.LEADER))
    assert (office.exposures.all, office.numbers.given, office.told.facts) == ({}, [], [])


@pytest.mark.parametrize("said", [f"{CANARY}反映", "请致电 13800000000", "见 someone@mingcha.example"])
def test_a_text_for_everybodys_eyes_holds_nobody(said: str) -> None:
    office = Office(EXPOSURE, standing(S.PUBLISHED, number="BG-2026-000009"))
    shelf = cast(Any, Shelf(replace(RECTIFICATION, state=RectificationState.ACCEPTED)))
    desk, published = office.desk(DIRECTOR), "BG-2026-000009"
    acts: list[tuple[str, Any]] = [
        ("/text", lambda: propose(office, changed(ORDER, text=said))),
        ("/title", lambda: propose(office, changed(ORDER, title=said))),
        ("/text", lambda: exposing.revise(ReviseExposure(number=BG, title="题", text=said), desk)),
        ("/correction", lambda: exposing.correct(CorrectExposure(number=published, correction=said), desk)),
        ("/note", lambda: exposing.note_rectified(_note(published, said), desk, rectifications=shelf)),
    ]
    for pointer, act in acts:
        with pytest.raises(Invalid) as refused:
            act()
        assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [(pointer, "personal_data")]
        assert said not in repr(refused.value.refusal)
    assert (office.told.facts, office.papers.all) == ([], [])


def _note(number: str, note: str) -> NoteRectified:
    return NoteRectified(number=number, rectification=RECTIFICATION.number, note=note)


def test_the_department_is_served_the_text_and_has_three_working_days() -> None:
    office = Office(standing(S.VERIFIED))

    exposing.check_privacy(CheckExposurePrivacy(number=BG, remark="无可识别信息"), office.desk(actor(Role.CUSTODIAN)))

    ((queue, served),) = office.parcels
    assert (queue, served.text, served.reply_until) == ("department.civil_affairs", EXPOSURE.text, date(2026, 3, 5))
    assert office.clocks.running() == [("right_of_reply", date(2026, 3, 5))]
    assert office.exposures.only.reply_until == date(2026, 3, 5)


def test_who_has_spoken_is_not_waited_for() -> None:
    office = waiting(Office(standing(S.RIGHT_OF_REPLY)), "right_of_reply")

    exposing.reply(ReplyToExposure(number=BG, statement="当日系统故障"), office.desk(actor(Role.DEPUTY)))

    assert (office.clocks.running(), office.papers.all[0].text) == ([], "当日系统故障")


@pytest.mark.parametrize(
    ("act", "order", "state"),
    [
        (exposing.approve, ApproveExposure(number=BG, reason="x"), S.REPLIED),
        (publish, PublishExposure(number=BG), S.APPROVED),
    ],
)
def test_what_no_longer_holds_is_neither_approved_nor_published(act: Any, order: Any, state: ExposureState) -> None:
    office = Office(standing(state), replace(CASE, state=State.UNDER_REVIEW))
    with pytest.raises(NothingToExpose):
        act(order, office.desk(DIRECTOR))
    assert (office.exposures.only.state, office.told.facts) == (state, [])


def test_what_no_longer_holds_is_corrected_and_withdrawn_all_the_same() -> None:
    office = waiting(Office(standing(S.PUBLISHED, reply_until=date(2026, 3, 5)), replace(CASE, finding=None)),
                     "exposure_expiry")  # fmt: skip

    exposing.correct(CorrectExposure(number=BG, correction="经复查不属实"), office.desk(DIRECTOR))
    exposing.withdraw(WithdrawExposure(number=BG, reason="复查撤销"), office.desk(DIRECTOR))

    assert [(parcel.state, parcel.reason) for _, parcel in office.parcels] == [
        ("published", "经复查不属实"),
        ("withdrawn", "复查撤销"),
    ]
    assert office.clocks.running() == []


def test_it_is_known_for_twelve_months() -> None:
    office = Office(standing(S.APPROVED))

    publish(PublishExposure(number=BG), office.desk(OFFICER))

    assert office.clocks.running() == [("exposure_expiry", date(2027, 3, 2))]
    assert office.exposures.only.expires_on == office.told.facts[0].expires_on == date(2027, 3, 2)


@pytest.mark.parametrize(("medium", "told"), [(Medium.INTERNAL, [LIAISON]), (Medium.WEB, []), (Medium.MEDIA, [])])
def test_what_is_for_the_departments_alone_goes_to_their_liaisons(medium: Medium, told: list[Addressee]) -> None:
    office = Office(standing(S.APPROVED, medium=medium))

    publish(PublishExposure(number=BG), office.desk(OFFICER))

    assert office.told.facts[0].addressees == told


@pytest.mark.parametrize(
    ("state", "medium", "may"),
    [
        (S.PUBLISHED, Medium.INTERNAL, True),
        (S.APPROVED, Medium.INTERNAL, False),
        (S.WITHDRAWN, Medium.INTERNAL, False),
        (S.PUBLISHED, Medium.WEB, False),
    ],
)
def test_every_department_reads_what_is_circulated_without_its_papers(
    state: ExposureState, medium: Medium, *, may: bool
) -> None:
    office = Office(standing(state, medium=medium, reply_until=date(2026, 3, 5)))
    office.desk(OFFICER).write(office.exposures.only, "reply", "当日系统故障")
    shelves: Any = {"exposures": office.exposures, "papers": office.papers}
    neighbour, own = actor(Role.LIAISON, department="taxation"), actor(Role.LIAISON)

    if may:
        assert find_exposure(FindExposure(number=BG), by=neighbour, **shelves).papers == []
    else:
        with pytest.raises(ExposureNotYours):
            find_exposure(FindExposure(number=BG), by=neighbour, **shelves)
    assert len(find_exposure(FindExposure(number=BG), by=own, **shelves).papers) == 1


@pytest.mark.parametrize("act", [exposing.approve, exposing.reject])
def test_the_department_hears_of_the_decision_and_why(act: Any) -> None:
    office = Office(standing(S.REPLIED))
    order = (ApproveExposure if act is exposing.approve else RejectExposure)(number=BG, reason="影响较大")

    act(order, office.desk(DIRECTOR))

    ((queue, ruling),) = office.parcels
    assert (queue, ruling.reason, ruling.state) == (
        "department.civil_affairs",
        "影响较大",
        office.exposures.only.state,
    )


def test_a_department_that_was_never_served_hears_nothing() -> None:
    office = Office(EXPOSURE)
    exposing.revise(ReviseExposure(number=BG, title="题", text="文"), office.desk(OFFICER))
    exposing.withdraw(WithdrawExposure(number=BG, reason="x"), office.desk(OFFICER))
    assert office.parcels == []


def test_a_revised_text_stops_the_clock_and_the_department_is_told() -> None:
    office = waiting(Office(standing(S.RIGHT_OF_REPLY, reply_until=date(2026, 3, 5))), "right_of_reply")

    exposing.revise(ReviseExposure(number=BG, title="题", text="文"), office.desk(OFFICER))

    assert office.clocks.running() == []
    assert [parcel.state for _, parcel in office.parcels] == ["proposed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"state": RectificationState.REPORTED},
        {"state": RectificationState.ACCEPTED, "department": "taxation"},
    ],
)
def test_what_is_not_struck_off_or_anothers_is_not_noted_as_put_right(changes: dict[str, Any]) -> None:
    office, shelf = Office(standing(S.PUBLISHED)), cast(Any, Shelf(replace(RECTIFICATION, **changes)))

    with pytest.raises(NotPutRight):
        exposing.note_rectified(_note(BG, "已设首问岗"), office.desk(OFFICER), rectifications=shelf)
    assert office.exposures.only.note is None


def test_that_it_was_put_right_is_noted_once_it_is_struck_off() -> None:
    struck_off = cast(Any, Shelf(replace(RECTIFICATION, state=RectificationState.ACCEPTED)))
    office = Office(standing(S.PUBLISHED))

    exposing.note_rectified(_note(BG, "已设首问岗"), office.desk(OFFICER), rectifications=struck_off)

    assert (office.exposures.only.note, office.exposures.only.rectification) == ("已设首问岗", RECTIFICATION.number)


@pytest.mark.parametrize(("department", "reply_until"), [("civil_affairs", None), ("taxation", date(2026, 3, 5))])
def test_a_department_sees_its_own_exposure_once_it_was_served(department: str, reply_until: date | None) -> None:
    office = Office(standing(S.VERIFIED, reply_until=reply_until))
    shelves: Any = {"exposures": office.exposures, "papers": office.papers}
    query = FindExposure(number=BG)
    with pytest.raises(ExposureNotYours):
        find_exposure(query, by=actor(Role.HEAD, department=department), **shelves)

    office.exposures.keep(standing(S.RIGHT_OF_REPLY, reply_until=date(2026, 3, 5)))
    assert find_exposure(query, by=actor(Role.HEAD), **shelves).text == EXPOSURE.text
