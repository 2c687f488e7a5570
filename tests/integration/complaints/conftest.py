"""The complaints service's own database, with its real tables; nothing else of the platform runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any, Protocol

import pytest
from sqlalchemy import Engine, create_engine, text
from uuid_utils.compat import uuid7

from contracts.people import Actor, Role
from kernel.history import History
from kernel.stage import Cause, Stage
from services.complaints.storage import Clocks, Complaints
from services.complaints.use_cases.moving import Bench

OFFICE = Actor(id="office", roles=[Role.OFFICER, Role.DIRECTOR])

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
