"""The published language of the mailbox (留言): the office and whoever complains write to each other."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

from contracts.complaints.words import Hash, Number
from contracts.receipts import ReceiptStep
from contracts.wire import Answer, Command, Event, Query, Sealed, Text, Token

Limit = Annotated[int, msgspec.Meta(ge=1, le=100)]


class Writer(StrEnum):
    """Who writes into a mailbox; what the custodian has to tell comes by itself."""

    OFFICE = "office"
    REPORTER = "reporter"
    CUSTODIAN = "custodian"


class Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody writes."""

    text: Text


class AskReporter(Command, frozen=True, kw_only=True):
    """The office writes to whoever complains; the words are sealed."""

    number: Number
    message: Sealed


class AnswerOffice(ReceiptStep, frozen=True, kw_only=True):
    """Whoever holds number and receipt writes to the office; the words are sealed.

    ``supplies`` says that they are what the office has asked for (补正): the complaint goes on with them.
    """

    message: Sealed
    supplies: bool = False


class FindMailbox(Query, frozen=True, kw_only=True):
    """A page of one complaint's mailbox for the office, in the order in which it was written; sealed to the gateway."""

    number: Number
    after: Token | None = None
    limit: Limit = 20


class OpenMailbox(Query, frozen=True, kw_only=True):
    """The same for whoever holds number and receipt."""

    number: Number
    receipt_hash: Hash
    after: Token | None = None
    limit: Limit = 20


class MailboxProgress(Answer, frozen=True, kw_only=True):
    """What was written has arrived."""

    id: str
    number: str
    posted_at: datetime


class MailboxEntry(Answer, frozen=True, kw_only=True):
    """One thing that was written; which officer wrote it is not said."""

    id: str
    writer: Writer
    text: str
    posted_at: datetime


class MailboxPage(Answer, frozen=True, kw_only=True):
    """One page of a mailbox; ``next`` asks for the page after it."""

    number: str
    entries: list[MailboxEntry]
    next: str | None = None


class MailboxFact(Event, frozen=True, kw_only=True):
    """What every fact about a mailbox says: ids alone, never the words."""

    message: str
    version: int
    complaint: str
    number: str
    party: str | None = None


class CustodianTold(MailboxFact, frozen=True, kw_only=True):
    """Whoever complains was told that somebody has looked at who they are."""


class ReporterAsked(MailboxFact, frozen=True, kw_only=True):
    """The office has written to whoever complains."""


class ReporterAnswered(MailboxFact, frozen=True, kw_only=True):
    """Whoever complains has written to the office; ``supplied`` what it had asked for, or something else."""

    supplied: bool = False
