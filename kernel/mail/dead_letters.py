"""Mail that nobody could handle: kept with its reason, in the table and in the queue; its sender is told."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from contracts.departments import EventRefused
from contracts.refusals import IdReused, Refusal, Refused
from contracts.wire import wire_name, write
from kernel import tables
from kernel.mail.letter import Letter, origin_of
from kernel.mail.names import DEPARTMENTS, department_queue
from kernel.stage import Stage


def bury(stage: Stage, letter: Letter, reason: str, *, queue: str, refusal: Refusal | None) -> None:
    """Keeps a refused letter with its reason, in the transaction that refuses it, and tells its department."""
    if stage.cause is None:
        raise LookupError("a dead letter needs the moment of its death")
    key = f"{letter.key} {letter.print.hex()[:16]}" if reason == IdReused.code() else letter.key
    record(stage.connection, letter, reason, queue=queue, at=stage.cause.at, key=key)
    if refusal is not None and (department := sender_of(letter)):
        notice = _notice(letter, refusal, department, stage.cause.at, key=key)
        stage.connection.execute(insert(tables.parcels).values(notice).on_conflict_do_nothing())


def record(connection: Connection, letter: Letter, reason: str, *, queue: str, at: datetime, key: str = "") -> None:
    """Writes the row; a letter that dies again keeps the moment when it was first seen.

    ``key`` is another than the letter's where the letter has taken its id from another, which may be here too.
    """
    row = {
        "message_id": key or letter.key,
        "queue": queue,
        "source": letter.source or letter.actor.id,
        "type": letter.type,
        "reason": reason,
        "body": letter.body,
        "first_seen": at,
        "last_seen": at,
    }
    again = {"reason": reason, "last_seen": at}
    statement = insert(tables.dead_letters).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["message_id"], set_=again))


def sender_of(letter: Letter) -> str:
    """The department whose letter it is, as the broker knows it; empty when it did not come by their door."""
    origin = origin_of(letter.delivery)
    if origin.exchange != DEPARTMENTS:
        return ""
    return (
        origin.user.removeprefix("department.")
        if origin.user.startswith("department.")
        else origin.key.partition(".")[0]
    )


def _notice(letter: Letter, refusal: Refusal, department: str, at: datetime, *, key: str) -> dict[str, Any]:
    said = Refused.recall(refusal)
    faults = "; ".join(f"{fault.pointer or '/'} {fault.rule} {fault.detail}".strip() for fault in refusal.faults)
    notice = EventRefused(
        event_id=letter.id,
        event_type=letter.type,
        refusal=refusal,
        reason_zh=f"{said.text('zh')} {faults}".strip(),
        reason_en=f"{said.text('en')} {faults}".strip(),
    )
    return {
        "queue": department_queue(department),
        "message_id": f"refused.{hashlib.sha256(key.encode()).hexdigest()}",  # AMQP has room for 255 bytes
        "source": "/mingcha",
        "type": wire_name(EventRefused),
        "data": write(notice).decode(),
        "occurred_at": at,
        "trace": letter.trace,
    }
