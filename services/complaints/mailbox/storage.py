"""All messages."""

from uuid import UUID

from sqlalchemy import select

from contracts.mailbox import MailboxEntry, Writer
from kernel.sealing import KeyRing
from kernel.stage import Stage
from services.complaints.mailbox.domain import Message
from services.complaints.mailbox.tables import mailbox


class Mailbox:
    """All messages; their words are encrypted at rest."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def add(self, message: Message, text: str, *, keys: KeyRing) -> None:
        """Keeps a message."""
        said = {name: value for name, value in vars(message).items() if name != "version"}
        self._stage.insert(mailbox, {**said, "words": keys.encrypt(text.encode(), message.id.bytes)})

    def page(self, number: str, after: UUID | None, limit: int, *, keys: KeyRing) -> list[MailboxEntry]:
        """The messages of a complaint in their order, ``after`` the one with this id; never more than ``limit``."""
        query = select(mailbox).where(mailbox.c.number == number).order_by(mailbox.c.id).limit(limit)
        if after is not None:
            query = query.where(mailbox.c.id > after)
        return [
            MailboxEntry(
                id=str(row.id),
                writer=Writer(row.writer),
                text=keys.decrypt(bytes(row.words), row.id.bytes).decode(),
                posted_at=row.posted_at,
            )
            for row in self._stage.connection.execute(query)
        ]
