"""Mail that nobody could handle: kept with its reason, in the table and in the queue; its sender is told."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import insert

from contracts.departments import EventRefused
from contracts.mail import Reply
from contracts.refusals import IdReused, Refusal, Refused
from contracts.wire import wire_name, write
from kernel import tables
from kernel.mail.copies import pack, properties_of_copy
from kernel.mail.letter import Letter, first_failure_of, origin_of
from kernel.mail.names import DEPARTMENTS, department_queue
from kernel.mail.seals import Waiting


@dataclass(frozen=True)
class Death:
    """Why a letter is dead: ``refusal`` is what its sender is told, ``reason`` the refusal's code or the error's kind.

    ``detail`` is where an error was raised.
    """

    letter: Letter
    refusal: Refusal
    reason: str
    detail: str = ""

    @property
    def key(self) -> str:
        """What the table knows it by: the letter's key, unless the letter has taken its id from another."""
        letter = self.letter
        return f"{letter.key} {letter.print.hex()[:16]}" if self.reason == IdReused.code() else letter.key


def bury(connection: Connection, death: Death, waiting: Waiting, *, queue: str, at: datetime) -> None:
    """Writes the row, and tells the department whose letter it was; a letter that dies again keeps its first moment.

    Its first moment is that of its first failure, which is hours before its death when it climbed the retry ladder.
    ``waiting`` is what may be kept of it.
    """
    dead, row = tables.dead_letters, _row(death, waiting, queue, at)
    again = {name: row[name] for name in ("reason", "detail", "refusal", "last_seen")}
    statement = insert(dead).values(row)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["message_id"], set_=again | {"times": dead.c.times + 1, "ended": None}
        )
    )
    if department := sender_of(death.letter):
        notice = _notice(death, department, at)
        connection.execute(insert(tables.parcels).values(notice).on_conflict_do_nothing())


def keep_refusal(connection: Connection, death: Death, *, at: datetime) -> None:
    """Keeps the refusal as the letter's first answer: whoever asks for it, or sends the letter again, gets this one."""
    row = {
        "message_id": death.letter.key,
        "fingerprint": death.letter.print,
        "sender": death.letter.actor.id,
        "answer": write(Reply(refusal=death.refusal)).decode(),
        "received_at": at,
    }
    connection.execute(insert(tables.received).values(row).on_conflict_do_nothing())


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


def _row(death: Death, waiting: Waiting, queue: str, at: datetime) -> dict[str, Any]:
    letter = death.letter
    return {
        "message_id": death.key,
        "received_id": letter.key,
        "queue": queue,
        "source": letter.source or letter.actor.id,
        "type": letter.type,
        "trace": letter.trace,
        "reason": death.reason,
        "detail": death.detail,
        "refusal": write(death.refusal).decode(),
        "body": waiting.body,
        "properties": pack(properties_of_copy(letter.delivery, waiting.headers)),
        "first_seen": min(first_failure_of(letter.delivery) or at, at),
        "last_seen": at,
        "times": 1,
    }


def _notice(death: Death, department: str, at: datetime) -> dict[str, Any]:
    letter, refusal = death.letter, death.refusal
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
        "message_id": f"refused.{hashlib.sha256(death.key.encode()).hexdigest()}",  # AMQP has room for 255 bytes
        "source": "/mingcha",
        "type": wire_name(EventRefused),
        "data": write(notice).decode(),
        "occurred_at": at,
        "trace": letter.trace,
    }
