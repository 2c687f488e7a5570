"""All messages, and every try of each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row, select, update

from contracts.notifications import Channel, State
from kernel.stage import Stage
from services.notifications.domain.message import LEASE, Message, Origin
from services.notifications.domain.outcomes import Outcome
from services.notifications.storage.tables import attempts, messages


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Which messages somebody wants to see, and may."""

    number: str | None
    state: State | None
    department: str | None
    after: UUID | None
    limit: int


class Messages:
    """All messages."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    @property
    def origin(self) -> Origin:
        """The event that is being handled.

        Raises:
            LookupError: when no event is.
        """
        cause = self._stage.cause
        if cause is None:
            raise LookupError("a message needs the event that it is about")
        return Origin(
            event_id=cause.message_id,
            correlation=cause.correlation or cause.message_id,
            trace=cause.trace,
            occurred_at=cause.occurred_at,
        )

    def plan(self, message: Message) -> None:
        """Keeps a new message, unless this event has planned it before."""
        self._stage.insert_missing(messages, vars(message))

    def keep(self, message: Message) -> None:
        """Keeps a message that was tried."""
        self._stage.update(messages, vars(message))

    def note(self, message: Message, outcome: Outcome, *, started: datetime, ended: datetime) -> None:
        """Writes down a try."""
        row = {
            "message_id": message.id,
            "n": message.attempts,
            "started_at": started,
            "ended_at": ended,
            "outcome": outcome.verdict,
            "code": outcome.code,
            "detail": outcome.detail,
        }
        self._stage.insert(attempts, row)

    def claim(self, channel: Channel, *, at: datetime, limit: int) -> list[Message]:
        """Takes messages that are due, for as long as a lease; another process takes others.

        Due is also what was taken by a process that has been silent since: it may go out twice, under the same id.
        """
        due = (
            select(messages.c.id)
            .where(messages.c.channel == channel, messages.c.next_try_at <= at)
            .order_by(messages.c.next_try_at)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("due")
        )
        taken = (
            update(messages)
            .where(messages.c.id.in_(select(due.c.id)))
            .values(state=State.SENDING, attempts=messages.c.attempts + 1, next_try_at=at + LEASE)
            .returning(*messages.c)
        )
        return [_message(row) for row in self._stage.connection.execute(taken)]

    def held(self, message: Message) -> Message | None:
        """The message as it is now, locked, if it is still in the hands of whoever took it for this try."""
        query = select(messages).where(
            messages.c.id == message.id, messages.c.state == State.SENDING, messages.c.attempts == message.attempts
        )
        row = self._stage.connection.execute(query.with_for_update()).first()
        return None if row is None else _message(row)

    def page(self, seen: Seen) -> list[Message]:
        """The newest messages, ``after`` the one with this id; never more than ``limit``."""
        query = select(messages).order_by(messages.c.id.desc()).limit(seen.limit)
        for column in ("number", "state", "department"):
            if (wanted := getattr(seen, column)) is not None:
                query = query.where(messages.c[column] == wanted)
        if seen.after is not None:
            query = query.where(messages.c.id < seen.after)
        return [_message(row) for row in self._stage.connection.execute(query)]


def _message(row: Row[Any]) -> Message:
    return msgspec.convert(row, Message, from_attributes=True)
