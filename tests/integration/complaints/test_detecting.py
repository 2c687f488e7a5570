"""Relapses and like cases on the database itself: within one batch, across batches, and when two come at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from uuid_utils.compat import uuid7

from contracts.complaints import NotYourRole
from contracts.people import Actor, Role
from contracts.rectification import RectificationState
from contracts.special_supervision import FindSpecialSupervisionProposals
from kernel.history import History
from kernel.stage import Cause, Stage
from services.complaints.directory.domain.ladder import Ladder
from services.complaints.domain.complaint import Complaint
from services.complaints.rectification.domain.paper import Paper
from services.complaints.rectification.domain.rectification import Rectification
from services.complaints.rectification.like_cases import LikeCases
from services.complaints.rectification.storage import Rectifications
from services.complaints.rectification.use_cases import detecting
from services.complaints.rectification.use_cases.desk import Desk
from services.complaints.special_supervision.storage import SpecialSupervisions
from services.complaints.special_supervision.use_cases.reading import find_proposals
from tests.unit.complaints.rectification.builders import AT, COMPLAINT, RECTIFICATION, days

OFFICER = Actor(id="officer", roles=[Role.OFFICER])
S = RectificationState


@pytest.fixture(scope="module")
def engine(new_complaints: Callable[[str], str]) -> Iterator[Engine]:
    engine = create_engine(new_complaints("detecting"))
    yield engine
    engine.dispose()


@contextmanager
def batch(engine: Engine) -> Iterator[tuple[Stage, Desk]]:
    with engine.begin() as connection:
        stage = Stage(connection)
        stage.cause = Cause(message_id=str(uuid4()), actor=OFFICER, at=AT)
        yield stage, Desk.on(stage, by=OFFICER, at=days(20), new_id=uuid7, history=History(stage))
        stage.write()


def struck_off(category: str, number: int, *, after: int = 0) -> Rectification:
    return replace(
        RECTIFICATION,
        id=uuid7(),
        number=f"ZG-2026-{number:06d}",
        category=category,
        state=S.ACCEPTED,
        version=1,
        accepted_at=AT + timedelta(days=after),
        complaint=f"TS-2026-{number:06d}",
    )


follow_substantiated = partial(detecting.follow_substantiated, office=Ladder(None, lambda *_: None))


def enter(desk: Desk, rectification: Rectification) -> None:
    desk.rectifications.add(rectification)
    order = {"id": uuid7(), "rectification_id": rectification.id, "act": "order", "version": 1, "written_at": AT}
    desk.papers.add(Paper(**order, text="三次退件", cause="一次告知制度"))  # type: ignore[arg-type] - by name


def complaint(category: str, number: int, department: str = "civil_affairs") -> Complaint:
    id_ = UUID(int=uuid4().int)
    said = {"category": category, "department": department, "filed_at": days(10)}
    return replace(COMPLAINT, id=id_, number=f"TS-2027-{number:06d}", **said)  # type: ignore[arg-type] - by name


def states(engine: Engine, category: str) -> dict[str, str]:
    query = text("SELECT number, state FROM rectifications WHERE category = :category")
    with engine.connect() as connection:
        return {row.number: row.state for row in connection.execute(query, {"category": category})}


def test_the_one_struck_off_last_is_found_and_reopened_in_a_later_batch(engine: Engine) -> None:
    with batch(engine) as (_, desk):
        for number, after in ((1, 0), (2, 5), (3, 3)):
            enter(desk, struck_off("slow", number, after=after))

    with batch(engine) as (stage, desk):
        follow_substantiated(complaint("slow", 1), desk, LikeCases(stage))

    assert states(engine, "slow") == {
        "ZG-2026-000001": "accepted",
        "ZG-2026-000002": "relapsed",
        "ZG-2026-000003": "accepted",
    }
    with engine.connect() as connection:
        (served,) = connection.execute(text("SELECT queue, data FROM parcels")).all()
    assert (served.queue, "三次退件" in served.data) == ("department.civil_affairs", True)


def test_a_batch_sees_what_it_has_done_itself(engine: Engine) -> None:
    with batch(engine) as (stage, desk):
        enter(desk, struck_off("attitude", 11))
        like_cases = LikeCases(stage)
        follow_substantiated(complaint("attitude", 11), desk, like_cases)
        follow_substantiated(complaint("attitude", 12), desk, like_cases)
        assert [one.number for one in desk.rectifications.open_of("TS-2026-000011")] == ["ZG-2026-000011"]

    with batch(engine) as (stage, _):
        (found,) = Rectifications(stage).open_of("TS-2026-000011")
    assert (found.state, found.relapses, found.relapse_proof) == (S.RELAPSED, 1, "TS-2027-000011")


def test_a_case_has_no_open_rectification_once_it_is_struck_off(engine: Engine) -> None:
    with batch(engine) as (_, desk):
        enter(desk, struck_off("illegal_fee", 21))

    with batch(engine) as (stage, _):
        assert Rectifications(stage).open_of("TS-2026-000021") == []


def test_the_same_complaint_in_a_later_batch_is_no_second_case(engine: Engine) -> None:
    once = complaint("inaction", 31)
    for _ in range(2):
        with batch(engine) as (stage, desk):
            follow_substantiated(once, desk, LikeCases(stage))

    with engine.connect() as connection:
        query = text("SELECT count(*) FROM like_cases WHERE complaint_id = :id")
        assert connection.scalar(query, {"id": once.id}) == 1


def test_of_two_like_cases_at_the_same_moment_the_second_sees_the_first(engine: Engine) -> None:
    with batch(engine) as (stage, desk):
        follow_substantiated(complaint("misconduct", 41), desk, LikeCases(stage))
    at_once = Barrier(2)

    def follow(number: int, department: str) -> None:
        with batch(engine) as (stage, desk):
            at_once.wait(timeout=60)
            follow_substantiated(complaint("misconduct", number, department), desk, LikeCases(stage))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(follow, (42, 43), ("taxation", "civil_affairs")))

    with engine.connect() as connection:
        query = "SELECT version, cardinality(complaints) AS n FROM patterns WHERE category = 'misconduct'"
        told = "SELECT count(*) FROM history WHERE type = 'special_supervision_proposed'"
        assert connection.execute(text(query)).one() == (1, 3)
        assert connection.scalar(text(told)) == 1


def test_what_like_cases_call_for_is_read_with_the_cases_and_what_was_drafted_on_them(engine: Engine) -> None:
    for number, department in enumerate(("civil_affairs", "taxation", "civil_affairs"), start=51):
        with batch(engine) as (stage, desk):
            follow_substantiated(complaint("unfair_bid", number, department), desk, LikeCases(stage))

    with batch(engine) as (stage, _):
        question = FindSpecialSupervisionProposals(category="unfair_bid")
        specials = SpecialSupervisions(stage)
        found = find_proposals(question, by=OFFICER, like_cases=LikeCases(stage), specials=specials)
        with pytest.raises(NotYourRole):
            find_proposals(
                question, by=Actor(id="head", roles=[Role.HEAD]), like_cases=LikeCases(stage), specials=specials
            )

    (proposal,) = found.proposals
    assert proposal.complaints == ["TS-2027-000051", "TS-2027-000052", "TS-2027-000053"]
    assert (proposal.departments, proposal.special_supervisions) == (["civil_affairs", "taxation"], [])
