"""Asking again what a command was answered."""

import msgspec
from sqlalchemy import select

from contracts.mail import FindReply, Reply
from contracts.people import Actor
from contracts.refusals import NotFound
from kernel import tables
from kernel.stage import Stage


class CommandPending(NotFound):
    """The command has had no effect yet, or was never sent by this client."""

    zh = "命令 {0} 尚未执行。"
    en = "The command {0} has not been carried out yet."


class Received:
    """The commands and events that had their effect."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def answer(self, message_id: str, sender: str) -> str | None:
        """The first answer that ``sender`` got for this message."""
        r = tables.received.c
        query = select(r.answer).where(r.message_id == message_id, r.sender == sender)
        found: str | None = self._stage.connection.scalar(query)
        return found


def find_reply(query: FindReply, *, by: Actor, received: Received) -> Reply:
    """The reply to a command that this client sent.

    Raises:
        CommandPending
    """
    answer = received.answer(query.command, by.id)
    if answer is None:
        raise CommandPending(query.command)
    return msgspec.json.decode(answer, type=Reply)
