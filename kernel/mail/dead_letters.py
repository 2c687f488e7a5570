"""Mail that nobody could handle: kept with its reason, in the table and in the queue; its sender is told."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from contracts.departments import EventRefused
from contracts.refusals import Refusal, Refused
from contracts.wire import wire_name, write
from kernel import tables
from kernel.mail.letter import Letter, origin_of
from kernel.mail.names import DEPARTMENTS, department_queue
from kernel.stage import Stage


def bury(stage: Stage, letter: Letter, reason: str, *, queue: str, refusal: Refusal | None) -> None:
    """Keeps a refused letter with its reason, in the transaction that refuses it, and tells its department."""
    if stage.cause is None:
        raise LookupError("a dead letter needs the moment of its death")
    record(stage.connection, letter, reason, queue=queue, at=stage.cause.at)
    if refusal is not None and (department := sender_of(letter)):
        stage.insert(tables.parcels, _notice(letter, refusal, department, stage.cause.at))


def record(connection: Connection, letter: Letter, reason: str, *, queue: str, at: datetime) -> None:
    """Writes the row; a letter that dies again keeps the moment when it was first seen."""
    row = {
        "message_id": letter.key,
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


def _notice(letter: Letter, refusal: Refusal, department: str, at: datetime) -> dict[str, Any]:
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
        "message_id": f"refused.{letter.key}",
        "source": "/mingcha",
        "type": wire_name(EventRefused),
        "data": write(notice).decode(),
        "occurred_at": at,
        "trace": letter.trace,
    }
