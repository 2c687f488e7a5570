"""Messages between the office and whoever complains."""

from contracts import mailbox as says
from contracts.complaints import SealedView
from contracts.people import Actor
from kernel.database import Stored
from kernel.mail.entrypoints import command, query
from services.complaints.foundation import Foundation
from services.complaints.mailbox import use_cases
from services.complaints.mailbox.storage import Mailbox
from services.complaints.receipts.domain import complainant


class MailboxRoom(Foundation):
    """留言."""

    mailbox = Stored(Mailbox)

    @command
    def ask_reporter(self, order: says.AskReporter, by: Actor) -> says.MailboxProgress:
        """The office writes to whoever complains."""
        return use_cases.ask_reporter(order, complaints=self.complaints, post=self._post(by))

    @command
    def answer_office(self, order: says.AnswerOffice, by: Actor) -> says.MailboxProgress:
        """Whoever complains writes to the office (留言、补正)."""
        bench, post = self._bench(complainant(by)), self._post(by)
        return use_cases.answer_office(
            order, bench=bench, window=self._window(), post=post, testimonies=self.testimonies
        )

    @query
    def find_mailbox(self, question: says.FindMailbox, by: Actor) -> SealedView:
        """A page of a mailbox for the office."""
        return use_cases.find_mailbox(question, by=by, complaints=self.complaints, mailbox=self.mailbox, keys=self.keys)

    @query
    def open_mailbox(self, question: says.OpenMailbox) -> SealedView:
        """The same for whoever holds number and receipt."""
        return use_cases.open_mailbox(question, window=self._window(), mailbox=self.mailbox, keys=self.keys)

    def _post(self, by: Actor) -> use_cases.Post:
        """What writing into a mailbox stands on."""
        return use_cases.Post(by=by, keys=self.keys, mailbox=self.mailbox, **self._now())
