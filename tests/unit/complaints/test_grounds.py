"""What turns red at once: a false reply, a second redo, a refused rectification; one open notice a case and level."""

import pytest

from contracts.complaints import OrderRedo, RedoReason, State
from contracts.departments import NoticeServed
from contracts.rectification import RefuseRectification
from contracts.supervision import Level, NoticeGround, SupervisionIssued
from services.complaints.domain.complaint import Complaint
from services.complaints.rectification.use_cases import moving
from services.complaints.supervision.grounds import ground_of_redo, watch_redo, watch_refusal
from services.complaints.sweeping import ITSELF
from services.complaints.use_cases import closing
from tests.unit.complaints.cases import UNIT, standing
from tests.unit.complaints.notices import AT, OFFICER, Watched
from tests.unit.complaints.rectification.builders import BUREAU, DEPUTY, RECTIFICATION, Office


@pytest.fixture
def watched() -> Watched:
    return Watched()


def redo(case: Complaint, reason: RedoReason, watched: Watched) -> Complaint:
    """Sends an answer back, as the service does."""
    books = watched.books
    books.add(case)
    closing.order_redo(
        OrderRedo(number=case.number, reason=reason),
        bench=books.bench(OFFICER, AT),
        watch=lambda moved, why: watch_redo(moved, why, supervision=watched.supervision),
    )
    return books.get(case.number)


@pytest.mark.parametrize("reason", RedoReason)
def test_a_redo_turns_red_when_it_is_the_second_or_the_reply_was_false(reason: RedoReason) -> None:
    false = NoticeGround.FALSE_REPLY if reason is RedoReason.FALSE_REPLY else None
    grounds = [ground_of_redo(reason, times) for times in (1, 2, 3)]

    assert grounds == [false, false or NoticeGround.SECOND_REDO, false or NoticeGround.SECOND_REDO]


def test_the_second_redo_turns_its_department_red_and_the_first_does_not(watched: Watched) -> None:
    redo(standing(State.REPLIED), RedoReason.INCOMPLETE, watched)
    assert watched.raised == []

    case = redo(standing(State.REPLIED, redos=1), RedoReason.INCOMPLETE, watched)

    assert watched.raised == [(case.number, Level.RED, NoticeGround.SECOND_REDO, UNIT)]
    (notice,) = watched.notices.all.values()
    assert (notice.issued_by, notice.clock) == (ITSELF.id, None)
    assert watched.books.open_codes(notice.number) == ["listing", "notice_red"]


def test_a_false_reply_turns_red_the_first_time_and_the_department_is_served(watched: Watched) -> None:
    redo(standing(State.REPLIED), RedoReason.FALSE_REPLY, watched)

    ((queue, served),) = watched.told.sent
    assert isinstance(served, NoticeServed)
    assert UNIT in queue
    assert (served.level, served.ground) == (Level.RED, NoticeGround.FALSE_REPLY)
    (fact,) = watched.told.facts
    assert isinstance(fact, SupervisionIssued)
    assert (fact.ground, fact.to) == (NoticeGround.FALSE_REPLY, ["head", "director"])


def test_what_the_office_answered_itself_turns_the_office_red(watched: Watched) -> None:
    redo(standing(State.REPLIED, department=None, redos=1), RedoReason.OFF_TOPIC, watched)

    assert [department for _, _, _, department in watched.raised] == [None]
    assert watched.told.sent == []


def test_a_case_that_is_red_already_gets_no_second_notice_until_that_one_is_lifted(watched: Watched) -> None:
    first = redo(standing(State.REPLIED), RedoReason.FALSE_REPLY, watched)
    redo(standing(State.REPLIED, redos=first.redos), RedoReason.NO_EVIDENCE, watched)
    assert len(watched.notices.all) == 1

    (notice,) = watched.notices.all.values()
    watched.notices.keep(notice.lift(by=OFFICER, at=AT)[0])
    redo(standing(State.REPLIED, redos=2), RedoReason.NO_EVIDENCE, watched)

    assert [ground for _, _, ground, _ in watched.raised] == [NoticeGround.FALSE_REPLY, NoticeGround.SECOND_REDO]


def test_a_notice_that_goes_higher_still_says_what_it_rests_on(watched: Watched) -> None:
    redo(standing(State.REPLIED), RedoReason.FALSE_REPLY, watched)
    (red,) = watched.notices.all.values()
    listed = watched.supervision.escalate(red, by=ITSELF)

    assert (listed.level, listed.ground) == (Level.LISTED, NoticeGround.FALSE_REPLY)


def test_a_refused_rectification_turns_red_once(watched: Watched) -> None:
    office = Office(RECTIFICATION)
    order = RefuseRectification(number=RECTIFICATION.number, reason="不属本局职责")

    for _ in range(2):
        moving.refuse(
            order,
            office.desk(DEPUTY),
            watch=lambda refused: watch_refusal(refused, supervision=watched.supervision),
        )

    ground = NoticeGround.RECTIFICATION_REFUSED
    assert watched.raised == [(RECTIFICATION.number, Level.RED, ground, BUREAU)]
