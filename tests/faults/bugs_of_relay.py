"""Planted bugs of the outbox and the relay."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.faults.seams import wrap


def publish_in_transaction() -> None:
    def write(original: Any, history: Any) -> None:
        rows = list(history._rows)
        original(history)
        _publish_directly(rows)

    from kernel.history import History

    wrap(History, "_write", write)


def publish_after_commit() -> None:
    from kernel.database import Database
    from kernel.history import History

    def write(original: Any, history: Any) -> None:
        rows = list(history._rows)
        for row in rows:
            row["published"] = row["occurred_at"]
        original(history)
        history._stage.kept["told", "now"] = rows

    @contextmanager
    def transaction(original: Any, database: Any) -> Iterator[Any]:
        with original(database) as stage:
            yield stage
        _publish_directly(stage.kept.get(("told", "now"), []))

    wrap(History, "_write", write)
    wrap(Database, "transaction", transaction)


def mark_before_confirm() -> None:
    _carry_by(_unpublished, marks_first=True)


def parcels_forgotten_first() -> None:
    _carry_by(_unpublished, parcels_first=True)


def relay_past_last() -> None:
    from sqlalchemy import func, select

    from kernel import tables

    history, last = tables.history, {}

    def since(connection: Any) -> Any:
        if "seq" not in last:
            last["seq"] = connection.scalar(select(func.coalesce(func.max(history.c.seq), 0)))
        newest = connection.scalar(select(func.coalesce(func.max(history.c.seq), 0)))
        rows = select(history).where(history.c.seq > last["seq"], history.c.seq <= newest).order_by(history.c.seq)
        last["seq"] = newest
        return rows

    _carry_by(since)


def relay_backwards() -> None:
    import eventlet

    from kernel.mail import relay

    def publish(original: Any, publisher: Any, messages: Any) -> None:
        original(publisher, list(reversed(messages)))
        eventlet.sleep(0.5)  # so that the next window holds more than one fact of an aggregate

    wrap(relay, "_publish", publish)


def _carry_by(facts_of: Callable[[Any], Any], *, parcels_first: bool = False, marks_first: bool = False) -> None:
    """Puts another relay in: the steps of the real one in a wrong order, or over other rows."""
    from sqlalchemy import delete, select, update

    from kernel import tables
    from kernel.mail import relay

    history, parcels = tables.history, tables.parcels

    def carry(_original: Any, connection: Any, publisher: Any, service: str, now: Any) -> int:
        facts = connection.execute(facts_of(connection)).all()
        mark = update(history).where(history.c.seq.in_([row.seq for row in facts])).values(published=now)
        messages = [relay.fact_message(row, service) for row in facts]
        _in_order(connection, mark, lambda: relay._publish(publisher, messages), len(facts), marks_first=marks_first)
        waiting = connection.execute(select(parcels).order_by(parcels.c.seq).limit(500)).all()
        forget = delete(parcels).where(parcels.c.seq.in_([row.seq for row in waiting]))
        handed = [relay._parcel_message(row) for row in waiting]
        _in_order(
            connection, forget, lambda: relay._publish(publisher, handed), len(waiting), marks_first=parcels_first
        )
        return len(facts) + len(waiting)

    wrap(relay, "carry_once", carry)


def _in_order(connection: Any, mark: Any, publish: Callable[[], None], count: int, *, marks_first: bool) -> None:
    """Publishes and marks, or marks and publishes."""
    if count and marks_first:
        connection.execute(mark)
    if count:
        publish()
    if count and not marks_first:
        connection.execute(mark)


def _unpublished(_connection: Any) -> Any:
    from sqlalchemy import select

    from kernel import tables

    history = tables.history
    return select(history).where(history.c.published.is_(None)).order_by(history.c.seq).limit(500)


def _publish_directly(rows: list[dict[str, Any]]) -> None:
    """Publishes facts past the outbox."""
    import os
    from types import SimpleNamespace

    from kernel.connection import connect
    from kernel.mail.publisher import Publisher
    from kernel.mail.relay import fact_message

    if rows:
        with connect(os.environ["AMQP_URI"], "bug") as connection, Publisher(connection) as publisher:
            publisher.publish([fact_message(SimpleNamespace(**row), sys.argv[1]) for row in rows])  # type: ignore[arg-type]
