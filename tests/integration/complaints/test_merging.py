"""Joining cases on the database itself: no ring within one batch, and none when two processes join at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text
from uuid_utils.compat import uuid7

from contracts.complaints import MergeComplaint, MergeInARing, MergeTargetEnded, UnmergeComplaint
from contracts.people import Actor, Role
from kernel.history import History
from kernel.stage import Cause, Stage
from services.complaints.storage import Clocks, Complaints
from services.complaints.use_cases.accepting import merge_complaint, unmerge_complaint
from services.complaints.use_cases.moving import Bench
from tests.unit.complaints.cases import AT, LATER, REGISTERED

DIRECTOR = Actor(id="director", roles=[Role.OFFICER, Role.DIRECTOR])


@pytest.fixture(scope="module")
def engine(new_complaints: Callable[[str], str]) -> Iterator[Engine]:
    engine = create_engine(new_complaints("merging"))
    yield engine
    engine.dispose()


@contextmanager
def batch(engine: Engine) -> Iterator[Bench]:
    with engine.begin() as connection:
        stage = Stage(connection)
        stage.cause = Cause(message_id=str(uuid4()), actor=DIRECTOR, at=AT)
        yield Bench(
            by=DIRECTOR,
            at=LATER,
            new_id=uuid7,
            complaints=Complaints(stage),
            clocks=Clocks(stage),
            history=History(stage),
        )
        stage.write()


def registered(engine: Engine, *numbers: int) -> list[str]:
    with batch(engine) as bench:
        cases = [
            replace(REGISTERED, id=uuid7(), number=f"TS-2026-{number:06d}", receipt_hash=uuid4().hex, version=1)
            for number in numbers
        ]
        for case in cases:
            bench.complaints.add(case)
    return [case.number for case in cases]


def join(bench: Bench, number: str, into: str) -> None:
    merge_complaint(MergeComplaint(number=number, into=into), bench=bench)


def joined(engine: Engine, numbers: list[str]) -> dict[str, str]:
    query = text("SELECT number, merged_into FROM complaints WHERE number = ANY(:numbers) AND merged_into IS NOT NULL")
    with engine.connect() as connection:
        return {row.number: row.merged_into for row in connection.execute(query, {"numbers": numbers})}


def test_what_others_were_joined_to_in_the_same_batch_is_not_joined_on(engine: Engine) -> None:
    a, b, c = numbers = registered(engine, 1, 2, 3)

    with batch(engine) as bench:
        join(bench, a, b)
        with pytest.raises(MergeInARing):
            join(bench, b, c)

    assert joined(engine, numbers) == {a: b}


def test_what_was_taken_out_in_the_same_batch_follows_no_more(engine: Engine) -> None:
    a, b, c = numbers = registered(engine, 4, 5, 6)
    with batch(engine) as bench:
        join(bench, a, b)

    with batch(engine) as bench:
        unmerge_complaint(UnmergeComplaint(number=a), bench=bench)
        join(bench, b, c)

    assert joined(engine, numbers) == {b: c}


@pytest.mark.parametrize(("first", "seconds"), [(10, (1, 0)), (20, (1, 2))], ids=["each other", "one after the other"])
def test_of_two_that_are_joined_at_the_same_moment_the_second_sees_the_first(
    engine: Engine, first: int, seconds: tuple[int, int]
) -> None:
    numbers = registered(engine, first, first + 1, first + 2)
    at_once = Barrier(2)

    def joins(pair: tuple[str, str]) -> bool:
        with batch(engine) as bench:
            for number in numbers:
                bench.complaints.get(number)  # as a batch that reads all its messages first
            at_once.wait(timeout=60)
            try:
                join(bench, *pair)
            except (MergeInARing, MergeTargetEnded):
                return False
        return True

    pairs = [(numbers[0], numbers[1]), (numbers[seconds[0]], numbers[seconds[1]])]
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(joins, pairs)) == [False, True]
    assert len(joined(engine, numbers)) == 1


def test_several_joinings_of_one_batch_lock_their_cases_together(engine: Engine) -> None:
    """One after the other, in the order in which they come, two processes would wait for each other."""
    a, b, c, d = numbers = registered(engine, 30, 31, 32, 33)
    free = text("SELECT number FROM complaints WHERE number = ANY(:numbers) FOR UPDATE SKIP LOCKED")

    with batch(engine) as bench:
        bench.complaints._stage.coming = [MergeComplaint(number=d, into=c), MergeComplaint(number=b, into=a)]
        join(bench, d, c)
        with engine.connect() as other:
            left = other.execute(free, {"numbers": numbers}).all()
        join(bench, b, a)

    assert left == []
    assert joined(engine, numbers) == {d: c, b: a}
