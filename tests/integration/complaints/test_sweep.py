"""Clocks on real tables: each step comes once, however late the sweep, and what follows comes with it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import Engine
from uuid_utils.compat import uuid7

from contracts.complaints import Channel, ClockClass, ContactResult, FileComplaint, Progress, State
from contracts.people import Actor, Role
from kernel.history import History
from kernel.trace import is_trace
from services.complaints.consequences import CONSEQUENCES
from services.complaints.domain.complaint import Complaint
from services.complaints.figures import count_clocks
from services.complaints.storage import Clocks, Complaints, Numbers
from services.complaints.supervision.consequences import supervision_of
from services.complaints.supervision.use_cases import lift_for
from services.complaints.sweeping import ITSELF, Round, sweep
from services.complaints.use_cases.moving import Bench
from tests.integration.complaints.conftest import Open

MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)  # 10:00 in the city
UNIT = "civil_affairs"

Make = Callable[..., Bench]
Rows = Callable[[str], list[Any]]


@pytest.fixture
def case(transaction: Open, bench: Make) -> str:
    """A complaint that was filed, accepted and dispatched on a Monday."""
    with transaction(MONDAY) as stage:
        desk = bench(stage, MONDAY)
        order = FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash="0" * 64)
        filed = Complaint.file(
            order,
            id=uuid7(),
            number=Numbers(stage).next(2026),
            at=MONDAY,
            party=None,
            language="zh",
            content_print="",
        )
        progress: Progress = desk.add(filed)
        desk.keep(desk.complaints.get(progress.number).accept(by=desk.by, at=MONDAY))
        due = desk.due_if_begun(ClockClass.ORDINARY)
        desk.keep(desk.complaints.get(progress.number).dispatch(UNIT, due_on=due, by=desk.by, at=MONDAY))
    return progress.number


@pytest.fixture
def look(transaction: Open) -> Callable[[datetime], int]:
    """One round of the sweep at a moment."""

    def at(moment: datetime) -> int:
        with transaction(moment) as stage:
            return sweep(stage, CONSEQUENCES, at=moment)

    return at


def told(rows: Rows, type_: str) -> list[str]:
    return [row.code for row in rows(f"SELECT data::jsonb->>'code' AS code FROM history WHERE type = '{type_}'")]


def levels(rows: Rows, clock: str = "sign") -> list[str]:
    return [row.level for row in rows(f"SELECT level FROM notices WHERE clock = '{clock}' ORDER BY id")]


def test_nothing_comes_before_its_time(case: str, look: Callable[[datetime], int], rows: Rows) -> None:
    assert case
    assert look(MONDAY + timedelta(hours=22)) == 0
    assert rows("SELECT 1 FROM notices") == []


def test_each_level_comes_once_in_its_order(case: str, look: Callable[[datetime], int], rows: Rows) -> None:
    moments = [
        datetime(2026, 11, 24, 1, tzinfo=UTC),  # Tuesday 9:00: the day on which it must be signed for
        datetime(2026, 11, 24, 16, tzinfo=UTC),  # midnight: the day is over
        datetime(2026, 11, 25, 1, tzinfo=UTC),  # Wednesday 9:00
    ]
    for moment in moments:
        for _ in range(3):
            look(moment)

    assert levels(rows) == ["blue", "yellow"]
    assert told(rows, "deadline_near").count("sign") == 1
    assert told(rows, "deadline_passed").count("sign") == 1
    assert {row.department for row in rows("SELECT department FROM notices")} == {UNIT}
    served = rows("SELECT queue, data::jsonb->>'case' AS about FROM parcels WHERE type = 'notice_served'")
    assert {(row.queue, row.about) for row in served} == {(f"department.{UNIT}", case)}


def test_what_a_step_brings_about_is_in_one_trace_of_its_own(
    case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    assert case
    look(datetime(2026, 11, 27, 2, tzinfo=UTC))

    facts = rows("SELECT causation, type, trace FROM history WHERE causation LIKE 'clock.%'")
    traces = {row.causation: row.trace for row in facts}
    parcels = {row.trace for row in rows("SELECT trace FROM parcels WHERE type = 'notice_served'")}
    assert {"deadline_passed", "supervision_issued"} <= {row.type for row in facts}
    assert all(is_trace(row.trace) and row.trace == traces[row.causation] for row in facts)
    assert len(set(traces.values())) == len(traces)
    assert parcels
    assert parcels <= set(traces.values())


def test_what_the_sweep_has_not_come_to_is_a_figure(
    case: str, look: Callable[[datetime], int], engine: Engine, rows: Rows
) -> None:
    assert case
    late = datetime(2026, 11, 27, 2, tzinfo=UTC)

    def figures(now: datetime) -> tuple[float | None, float | None]:
        with engine.connect() as connection:
            count_clocks(connection, now)
        return tuple(REGISTRY.get_sample_value(f"mingcha_clocks_{name}") for name in ("due", "oldest_due_seconds"))

    [due] = rows(f"SELECT count(*) AS many, min(next_at) AS first FROM clocks WHERE next_at <= '{late.isoformat()}'")
    assert due.many > 0
    assert figures(MONDAY) == (0, 0)
    assert figures(late) == (due.many, (late - due.first).total_seconds())

    look(late)
    assert figures(late) == (0, 0)


def test_after_two_days_of_downtime_what_is_overdue_is_told_once_and_nobody_is_reminded(
    case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    assert case
    late = datetime(2026, 11, 27, 2, tzinfo=UTC)
    look(late)
    look(late)

    assert told(rows, "deadline_passed").count("sign") == 1
    assert told(rows, "deadline_near").count("sign") == 0
    assert levels(rows) == ["yellow"]


def test_two_sweeps_at_once_take_each_step_once(case: str, transaction: Open, rows: Rows) -> None:
    assert case
    late, both = datetime(2026, 11, 27, 2, tzinfo=UTC), Barrier(2)

    def look() -> None:
        both.wait()
        with transaction(late) as stage:
            sweep(stage, CONSEQUENCES, at=late)

    sweeps = [Thread(target=look) for _ in range(2)]
    for one in sweeps:
        one.start()
    for one in sweeps:
        one.join()

    assert sorted(told(rows, "deadline_passed")) == ["contact", "return", "sign"]


def test_a_notice_that_nobody_answers_goes_up_to_the_leading_group(
    case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    assert case
    moment = datetime(2026, 11, 24, 1, tzinfo=UTC)
    while moment < datetime(2027, 1, 15, tzinfo=UTC):
        look(moment)
        moment += timedelta(hours=8)

    assert set(levels(rows)) == {"blue", "yellow", "red", "listed"}
    open_ones = rows("SELECT level FROM notices WHERE clock = 'sign' AND state IN ('issued','acknowledged','answered')")
    assert len({row.level for row in open_ones}) == len(open_ones)


def test_once_nothing_of_a_case_is_late_its_notices_are_lifted(
    case: str, look: Callable[[datetime], int], transaction: Open, rows: Rows
) -> None:
    late = datetime(2026, 11, 26, 2, tzinfo=UTC)
    look(late)
    liaison = Actor(id="liaison", roles=[Role.LIAISON], department=UNIT)

    def act(move: Callable[[Complaint], Any]) -> set[str]:
        with transaction(late, liaison) as stage:
            history = History(stage)
            lift = partial(lift_for, by=ITSELF, supervision=supervision_of(Round(stage, late, history)))
            desk = Bench(
                by=liaison,
                at=late,
                new_id=uuid7,
                complaints=Complaints(stage),
                clocks=Clocks(stage),
                history=history,
                lift=lift,
            )
            desk.keep(move(desk.complaints.get(case)))
        return {row.state for row in rows("SELECT state FROM notices")}

    assert act(lambda complaint: complaint.sign(by=liaison, at=late)) == {"issued"}
    assert act(lambda complaint: complaint.contact(ContactResult.REACHED, by=liaison, at=late)) == {"lifted"}


def test_what_was_asked_for_and_did_not_come_counts_as_withdrawn(
    transaction: Open, bench: Make, case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    assert case
    with transaction(MONDAY) as stage:
        desk = bench(stage, MONDAY)
        order = FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash="0" * 64)
        filed = Complaint.file(
            order,
            id=UUID(int=5),
            number="TS-2026-000777",
            at=MONDAY,
            party=None,
            language="zh",
            content_print="",
        )
        desk.add(filed)
        desk.keep(desk.complaints.get("TS-2026-000777").request_info(by=desk.by, at=MONDAY))

    look(datetime(2026, 12, 7, 16, tzinfo=UTC))
    (row,) = rows("SELECT state, outcome FROM complaints WHERE number = 'TS-2026-000777'")
    assert (row.state, row.outcome) == (State.WITHDRAWN, "withdrawn")

    look(datetime(2027, 1, 15, 16, tzinfo=UTC))
    (row,) = rows("SELECT state FROM complaints WHERE number = 'TS-2026-000777'")
    assert row.state == State.ARCHIVED
