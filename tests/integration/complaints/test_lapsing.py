"""What follows from a clock by itself: notices that climb and are lifted, and cases that lapse, on real tables."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from contracts.complaints import (
    CallBack,
    Channel,
    ComplaintVerified,
    ContactResult,
    FileComplaint,
    Finding,
    State,
)
from contracts.people import Actor, Role
from kernel.history import History
from services.complaints.consequences import CONSEQUENCES
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import Clocks, Complaints
from services.complaints.supervision.consequences import lift_of
from services.complaints.sweeping import ITSELF, Round, sweep
from services.complaints.use_cases.moving import Bench
from tests.integration.complaints.conftest import MONDAY, UNIT, Open
from tests.integration.complaints.sweeps import Make, Rows, levels
from tests.unit.complaints.cases import standing


def test_a_notice_that_nobody_answers_goes_up_to_the_leading_group(
    case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    assert case
    moment = datetime(2026, 11, 24, 1, tzinfo=UTC)
    while moment < datetime(2027, 1, 15, tzinfo=UTC):
        look(moment)
        moment += timedelta(hours=8)

    assert set(levels(rows)) == {"blue", "yellow", "red", "listed"}
    hours = rows("SELECT extract(hour FROM issued_at AT TIME ZONE 'Asia/Shanghai') AS hour FROM notices")
    assert {9 <= row.hour < 17 for row in hours} == {True}
    open_ones = rows("SELECT level FROM notices WHERE clock = 'sign' AND state IN ('issued','acknowledged','answered')")
    assert len({row.level for row in open_ones}) == len(open_ones)


def test_a_clock_that_was_stopped_earlier_in_the_same_sweep_takes_no_step(
    case: str, look: Callable[[datetime], int], rows: Rows
) -> None:
    """After a downtime both the late clock and its red notice's own would list the case."""
    assert case
    look(datetime(2026, 12, 2, 2, tzinfo=UTC))
    look(datetime(2026, 12, 21, 2, tzinfo=UTC))

    highest = rows("SELECT level, state FROM notices WHERE level IN ('red', 'listed')")
    assert {(row.level, row.state) for row in highest} == {("red", "escalated"), ("listed", "issued")}
    assert {row.state for row in rows("SELECT state FROM clocks WHERE code = 'listing'")} == {"cancelled"}


def test_once_nothing_of_a_case_is_late_its_notices_are_lifted(
    case: str, look: Callable[[datetime], int], transaction: Open, rows: Rows
) -> None:
    late = datetime(2026, 11, 26, 2, tzinfo=UTC)
    look(late)
    liaison = Actor(id="liaison", roles=[Role.LIAISON], department=UNIT)

    def act(move: Callable[[Complaint], Any]) -> set[str]:
        with transaction(late, liaison) as stage:
            history = History(stage)
            lift = lift_of(Round(stage, late, history), by=ITSELF)
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


@pytest.mark.parametrize(
    ("calls", "closed"),
    [
        ((datetime(2026, 11, 24, 2, tzinfo=UTC),) * 3, False),  # thrice on one day
        ((datetime(2026, 11, 24, 2, tzinfo=UTC),) * 2 + (datetime(2026, 11, 25, 2, tzinfo=UTC),), True),
    ],
)
def test_a_case_called_three_times_on_two_days_in_vain_is_closed_when_its_result_should_have_been_told(
    transaction: Open,
    bench: Make,
    look: Callable[[datetime], int],
    rows: Rows,
    calls: tuple[datetime, ...],
    closed: object,
) -> None:
    verified = standing(State.VERIFIED, id=uuid7(), finding=Finding.PARTLY, version=1)
    agent, in_vain = Actor(id="agent", roles=[Role.CALLBACK_AGENT]), CallBack(number=verified.number, reached=False)
    with transaction(MONDAY) as stage:
        desk = bench(stage, MONDAY)
        desk.complaints.add(replace(verified, finding=None))  # as it is registered, then as it stands
        desk.complaints.keep(verified)
        desk.wind(verified, verified.fact(ComplaintVerified))
    for moment in calls:
        with transaction(moment, agent) as stage:
            desk = bench(stage, moment, agent)
            desk.keep(desk.complaints.get(verified.number).call_back(in_vain, by=agent, at=moment))

    look(datetime(2026, 11, 30, 15, 59, tzinfo=UTC))  # the fifth working day
    assert rows("SELECT 1 FROM complaints WHERE state = 'closed'") == []
    followed: list[str] = []
    for moment in (datetime(2026, 11, 30, 16, tzinfo=UTC), datetime(2026, 12, 2, 2, tzinfo=UTC)):
        with transaction(moment) as stage:
            sweep(stage, CONSEQUENCES, at=moment, closed=lambda _, complaint: followed.append(complaint.number))

    (row,) = rows("SELECT state, outcome, finding, calls, is_reached FROM complaints")
    assert (row.state, row.outcome) == (("closed", "partly_resolved") if closed else ("verified", None))
    assert (row.finding, row.calls, row.is_reached) == ("partly", 3, False)
    told = [(fact.actor, fact.unreached) for fact in rows(CLOSED)]
    assert told == ([("/services/complaints", "true")] if closed else [])
    assert followed == [verified.number] * len(told)
    assert rows("SELECT 1 FROM history WHERE type = 'survey_answered'") == []


CLOSED = "SELECT actor, data::jsonb->>'unreached' AS unreached FROM history WHERE type = 'complaint_closed'"


def test_what_was_joined_to_a_case_is_filed_away_only_once_that_one_has_ended(
    transaction: Open, bench: Make, look: Callable[[datetime], int], rows: Rows
) -> None:
    lead = standing(State.SIGNED, id=uuid7(), version=1)
    joined = standing(State.ACCEPTED, id=uuid7(), number="TS-2026-000009", version=1)
    with transaction(MONDAY) as stage:
        desk = bench(stage, MONDAY)
        for one in (lead, joined):
            desk.complaints.add(one)
    with transaction(MONDAY) as stage:
        desk = bench(stage, MONDAY)
        desk.keep(desk.complaints.get(joined.number).merge(lead, followed=False, by=desk.by, at=MONDAY))

    def state_after(moment: datetime) -> str:
        look(moment)
        (row,) = rows(f"SELECT state FROM complaints WHERE number = '{joined.number}'")
        return str(row.state)

    assert state_after(datetime(2026, 12, 23, 16, tzinfo=UTC)) == "merged"
    with transaction(MONDAY) as stage:
        Complaints(stage).keep(replace(Complaints(stage).get(lead.number), state=State.CLOSED))
    assert state_after(datetime(2027, 2, 10, 16, tzinfo=UTC)) == "archived"
