"""The complaints service's own database, with its real tables; nothing else of the platform runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from typing import Any, Protocol

import pytest
from sqlalchemy import Engine, create_engine, text
from uuid_utils.compat import uuid7

from contracts.complaints import Channel, ClockClass, FileComplaint, Progress
from contracts.people import Actor, Role
from kernel.history import History
from kernel.stage import Cause, Stage
from services.complaints.consequences import CONSEQUENCES
from services.complaints.domain.complaint import Complaint
from services.complaints.storage import Clocks, Complaints, Numbers
from services.complaints.sweeping import sweep
from services.complaints.use_cases.moving import Bench

OFFICE = Actor(id="office", roles=[Role.OFFICER, Role.DIRECTOR])

UNIT = "civil_affairs"
MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)  # 10:00 in the city

_names = count(1)


class Open(Protocol):
    """One transaction of the service."""

    def __call__(self, at: datetime, by: Actor = OFFICE) -> Any:
        """Gives its stage."""


@pytest.fixture
def engine(new_complaints: Callable[[str], str]) -> Iterator[Engine]:
    engine = create_engine(new_complaints(f"complaints_{next(_names)}"))
    yield engine
    engine.dispose()


@pytest.fixture
def transaction(engine: Engine) -> Open:
    """Opens a transaction: what is on its stage at the end is written."""
    ids = count(1)

    @contextmanager
    def begin(at: datetime, by: Actor = OFFICE) -> Iterator[Stage]:
        with engine.begin() as connection:
            stage = Stage(connection)
            stage.cause = Cause(message_id=f"test-{next(ids)}", actor=by, at=at)
            yield stage
            stage.write()

    return begin


@pytest.fixture
def bench() -> Callable[..., Bench]:
    """What a move stands on, in a transaction."""

    def on(stage: Stage, at: datetime, by: Actor = OFFICE) -> Bench:
        return Bench(
            by=by,
            at=at,
            new_id=uuid7,
            complaints=Complaints(stage),
            clocks=Clocks(stage),
            history=History(stage),
        )

    return on


@pytest.fixture
def rows(engine: Engine) -> Callable[[str], list[Any]]:
    """Looks into the tables."""

    def select(query: str) -> list[Any]:
        with engine.connect() as connection:
            return list(connection.execute(text(query)))

    return select


@pytest.fixture
def case(transaction: Open, bench: Callable[..., Bench]) -> str:
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
