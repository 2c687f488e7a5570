"""Anybody tries anything at any time: whatever happens, a case stays what its facts say it is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine
from uuid_utils.compat import uuid7

from contracts.complaints import Channel, ComplaintFact, ComplaintFiled, FileComplaint, Mode, State
from contracts.people import Actor, Role
from contracts.refusals import Refused
from kernel.history import Break, verify
from services.complaints.consequences import CONSEQUENCES
from services.complaints.domain.case_clocks import HANDLING
from services.complaints.domain.complaint import Complaint
from services.complaints.domain.life_cycle import LIFE_CYCLE
from services.complaints.storage import Complaints, Numbers
from services.complaints.sweeping import sweep
from services.complaints.use_cases.moving import Bench
from tests.integration.complaints.conftest import Open
from tests.unit.complaints.books import Books
from tests.unit.complaints.cases import ACTS, AT, OTHER, REGISTERED, UNIT

PEOPLE = 4
"""So few that the same one does often what another must do."""


def somebody(role: Role, who: int) -> Actor:
    at_home = UNIT if role in {Role.LIAISON, Role.DEPUTY} else None
    return Actor(id=f"{who}", roles=[role], department=at_home)


def seldom_wrong(state: State, action: str, wrong: bool, dice: Random) -> str:  # noqa: FBT001 - a drawn value
    """Mostly what the state allows, so that the walk gets far; now and then anything."""
    allowed = [one for one in LIFE_CYCLE.allowed_from(state) if one in ACTS and one not in {"withdraw", "merge"}]
    return action if wrong or not allowed else dice.choice(allowed)


seen: set[State] = set()
"""Where the walk has been."""


class Walk(RuleBasedStateMachine):
    """One case on plain lists."""

    @initialize()
    def file(self) -> None:
        self.books = Books()
        self.at = AT
        filed = REGISTERED.fact(ComplaintFiled, channel=Channel.WEB, category="slow", mode=Mode.NAMED)
        self.first = REGISTERED.version
        self.books.bench(somebody(Role.OFFICER, 0), self.at).add((REGISTERED, filed))

    @rule(
        action=some.sampled_from(sorted(ACTS)),
        role=some.sampled_from(Role),
        who=some.integers(1, PEOPLE),
        wrong=some.integers(0, 9).map(lambda n: n == 0),
        hours=some.integers(0, 40),
        dice=some.randoms(use_true_random=False),
    )
    def try_it(self, action: str, role: Role, who: int, wrong: bool, hours: int, dice: Random) -> None:  # noqa: FBT001
        self.at += timedelta(hours=hours)
        before = self.case
        action = seldom_wrong(before.state, action, wrong, dice)
        roles = [role for row in LIFE_CYCLE.rows(action) if before.state in row.sources for role in row.roles]
        by = somebody(role if wrong or not roles else dice.choice(sorted(roles)), who)
        told, clocks = len(self.books.facts), dict(self.books.clocks)
        try:
            moved = ACTS[action](before, by)
        except Refused:
            assert (self.case, len(self.books.facts), self.books.clocks) == (before, told, clocks)
            return
        self.books.bench(by, self.at).keep(moved)
        seen.add(moved[0].state)

    @property
    def case(self) -> Complaint:
        return self.books.get(REGISTERED.number)

    @invariant()
    def every_change_is_told_once_and_in_order(self) -> None:
        versions = [fact.version for fact in self.books.facts]
        assert versions == list(range(self.first, self.first + len(versions)))
        assert (versions[-1], self.books.facts[-1].state) == (self.case.version, self.case.state)

    @invariant()
    def a_case_is_handled_by_one_clock_at_most_and_what_is_archived_by_none(self) -> None:
        open_codes = self.books.open_codes(REGISTERED.number)
        assert sum(code in HANDLING for code in open_codes) <= 1
        assert len(set(open_codes)) == len(open_codes)
        if self.case.state is State.ARCHIVED:
            assert open_codes == []

    @invariant()
    def whoever_must_answer_has_a_clock(self) -> None:
        if self.case.state in {State.DISPATCHED, State.SIGNED, State.INVESTIGATING, State.MEDIATING}:
            assert any(code in HANDLING for code in self.books.open_codes(REGISTERED.number))

    @invariant()
    def no_fact_says_who(self) -> None:
        fields = {field for fact in self.books.facts for field in fact.__struct_fields__}
        assert fields.isdisjoint({"actor", "by", "name", "phone", "text", "reporter"})

    @invariant()
    def a_case_that_ended_has_been_checked_by_another_than_its_handler(self) -> None:
        if self.case.state is State.CLOSED:
            assert self.case.verified_by not in {None, self.case.replied_by}


def test_ten_thousand_steps_come_everywhere_and_break_nothing() -> None:
    seen.clear()

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=100,
            stateful_step_count=100,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert len(seen) > 12


def test_a_walk_on_real_tables_with_the_clock_leaves_chains_whole_and_one_notice_a_level(
    engine: Engine, transaction: Open, bench: Callable[..., Bench], rows: Callable[[str], list[Any]]
) -> None:
    dice, at = Random(20261125), datetime(2026, 3, 2, 1, tzinfo=UTC)
    numbers = [_file(transaction, bench, at) for _ in range(5)]
    _file(transaction, bench, at, OTHER.number)  # to which others are joined
    for step in range(400):
        at += timedelta(hours=dice.randint(0, 30))
        with transaction(at) as stage:
            sweep(stage, CONSEQUENCES, at=at)
        _step(dice, dice.choice(numbers), at, transaction, bench)
        assert rows(DOUBLED) == []
        if step % 40 == 39:
            assert _breaks(engine) == []

    assert rows(UNTOLD) == []
    assert {row.type for row in rows("SELECT DISTINCT type FROM history")} > {
        "deadline_passed",
        "supervision_issued",
        "supervision_escalated",
    }


DOUBLED = """
    SELECT 1 FROM notices WHERE state IN ('issued', 'acknowledged', 'answered')
    GROUP BY "case", level HAVING count(*) > 1
