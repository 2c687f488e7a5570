"""Notices go with their case and with the clock: what climbs, what stands still, what ends, and what a unit reads."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from contracts.complaints import NotYourRole, Reporter, State
from contracts.departments import NoticeLifted, NoticeServed
from contracts.directory import Post
from contracts.people import Role
from contracts.supervision import (
    AnswerNotice,
    CaseEnded,
    EscalateNotice,
    FindNotice,
    FindNotices,
    IssueNotice,
    Level,
    LiftedFor,
    LiftNotice,
    NoticeGround,
    NoticeState,
    SupervisionDueMoved,
    SupervisionIssued,
)
from services.complaints.domain.case_clocks import subject_of
from services.complaints.domain.clocks import Clock
from services.complaints.domain.life_cycle import THE_OFFICE
from services.complaints.supervision.domain import OVER, STANDING, Notice, Why
from services.complaints.supervision.use_cases import following, ordering, reading
from services.complaints.sweeping import ITSELF
from services.complaints.use_cases.redacting import Redaction
from tests.unit.complaints.cases import ACTS, UNIT, actor, standing
from tests.unit.complaints.directory.builders import TODAY, Shelves, appointment, entry
from tests.unit.complaints.notices import AT, DIRECTOR, LEADER, OFFICER, Watched
from tests.unit.complaints.rooms import Directory

AT_WORK = standing(State.INVESTIGATING)
NUMBER = AT_WORK.number
ISSUED, LIFTED, ESCALATED = NoticeState.ISSUED, NoticeState.LIFTED, NoticeState.ESCALATED


BY_CLOCK = Why(clock="sign")


def issued(watched: Watched, level: Level, *, department: str | None = UNIT, why: Why = BY_CLOCK) -> Notice:
    return watched.supervision.issue(level, NUMBER, department, by=ITSELF, why=why)


def clock_of(code: str = "handle_ordinary") -> Clock:
    return Clock.start(code, subject_of(AT_WORK, code), id=AT_WORK.id, at=AT)


def transferred(watched: Watched, state: State = State.RETURN_REQUESTED) -> None:
    """The office grants the return; the case goes to the tax office."""
    watched.move(standing(state).grant_return("taxation", by=OFFICER, at=AT))


@pytest.mark.parametrize("level", [Level.BLUE, Level.YELLOW, Level.RED])
def test_a_unit_that_has_the_case_no_more_is_not_asked_any_more(level: Level) -> None:
    watched = Watched(standing(State.RETURN_REQUESTED))
    notice = issued(watched, level)
    transferred(watched)

    assert watched.standing == [(level, LIFTED, LiftedFor.TRANSFERRED)]
    assert watched.books.open_codes(notice.number) == []
    assert watched.told.facts[-1].lifted_for is LiftedFor.TRANSFERRED


def test_what_is_listed_stays_listed_and_the_new_unit_is_asked() -> None:
    watched = Watched(standing(State.RETURN_REQUESTED))
    issued(watched, Level.LISTED)
    transferred(watched)

    assert watched.standing == [(Level.LISTED, LIFTED, LiftedFor.TRANSFERRED), (Level.LISTED, ISSUED, None)]
    assert [one.department for one in watched.notices.all.values()] == [UNIT, "taxation"]
    assert [(queue, type(told)) for queue, told in watched.told.sent] == [
        (f"department.{UNIT}", NoticeServed),
        (f"department.{UNIT}", NoticeLifted),
        ("department.taxation", NoticeServed),
    ]
    lifted = cast(NoticeLifted, watched.told.sent[1][1])
    assert (lifted.case, lifted.level, lifted.lifted_for) == (NUMBER, Level.LISTED, LiftedFor.TRANSFERRED)


def test_a_notice_of_the_office_itself_is_lifted_without_telling_a_department() -> None:
    watched = Watched(AT_WORK)
    notice = issued(watched, Level.RED, department=None)
    watched.supervision.lift(notice, by=DIRECTOR)

    assert watched.standing == [(Level.RED, LIFTED, None)]
    assert watched.told.sent == []


@pytest.mark.parametrize("department", [None, "taxation", "helpers"])
def test_a_transfer_leaves_the_notices_of_the_office_of_helpers_and_of_the_unit_that_has_the_case(
    department: str | None,
) -> None:
    case = standing(State.RETURN_REQUESTED, assisting=("helpers",))
    watched = Watched(case)
    issued(watched, Level.YELLOW, department=department)
    watched.move(case.grant_return("taxation", by=OFFICER, at=AT))

    assert watched.standing == [(Level.YELLOW, ISSUED, None)]


def test_the_next_level_after_a_transfer_asks_whoever_has_the_case_now() -> None:
    watched = Watched(standing(State.RETURN_REQUESTED))
    following.climb(clock_of(), Level.YELLOW, supervision=watched.supervision)
    transferred(watched)
    following.climb(clock_of().hand_to("taxation"), Level.RED, supervision=watched.supervision)

    assert [(one.level, one.department) for one in watched.notices.open_of(NUMBER)] == [(Level.RED, "taxation")]


def test_a_notice_stands_still_with_its_case_and_is_answered_later_by_as_long() -> None:
    watched = Watched(AT_WORK)
    notice = issued(watched, Level.RED)
    suspended = ACTS["suspend"](AT_WORK, DIRECTOR)
    watched.move(suspended)
    assert {clock.next_at for clock in watched.books.clocks.values()} == {None}

    back = AT + timedelta(days=14)
    watched.move(ACTS["resume"](suspended[0], DIRECTOR), back)

    assert notice.answer_by == date(2026, 11, 27)
    assert watched.notices.get(notice.number).answer_by == date(2026, 12, 11)
    assert [type(fact) for fact in watched.told.facts] == [SupervisionIssued, SupervisionDueMoved]
    assert [cast(NoticeServed, served).answer_by for _, served in watched.told.sent] == [
        date(2026, 11, 27),
        date(2026, 12, 11),
    ]
    assert watched.books.clock("listing").due_on == date(2026, 12, 22)  # ten working days, none of them used


def test_who_has_answered_is_told_no_new_day() -> None:
    watched = Watched(AT_WORK)
    notice = issued(watched, Level.RED)
    answer = AnswerNotice(number=notice.number, answer="已办理")
    ordering.answer_notice(answer, by=actor(Role.HEAD), supervision=watched.supervision)
    suspended = ACTS["suspend"](AT_WORK, DIRECTOR)
    watched.move(suspended)
    watched.move(ACTS["resume"](suspended[0], DIRECTOR), AT + timedelta(days=14))

    assert len(watched.told.sent) == 1
    assert watched.books.clock("listing").due_on == date(2026, 12, 22)


@pytest.mark.parametrize("state", sorted(STANDING))
def test_a_notice_about_a_case_that_waits_begins_to_count_when_it_goes_on(state: State) -> None:
    watched = Watched(standing(state))
    notice = issued(watched, Level.YELLOW)

    assert [clock.next_at for clock in watched.books.clocks.values() if clock.number == notice.number] == [None]


@pytest.mark.parametrize("action", ["close", "withdraw", "merge", "archive"])
def test_what_ends_a_case_ends_its_notices(action: str) -> None:
    (state, by) = {
        "close": (State.VERIFIED, OFFICER),
        "withdraw": (State.INVESTIGATING, actor(Role.COMPLAINANT)),
        "merge": (State.ACCEPTED, OFFICER),
        "archive": (State.CLOSED, DIRECTOR),
    }[action]
    ready = {"is_reached": True, "verified_by": "another", "ended_at": AT - timedelta(days=60)}
    case = standing(state, **ready) if action != "merge" else standing(state)
    watched = Watched(replace(case, state=State.INVESTIGATING))
    for why in (Why(clock="sign"), Why(reason="请尽快")):
        issued(watched, Level.YELLOW if why.clock else Level.RED, why=why)
    watched.move(ACTS[action](case, by))

    assert {(lifted, why) for _, lifted, why in watched.standing} == {(LIFTED, LiftedFor.ENDED)}
    assert all(not clock.is_open for clock in watched.books.clocks.values())


@pytest.mark.parametrize("state", State)
def test_nobody_is_urged_about_what_has_ended_and_about_everything_else_they_are(state: State) -> None:
    watched = Watched(standing(state))

    if state not in OVER:
        assert issued(watched, Level.YELLOW).state is ISSUED
        return
    with pytest.raises(CaseEnded) as refused:
        issued(watched, Level.YELLOW)
    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/case", "ended")]
    assert (watched.notices.all, watched.told.facts) == ({}, [])


def test_a_clock_that_climbs_ends_what_it_has_issued_below_and_nothing_of_another() -> None:
    watched = Watched(AT_WORK)
    issued(watched, Level.BLUE, why=Why(clock="contact"))
    for level in (Level.YELLOW, Level.RED, Level.LISTED):
        following.climb(clock_of(), level, supervision=watched.supervision)

    assert watched.standing == [
        (Level.BLUE, ISSUED, None),
        (Level.YELLOW, ESCALATED, None),
        (Level.RED, ESCALATED, None),
        (Level.LISTED, ISSUED, None),
    ]


@pytest.mark.parametrize(
    ("by", "listed"), [(DIRECTOR, False), (ITSELF, True)], ids=["lifted by hand", "lifted since it was transferred"]
)
def test_nothing_is_listed_whose_red_notice_somebody_has_lifted(by: Any, listed: bool) -> None:  # noqa: FBT001
    watched, clock = Watched(AT_WORK), clock_of()
    following.climb(clock, Level.RED, supervision=watched.supervision)
    (red,) = watched.notices.all.values()
    watched.supervision.lift(red, by=by, lifted_for=LiftedFor.TRANSFERRED if by is ITSELF else None)
    following.climb(clock, Level.LISTED, supervision=watched.supervision)

    assert (watched.notices.open_at(NUMBER, Level.LISTED) is not None) is listed


@pytest.mark.parametrize("answered", [True, False])
def test_what_stays_red_is_listed_answered_or_not(answered: bool) -> None:  # noqa: FBT001
    watched = Watched(AT_WORK)
    red = issued(watched, Level.RED, why=Why(ground=NoticeGround.FALSE_REPLY))
    if answered:
        answer = AnswerNotice(number=red.number, answer="已办理")
        ordering.answer_notice(answer, by=actor(Role.HEAD), supervision=watched.supervision)
    assert "listing" in watched.books.open_codes(red.number)
    following.list_unsettled(watched.notices.get(red.number), supervision=watched.supervision)

    assert watched.standing == [(Level.RED, ESCALATED, None), (Level.LISTED, ISSUED, None)]
    assert watched.raised[-1] == (NUMBER, Level.LISTED, NoticeGround.FALSE_REPLY, UNIT)


def test_what_is_red_and_has_ended_is_lifted_where_nobody_did_so_before() -> None:
    watched = Watched(AT_WORK)
    red = issued(watched, Level.RED)
    watched.books.keep(standing(State.ARCHIVED))
    following.list_unsettled(red, supervision=watched.supervision)

    assert watched.standing == [(Level.RED, LIFTED, LiftedFor.ENDED)]


def test_the_director_takes_a_notice_to_red_and_an_officer_does_not() -> None:
    watched = Watched(AT_WORK)
    yellow = issued(watched, Level.YELLOW)
    with pytest.raises(NotYourRole):
        watched.supervision.escalate(yellow, by=OFFICER)

    assert watched.standing == [(Level.YELLOW, ISSUED, None)]
    assert watched.supervision.escalate(yellow, by=DIRECTOR).level is Level.RED
    assert watched.supervision.escalate(watched.notices.open_of(NUMBER)[0], by=LEADER).level is Level.LISTED


def by_hand(watched: Watched, level: Level = Level.YELLOW, by: Any = OFFICER) -> Notice:
    """The office writes more than the unit may read."""
    order = IssueNotice(case=NUMBER, level=level, reason="投诉人张三电话13800000000,窗口对李四拖延")
    keys, people = cast(Any, None), SimpleNamespace(find=lambda *_, **__: Reporter(name="张三"))
    words = SimpleNamespace(
        get=lambda _: ("年检", "窗口拖延"), supplements=lambda _: ["我叫李四，请保密"], answers=lambda _: {}
    )
    redaction = Redaction(keys=keys, testimonies=cast(Any, words), vault=cast(Any, people))
    departments = cast(Any, Directory())
    ordering.issue_notice(order, by=by, departments=departments, redaction=redaction, supervision=watched.supervision)
    return watched.notices.open_of(NUMBER)[-1]


def test_what_the_office_writes_reaches_the_unit_without_who_complains() -> None:
    watched = Watched(AT_WORK)
    notice = by_hand(watched)
    notices = cast(Any, SimpleNamespace(get=watched.notices.get, page=lambda *_: [notice]))

    def read(by: Any) -> set[str | None]:
        one = reading.find_notice(FindNotice(number=notice.number), by=by, notices=notices)
        page = reading.find_notices(FindNotices(), by=by, notices=notices)
        return {one.reason, *(each.reason for each in page.notices)}

    ((_, served),) = watched.told.sent
    masked = {cast(NoticeServed, served).reason, *read(actor(Role.DEPUTY))}
    assert masked == {"投诉人▇▇▇电话▇▇▇,窗口对▇▇▇拖延"}
    assert read(OFFICER) == {"投诉人张三电话13800000000,窗口对李四拖延"}


def test_a_reason_goes_with_its_notice_to_the_next_level() -> None:
    watched = Watched(AT_WORK)
    notice = by_hand(watched)
    red = watched.supervision.escalate(notice, by=DIRECTOR)

    assert red.why == notice.why
    assert red.why.reason_told == "投诉人▇▇▇电话▇▇▇,窗口对▇▇▇拖延"


@pytest.mark.parametrize("level", [Level.RED, Level.LISTED])
def test_what_an_officer_may_not_issue_leaves_nothing(level: Level) -> None:
    watched = Watched(AT_WORK)
    with pytest.raises(NotYourRole):
        by_hand(watched, level)

    assert (watched.notices.all, watched.numbers.given, watched.books.clocks) == ({}, [], {})
    assert by_hand(watched, level, by=DIRECTOR).level is level


def lift(watched: Watched, notice: Notice, by: Any) -> None:
    ordering.lift_notice(LiftNotice(number=notice.number), by=by, supervision=watched.supervision)


@pytest.mark.parametrize("level", [Level.RED, Level.LISTED])
def test_what_an_officer_may_not_issue_they_may_not_take_back(level: Level) -> None:
    watched = Watched(AT_WORK)
    notice = issued(watched, level)
    with pytest.raises(NotYourRole):
        lift(watched, notice, OFFICER)

    assert watched.standing == [(level, ISSUED, None)]
    lift(watched, notice, DIRECTOR)
    assert watched.standing == [(level, LIFTED, None)]


def test_in_a_complaint_about_the_office_the_leading_group_alone_urges_and_spares() -> None:
    watched = Watched(replace(AT_WORK, about=THE_OFFICE))
    with pytest.raises(NotYourRole):
        by_hand(watched, by=DIRECTOR)
    notice = by_hand(watched, by=LEADER)
    for act in (ordering.lift_notice, ordering.escalate_notice):
        order: Any = (LiftNotice if act is ordering.lift_notice else EscalateNotice)(number=notice.number)
        with pytest.raises(NotYourRole):
            act(order, by=DIRECTOR, supervision=watched.supervision)

    assert watched.standing == [(Level.YELLOW, ISSUED, None)]
    lift(watched, notice, LEADER)
    assert watched.standing == [(Level.YELLOW, LIFTED, None)]


@pytest.mark.parametrize("level", Level)
def test_a_red_notice_alone_is_made_known_to_every_departments_liaison(level: Level) -> None:
    held = [appointment(Post.LIAISON, date(2026, 3, 2)), appointment(Post.HEAD, date(2026, 3, 2), party=8)]
    former = [appointment(Post.LIAISON, date(2026, 3, 2), TODAY, party=9)]
    directory = Shelves({UNIT: entry(UNIT, *held), "taxation": entry("taxation", *former)})
    watched = Watched(AT_WORK, directory=directory)
    issued(watched, level)

    (fact,) = watched.told.facts
    assert [one.party for one in fact.circulated] == (
        ["00000000-0000-0000-0000-000000000007"] if level is Level.RED else []
    )
    assert fact.title == ("民政局" if level is Level.RED else None)
