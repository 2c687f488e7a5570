"""Clocks on real tables: each step comes once, however late the sweep, and what follows comes with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

from prometheus_client import REGISTRY
from sqlalchemy import Engine, text
from uuid_utils.compat import uuid7

from contracts.complaints import (
    ContactResult,
    State,
    SuspensionGround,
)
from contracts.instruction import GiveInstruction, Post, ReportBack
from contracts.people import Actor, Role
from contracts.supervision import Level
from kernel.history import History
from kernel.trace import is_trace
from services.complaints.consequences import CONSEQUENCES
from services.complaints.domain.case_clocks import SUSPENSION, subject_of
from services.complaints.figures import count_clocks
from services.complaints.instruction.storage import Instructions
from services.complaints.instruction.use_cases import Register, give_instruction, report_back
from services.complaints.storage import Clocks, Complaints, Numbers
from services.complaints.supervision.consequences import lift_of, supervision_of, urged_of
from services.complaints.supervision.domain import Why
from services.complaints.sweeping import ITSELF, Round, recount, sweep
from services.complaints.use_cases.lapsing import move_due_day
from tests.integration.complaints.conftest import MONDAY, OFFICE, UNIT, Open
from tests.integration.complaints.sweeps import Make, Rows, levels, told


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


def test_a_sweep_that_comes_back_at_three_in_the_morning_sends_its_notices_when_the_offices_open(
    case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    assert case
    night = datetime(2026, 11, 26, 19, tzinfo=UTC)  # Friday 3:00
    look(night)

    assert told(rows, "deadline_passed").count("sign") == 1
    assert levels(rows) == []
    assert look(night + timedelta(hours=1)) == 0  # until then nobody needs to look
    look(night + timedelta(hours=6))
    assert levels(rows) == ["yellow"]


def test_a_suspension_that_has_run_out_ends_on_its_day_however_late_the_sweep_comes(
    transaction: Open, bench: Make, case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    liaison, deputy = (Actor(id=role, roles=[role], department=UNIT) for role in (Role.LIAISON, Role.DEPUTY))
    until = date(2026, 11, 30)
    with transaction(MONDAY) as stage:
        round_ = Round(stage, MONDAY, History(stage))
        desk = replace(bench(stage, MONDAY), urged=urged_of(round_))
        supervision_of(round_).issue(Level.YELLOW, case, UNIT, by=ITSELF, why=Why(reason="请尽快"))
        for move in (
            lambda one: one.sign(by=liaison, at=MONDAY),
            lambda one: one.contact(ContactResult.REACHED, by=liaison, at=MONDAY),
            lambda one: one.investigate(by=deputy, at=MONDAY, due_on=one.due_on, clock_class=one.clock_class),
            lambda one: one.suspend(SuspensionGround.COURT, until, by=desk.by, at=MONDAY),
        ):
            desk.keep(move(desk.complaints.get(case)))
        subject = subject_of(desk.complaints.get(case), SUSPENSION)
        desk.clocks.start(SUSPENSION, subject, at=MONDAY, new_id=uuid7, until=until)

    look(datetime(2026, 12, 3, 2, tzinfo=UTC))

    (row,) = rows(f"SELECT state, due_on FROM complaints WHERE number = '{case}'")
    (clock,) = rows(f"SELECT due_at FROM clocks WHERE number = '{case}' AND code = 'handle_ordinary'")
    assert row.state == State.INVESTIGATING
    assert row.due_on == date(2026, 12, 15)  # ten working days, none used, from 1 December, when it went on
    assert clock.due_at == datetime(2026, 12, 15, 16, tzinfo=UTC)
    (notice,) = rows("SELECT answer_by, version FROM notices")
    assert (notice.answer_by, notice.version) == (date(2026, 12, 4), 2)  # three working days, none used


def test_a_new_notice_moves_a_clock_and_the_case_that_waits_for_it_and_no_day_that_was_told_or_set(
    transaction: Open, engine: Engine, case: str, rows: Rows
) -> None:
    later = datetime(2026, 11, 25, 2, tzinfo=UTC)
    with engine.begin() as connection:
        older = (
            "UPDATE clocks SET calendar_version = '2025.9', due_at = '{}', told_on = {}, fixed = {} WHERE code = '{}'"
        )
        for code, due_at, told_on, fixed in (
            ("handle_ordinary", "2026-12-04T16:00Z", "'2026-12-04'", False),
            ("contact", "2026-11-26T16:00Z", "'2026-11-26'", False),
            ("ceiling", "2027-02-01T16:00Z", "NULL", True),
            ("return", "2026-11-26T16:00Z", "NULL", False),
        ):
            connection.execute(text(older.format(due_at, told_on, fixed, code)))
        connection.execute(text(f"UPDATE complaints SET due_on = '2026-12-04' WHERE number = '{case}'"))

    with transaction(later) as stage:
        assert recount(stage, move_due_day, at=later) == 4
    with transaction(later) as stage:
        assert recount(stage, move_due_day, at=later) == 0

    ends = {row.code: row.due_at for row in rows("SELECT code, due_at FROM clocks")}
    assert ends["handle_ordinary"] == datetime(2026, 12, 7, 16, tzinfo=UTC)
    assert ends["contact"] == datetime(2026, 11, 26, 16, tzinfo=UTC)  # it was told
    assert ends["ceiling"] == datetime(2027, 2, 1, 16, tzinfo=UTC)  # it was set
    assert ends["return"] == datetime(2026, 11, 25, 16, tzinfo=UTC)  # it was neither
    assert set(told(rows, "deadline_recomputed")) == {"handle_ordinary", "return"}
    (row,) = rows(f"SELECT due_on, version FROM complaints WHERE number = '{case}'")
    (fact,) = rows("SELECT version, data::jsonb->>'due_on' AS due_on FROM history WHERE type = 'complaint_due_moved'")
    assert (str(row.due_on), row.version) == (fact.due_on, fact.version) == ("2026-12-07", row.version)


def test_an_instruction_that_was_reported_on_has_nobody_urged_for_it_any_more(
    case: str, transaction: Open, look: Callable[[datetime], int], rows: Rows
) -> None:
    late = datetime(2026, 12, 14, 2, tzinfo=UTC)

    def register(stage: Any, at: datetime) -> Register:
        round_ = Round(stage, at, History(stage))
        return Register(
            at=at,
            new_id=uuid7,
            history=round_.history,
            instructions=Instructions(stage),
            clocks=Clocks(stage),
            numbers=Numbers(stage),
            lift=lift_of(round_, by=ITSELF),
        )

    with transaction(MONDAY) as stage:
        said = GiveInstruction(case=case, post=Post.GROUP_LEADER, text="请查清")
        given = give_instruction(said, by=OFFICE, complaints=Complaints(stage), register=register(stage, MONDAY))
    look(late)
    notices = f"SELECT state FROM notices WHERE \"case\" = '{given.number}'"
    assert [row.state for row in rows(notices)] == ["issued"]

    with transaction(late) as stage:
        report_back(ReportBack(number=given.number, report="已查清"), by=OFFICE, register=register(stage, late))

    assert [row.state for row in rows(notices)] == ["lifted"]


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
