"""Writing into a mailbox and reading it; the words come sealed, and go sealed to the gateway."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.complaints import SealedView, TestimonyUnreadable
from contracts.mailbox import (
    AnswerOffice,
    AskReporter,
    FindMailbox,
    MailboxPage,
    MailboxProgress,
    OpenMailbox,
    Writer,
    Written,
)
from contracts.people import Actor
from contracts.wire import read, write
from kernel.history import History
from kernel.sealing import KeyRing, Unreadable
from services.complaints.domain.case import Case
from services.complaints.mailbox.domain import LOOKED, Message, check_office
from services.complaints.mailbox.storage import Mailbox
from services.complaints.receipts.window import Window
from services.complaints.storage import Complaints, Testimonies, page_after
from services.complaints.use_cases.moving import Bench


@dataclass(frozen=True)
class Post:
    """Puts messages into mailboxes."""

    by: Actor
    at: datetime
    new_id: Callable[[], UUID]
    history: History
    keys: KeyRing
    mailbox: Mailbox

    def open(self, box: str) -> str:
        """The words of a sealed message.

        Raises:
            TestimonyUnreadable
        """
        try:
            return read(Written, self.keys.open("complaints", box)).text
        except Unreadable:
            raise TestimonyUnreadable from None

    def put(self, case: Case, writer: Writer, text: str, *, supplied: bool = False) -> MailboxProgress:
        """Keeps a message, and tells that there is one."""
        message = Message.post(case, writer, id=self.new_id(), by=self.by, at=self.at)
        self.mailbox.add(message, text, keys=self.keys)
        self.history.tell(message, message.fact(case, supplied=supplied))
        return MailboxProgress(id=str(message.id), number=case.number, posted_at=self.at)

    def from_reporter(self, case: Case, box: str) -> MailboxProgress:
        """Puts in what whoever complains has written.

        Raises:
            TestimonyUnreadable
        """
        return self.put(case, Writer.REPORTER, self.open(box))

    def tell_of_look(self, case: Case, number: str, ground: str) -> None:
        """Tells whoever complains that somebody has looked at who they are."""
        self.put(case, Writer.CUSTODIAN, LOOKED.format(number=number, ground=ground))


def ask_reporter(order: AskReporter, *, complaints: Complaints, post: Post) -> MailboxProgress:
    """The office writes to whoever complains.

    Raises:
        NotYourRole, ComplaintUnknown, TestimonyUnreadable
    """
    check_office("ask_reporter", post.by)
    return post.put(complaints.get(order.number), Writer.OFFICE, post.open(order.message))


def answer_office(
    order: AnswerOffice, *, bench: Bench, window: Window, post: Post, testimonies: Testimonies
) -> MailboxProgress:
    """Whoever complains writes to the office; what it had asked for lets the complaint go on (补正).

    Raises:
        ReceiptUnknown, ReceiptChangeNeeded, TestimonyUnreadable
        MoveNotAllowed: for something supplied that nobody waits for.
    """
    complaint = window.admit(order.number, order.receipt_hash)
    text = post.open(order.message)
    if order.supplies:
        moved = complaint.provide_info(by=bench.by, at=bench.at)
        testimonies.supplement(moved[0], text, id=bench.new_id())
        bench.keep(moved)
    return post.put(complaint, Writer.REPORTER, text, supplied=order.supplies)


def find_mailbox(
    query: FindMailbox, *, by: Actor, complaints: Complaints, mailbox: Mailbox, keys: KeyRing
) -> SealedView:
    """A page of a mailbox for the office.

    Raises:
        NotYourRole, ComplaintUnknown
    """
    check_office("find_mailbox", by)
    return _page(complaints.get(query.number).number, query, mailbox, keys)


def open_mailbox(query: OpenMailbox, *, window: Window, mailbox: Mailbox, keys: KeyRing) -> SealedView:
    """A page of a mailbox for whoever holds number and receipt.

    Raises:
        ReceiptUnknown, ReceiptChangeNeeded
    """
    return _page(window.admit(query.number, query.receipt_hash).number, query, mailbox, keys)


def _page(number: str, asked: FindMailbox | OpenMailbox, mailbox: Mailbox, keys: KeyRing) -> SealedView:
    found = mailbox.page(number, page_after(asked.after), asked.limit, keys=keys)
    following = found[-1].id if len(found) == asked.limit else None
    page = MailboxPage(number=number, entries=found, next=following)
    return SealedView(sealed=keys.seal("gateway", write(page)))
