"""The history as figures read it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, Connection, Integer, Uuid, and_, bindparam, func, select

from kernel.tables import history
from services.complaints.domain.deadlines import day_of
from services.complaints.statistics.domain import Told
from services.complaints.storage.tables import complaint_changes


class Version(NamedTuple):
    """A complaint as it became by one fact."""

    complaint: UUID
    version: int


class _Said(msgspec.Struct, frozen=True):
    """Of a fact's content, what figures care for."""

    state: str
    category: str | None = None
    channel: str | None = None
    about: str | None = None
    department: str | None = None
    due_on: date | None = None


_FACTS = select(
    history.c.aggregate_id, history.c.version, history.c.type, history.c.data, history.c.occurred_at
).order_by(history.c.aggregate_id, history.c.version)

_wanted = (
    func.unnest(bindparam("ids", type_=ARRAY(Uuid)), bindparam("versions", type_=ARRAY(Integer)))
    .table_valued("id", "upto", name="wanted")
    .render_derived()
)

_FACTS_OF = _FACTS.join(_wanted, and_(history.c.aggregate_id == _wanted.c.id, history.c.version <= _wanted.c.upto))


def facts_of(versions: Iterable[Version], connection: Connection) -> Iterator[Told]:
    """What the history tells of complaints up to these versions, complaint by complaint."""
    upto: dict[UUID, int] = {}
    for complaint, version in versions:
        upto[complaint] = max(version, upto.get(complaint, 0))
    asked = {"ids": list(upto), "versions": list(upto.values())}
    return (_told(row) for row in connection.execute(_FACTS_OF, asked))


def counted_facts(connection: Connection) -> Iterator[Told]:
    """What the history tells of every complaint, as far as it is counted, complaint by complaint."""
    changes = select(complaint_changes.c.complaint_id, complaint_changes.c.version)
    waiting = {Version(*row) for row in connection.execute(changes)}
    every = _FACTS.where(history.c.aggregate == "complaint").execution_options(yield_per=5000)
    for row in connection.execute(every):
        if (row.aggregate_id, row.version) not in waiting:
            yield _told(row)


def said_in(data: str) -> dict[str, Any]:
    """Of a fact's JSON, what figures care for; what it does not say is None."""
    return msgspec.structs.asdict(msgspec.json.decode(data, type=_Said))


def _told(row: Any) -> Told:
    return Told(row.aggregate_id, row.version, row.type, day_of(row.occurred_at), said_in(row.data))