"""
"""Notices that are open beside another of the same case and level."""

UNTOLD = """
    SELECT 1 FROM complaints c JOIN history h ON h.aggregate_id = c.id
    GROUP BY c.id HAVING c.version <> count(h.seq)
"""
"""Cases that have had another number of versions than of facts."""


def _breaks(engine: Engine) -> list[Break]:
    with engine.connect() as connection:
        return [one for one in verify(connection) if isinstance(one, Break)]


def _file(transaction: Open, bench: Callable[..., Bench], at: datetime, number: str = "") -> str:
    with transaction(at) as stage:
        order = FileComplaint(channel=Channel.WEB, category="slow", testimony="", receipt_hash="0" * 64)
        number = number or Numbers(stage).next(2026)
        filed = Complaint.file(
            order, id=uuid7(), number=number, at=at, party=None, language="zh", content_print=uuid4().hex
        )
        bench(stage, at).add(filed)
    return number


def _step(dice: Random, number: str, at: datetime, transaction: Open, bench: Callable[..., Bench]) -> None:
    with transaction(at) as stage:
        case = Complaints(stage).get(number)
        allowed = [action for action in LIFE_CYCLE.allowed_from(case.state) if action in ACTS and action != "withdraw"]
        if not allowed or dice.random() < 0.5:
            return
        action = dice.choice(allowed)
        (row, *_) = [row for row in LIFE_CYCLE.rows(action) if case.state in row.sources]
        by = somebody(dice.choice(sorted(row.roles)), dice.randint(1, PEOPLE))
        try:
            moved: tuple[Complaint, ComplaintFact] = ACTS[action](case, by)
        except Refused:
            return
        bench(stage, at, by).keep(moved)
        assert msgspec.json.encode(moved[1])
